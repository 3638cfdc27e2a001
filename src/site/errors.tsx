/** Pages for when something is not there, not allowed, too much, or broken: what happened, and what one can do now. */
import type { Context, NotFoundHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { ZodError } from 'zod'
import { ChangedMeanwhile, isUnreachable } from '#platform/database.ts'
import { recordRefusal } from '#platform/events.ts'
import { type Env, NotFound, Refused, TooMany } from '#platform/http.ts'
import { isLanguage } from '#platform/languages.ts'
import type { Module } from '#platform/module.ts'
import { ButtonLink, Heading, Lead } from '#ui/index.tsx'
import { siteTexts } from './texts.ts'

const KINDS = [
  'not-found',
  'refused',
  'too-many',
  'changed',
  'unreachable',
  'broken',
  'bad-address',
  'too-large',
  'foreign',
] as const
type ErrorKind = (typeof KINDS)[number]

/** An address that nobody has: perhaps it only lacks the language. */
export const showNotFound =
  (modules: readonly Module[]): NotFoundHandler<Env> =>
  async (c) => {
    const path = c.req.path
    const first = path.split('/', 2)[1] ?? ''
    const known = modules.some((module) => path === module.path || path.startsWith(`${module.path}/`))
    if (!isLanguage(first) && known && c.req.method === 'GET')
      return c.redirect(`/${c.var.language}${path}${new URL(c.req.url).search}`, 302)
    return show(c, 'not-found', 404)
  }

export async function showError(error: Error, c: Context<Env>): Promise<Response> {
  if (error instanceof NotFound) return show(c, 'not-found', 404)
  if (error instanceof Refused) {
    await recordRefusal(c.var.db, c.var.actor, error.action, c.var.now, {
      recordId: error.recordId,
      data: { path: c.req.path, method: c.req.method },
      personal: { personId: c.var.actor.id, values: { address: c.var.address } },
    })
    return show(c, 'refused', 403)
  }
  if (error instanceof TooMany) {
    c.header('retry-after', String(error.seconds))
    return show(c, 'too-many', 429, { minutes: Math.ceil(error.seconds / 60) })
  }
  if (error instanceof ChangedMeanwhile) return show(c, 'changed', 409)
  if (error instanceof ZodError || error instanceof URIError || (error instanceof HTTPException && error.status < 500))
    return show(c, 'bad-address', 400)
  const status = isUnreachable(error) ? 503 : 500
  c.var.log.error({ request: c.var.requestId, error: error.message, at: placeIn(error) }, 'request failed')
  return show(c, status === 503 ? 'unreachable' : 'broken', status)
}

/** What was posted is larger than any form of ours. */
export const showFormTooLarge = (c: Context): Promise<Response> =>
  show(c as Context<Env>, 'too-large', 413, {
    megabytes: Math.floor((c as Context<Env>).var.config.uploadLimit / 1_000_000),
  })

/** Whether the percent signs of an address stand for text: UTF-8 in its path, and nowhere the NUL that PostgreSQL cannot keep. */
export function isReadable(url: string): boolean {
  try {
    decodeURI(new URL(url).pathname)
    return !url.includes('%00')
  } catch {
    return false
  }
}

/** An address that cannot be read has no twin in other languages and nowhere to come back to: its page links as home does. */
export function showBadAddress(c: Context<Env>): Promise<Response> {
  const home = new URL(c.req.path.startsWith('/api/') ? '/api/' : `/${c.var.language}`, c.req.url)
  c.req.raw = new Request(home, { headers: c.req.raw.headers })
  return show(c, 'bad-address', 400)
}

export const showForeign = (c: Context<Env>) => show(c, 'foreign', 403)

async function show(
  c: Context<Env>,
  kind: ErrorKind,
  status: ContentfulStatusCode,
  values: Record<string, number> = {},
): Promise<Response> {
  const t = siteTexts.in(c.var.language)
  c.status(status)
  const title = t(`error.${kind}.title`)
  const text = t(`error.${kind}.text`, values)
  if (c.req.path.startsWith('/api/'))
    return c.json({ error: { status, title, detail: text, requestId: c.var.requestId } }, status)
  return c.render(
    <>
      <Heading level={1}>{title}</Heading>
      <Lead>{text}</Lead>
      {status >= 500 && <p class="meta">{t('error.number', { number: c.var.requestId })}</p>}
      <p class="actions">
        <ButtonLink href={`/${c.var.language}`}>{t('error.home')}</ButtonLink>
        <ButtonLink href={`/${c.var.language}/search`} variant="secondary">
          {t('error.search')}
        </ButtonLink>
      </p>
    </>,
    { title, hidden: true },
  )
}

/** The first line of our own code in a stack: enough to find a defect, and without anything typed. */
const placeIn = (error: Error) =>
  error.stack
    ?.split('\n')
    .find((line) => /\/src\//.test(line))
    ?.replace(/^.*\/src\//, 'src/')
    .replace(/\)$/, '')
