/** Puts the parts together into one application: who asks, in which language, through which guards, in which frame. */

import type { IncomingMessage } from 'node:http'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import type pg from 'pg'
import type { Logger } from 'pino'
import type { Auth } from '#core/people/auth.ts'
import { actorOf } from '#core/people/session.ts'
import { nobody } from '#platform/actor.ts'
import type { Config } from '#platform/config.ts'
import type { Db } from '#platform/database.ts'
import type { FileStore } from '#platform/file-store.ts'
import { type Env, router, SignInFirst } from '#platform/http.ts'
import { newId } from '#platform/ids.ts'
import { dropKept } from '#platform/kept.ts'
import { isLanguage, LANGUAGES, type Language, languageFor } from '#platform/languages.ts'
import type { Module } from '#platform/module.ts'
import { clientAddress, comesFromOurPages, connectionAddress } from '#platform/origin.ts'
import { api } from './api.ts'
import { type PageCache, visitorsPages } from './cache.ts'
import { isReadable, showBadAddress, showError, showForeign, showFormTooLarge, showNotFound } from './errors.tsx'
import { drawsPages } from './frame.tsx'
import { securityHeaders } from './headers.ts'
import { health } from './health.ts'
import { countRequests } from './metrics.ts'
import { pages } from './pages.tsx'
import { staticFiles } from './static.ts'

export type Parts = {
  config: Config
  db: Db
  pool: pg.Pool
  auth: Auth
  store: FileStore
  log: Logger
  clock: () => Date
  modules: readonly Module[]
  cache?: PageCache
}

const LANGUAGE_COOKIE = 'language'
/** The group is needed: without it the router anchors only the first and the last language. */
const LANGUAGE_PATH = `/:language{(?:${LANGUAGES.join('|')})}`

export function createApp(parts: Parts): Hono<Env> {
  const { config, db, auth, log, clock, modules, cache } = parts
  const app = new Hono<Env>()

  app.use(async (c, next) => {
    // What Node parsed already; asking the request for a header copies all of them.
    const incoming = (c.env as { incoming?: IncomingMessage } | undefined)?.incoming
    const forwarded = incoming ? incoming.headers['x-forwarded-for'] : c.req.header('x-forwarded-for')
    c.set('config', config)
    c.set('db', db)
    c.set('store', parts.store)
    c.set('now', clock())
    c.set('requestId', newId())
    c.set(
      'address',
      clientAddress(connectionAddress(incoming) ?? '127.0.0.1', String(forwarded ?? ''), config.trustedProxies),
    )
    c.set('log', log)
    c.set('language', languageIn(c.req.path) ?? languageFor(c.req.header('accept-language')))
    c.set('actor', { ...nobody, requestId: c.var.requestId, language: c.var.language })
    c.header('x-request-id', c.var.requestId)
    await next()
    // Who changed something sees it on the very next page, even before the database has told everybody.
    if (!isReading(c.req.method)) dropKept(db)
  })
  app.use(countRequests(log))
  app.use(securityHeaders(config))
  app.use(staticFiles())
  app.route('/', health(parts))
  drawsPages(app, modules)

  app.use(async (c, next) => {
    if (!isReadable(c.req.url)) return showBadAddress(c)
    if (!comesFromOurPages(c.req.method, c.req.raw.headers, config.publicUrl)) return showForeign(c)
    await next()
  })
  const limitBody = bodyLimit({ maxSize: config.uploadLimit + 1_000_000, onError: showFormTooLarge })
  app.use((c, next) => (isReading(c.req.method) ? next() : limitBody(c, next)))
  if (cache) app.use(visitorsPages(cache, clock))
  app.use(async (c, next) => {
    if (c.req.header('cookie')) c.set('actor', await actorOf(auth, db, c.req.raw.headers, c.var.requestId, c.var.now))
    await next()
  })

  app.use(async (c, next) => {
    const { pathname, search } = new URL(c.req.url)
    if (!/.\/$/.test(pathname) || c.req.method !== 'GET') return next()
    // Behind a proxy the request's own scheme and host are not those that people see; and `//other.example` would be another site.
    return c.redirect(`/${pathname.replaceAll(/^\/+|\/+$/g, '')}${search}`, 301)
  })
  app.get('/', (c) => {
    const chosen = getCookie(c, LANGUAGE_COOKIE)
    c.header('vary', 'accept-language, cookie')
    return c.redirect(`/${isLanguage(chosen) ? chosen : languageFor(c.req.header('accept-language'))}`, 302)
  })
  // A lasting address names no language: it is printed, cited and scanned.
  app.get('/id/:id', (c) => c.redirect(`/${c.var.language}/id/${encodeURIComponent(c.req.param('id'))}`, 302))
  app.use(`${LANGUAGE_PATH}/*`, rememberLanguage(config))

  const site = router()
  site.route('/', pages(modules))
  for (const module of modules) if (module.pages) site.route(module.path, module.pages)
  app.route(LANGUAGE_PATH, site)
  app.route('/api', api(modules, parts))

  app.notFound(showNotFound(modules))
  app.onError((error, c) => {
    if (error instanceof SignInFirst) {
      const back =
        c.req.method === 'GET' ? new URL(c.req.url).pathname + new URL(c.req.url).search : `/${c.var.language}`
      return c.redirect(`/${c.var.language}/account/sign-in?next=${encodeURIComponent(back)}`, 303)
    }
    return showError(error, c)
  })
  return app
}

/** Asks only: changes nothing, and nobody reads a body that it might bring. */
const isReading = (method: string) => method === 'GET' || method === 'HEAD'

const languageIn = (path: string): Language | undefined => {
  const first = path.split('/', 2)[1]
  return isLanguage(first) ? first : undefined
}

/** Who chooses a language in the switch gets it again at `/`: the only page that asks this cookie. */
const rememberLanguage = (config: Config) =>
  createMiddleware<Env>(async (c, next) => {
    await next()
    if (c.req.query('choose') === undefined) return
    setCookie(c, LANGUAGE_COOKIE, c.var.language, {
      path: '/',
      maxAge: 31_536_000,
      sameSite: 'Lax',
      httpOnly: true,
      secure: config.secure,
    })
  })
