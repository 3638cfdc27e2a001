/** Pages for visitors without a session, kept whole in memory by address; all dropped when anything changes in any process. */

import { gzipSync } from 'node:zlib'
import { createMiddleware } from 'hono/factory'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Config } from '#platform/config.ts'
import type { Db } from '#platform/database.ts'
import type { Env } from '#platform/http.ts'
import { beginKeeping, dropKept, keepNothing } from '#platform/kept.ts'
import { markComplete, secure } from './headers.ts'

const LONGEST = 60_000
const MOST_BYTES = 64_000_000
const LARGEST_PAGE = 2_000_000

type Kept = {
  body: Uint8Array<ArrayBuffer>
  zipped: Uint8Array<ArrayBuffer> | undefined
  /** All of them, those of security included. A plain object goes out without being taken apart. */
  headers: Record<string, string>
  until: number
  size: number
}

/** `generation` counts changes anywhere; a page is kept only if nothing changed while it was made. */
export class PageCache {
  generation = 0
  /** Off while nobody tells us of changes. */
  listening = false
  readonly beingMade = new Map<string, Promise<void>>()
  #pages = new Map<string, Kept>()
  #bytes = 0

  get(key: string, now: number): Kept | undefined {
    const page = this.#pages.get(key)
    if (page && page.until <= now) {
      this.#remove(key, page)
      return undefined
    }
    return page
  }

  put(key: string, page: Kept): void {
    const old = this.#pages.get(key)
    if (old) this.#remove(key, old)
    this.#pages.set(key, page)
    this.#bytes += page.size
    // Map keeps the order of entry: the oldest goes first.
    for (const [oldest, kept] of this.#pages) {
      if (this.#bytes <= MOST_BYTES) break
      this.#remove(oldest, kept)
    }
  }

  /** Runs `make` and lets others see that the page is being made. */
  async making<X>(key: string, make: () => Promise<X>): Promise<X> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.beingMade.set(key, promise)
    try {
      return await make()
    } finally {
      if (this.beingMade.get(key) === promise) this.beingMade.delete(key)
      resolve()
    }
  }

  dropAll(): void {
    this.generation++
    this.#pages.clear()
    this.#bytes = 0
  }

  #remove(key: string, page: Kept) {
    if (this.#pages.delete(key)) this.#bytes -= page.size
  }
}

/** Serves kept pages and keeps new ones. Whoever brings a cookie (session, flash, preference) is served afresh, and so is `/`. */
export const visitorsPages = (cache: PageCache, clock: () => Date) =>
  createMiddleware<Env>(async (c, next) => {
    if (
      c.req.method !== 'GET' ||
      c.req.header('cookie') ||
      c.req.path === '/' ||
      !cache.listening ||
      c.req.query('choose') !== undefined
    )
      return next()
    const { url } = c.req
    const key = url.slice(url.indexOf('/', url.indexOf('//') + 2))
    // Of many who ask at once for a page that is not kept, the first has it made and the others wait.
    const waiting = cache.beingMade.get(key)
    if (waiting) await waiting
    const kept = cache.get(key, clock().getTime())
    if (kept) return answer(kept, c.req.header('accept-encoding'))
    const { generation } = cache
    const page = await cache.making(key, async () => {
      await next()
      const made = await pageOf(c.res, c.var.config, clock().getTime() + LONGEST)
      if (made && generation === cache.generation && made.body.length <= LARGEST_PAGE) cache.put(key, made)
      return made
    })
    if (page) c.res = answer(page, c.req.header('accept-encoding'))
  })

/** A whole page that anyone may be given, or nothing. */
async function pageOf(answered: Response, config: Config, until: number): Promise<Kept | undefined> {
  const { status, headers } = answered
  if (status !== 200 || !headers.get('content-type')?.startsWith('text/html') || headers.has('set-cookie')) return
  const body = new Uint8Array(await answered.arrayBuffer())
  const all = new Headers(headers)
  all.delete('content-length')
  all.delete('x-request-id')
  all.set('vary', 'accept-encoding, cookie')
  secure(all, config)
  return { body, zipped: undefined, headers: Object.fromEntries(all), until, size: body.length * 1.3 }
}

function answer(page: Kept, accepted: string | undefined): Response {
  if (!accepted?.includes('gzip')) return markComplete(new Response(page.body, { headers: page.headers }))
  page.zipped ??= new Uint8Array(gzipSync(page.body))
  return markComplete(new Response(page.zipped, { headers: { ...page.headers, 'content-encoding': 'gzip' } }))
}

/** Hears of every committed change, wherever it was made: pages and answers that are kept go. While the line is down nothing is kept. */
export function listenForChanges(
  cache: PageCache,
  db: Db,
  settings: pg.ClientConfig,
  log: Logger,
): { stop(): Promise<void> } {
  let client: pg.Client | undefined
  let stopped = false
  let again: NodeJS.Timeout | undefined
  const connect = async () => {
    const next = new pg.Client(settings)
    client = next
    next.on('error', lost)
    next.on('end', lost)
    next.on('notification', () => {
      cache.dropAll()
      dropKept(db)
    })
    await next.connect()
    await next.query('listen happened')
    cache.dropAll()
    cache.listening = true
    beginKeeping(db)
  }
  const lost = () => {
    cache.listening = false
    cache.dropAll()
    keepNothing(db)
    if (stopped || again) return
    again = setTimeout(() => {
      again = undefined
      connect().catch((error: unknown) => {
        log.warn(
          { error: error instanceof Error ? error.message : String(error) },
          'cannot hear changes; pages are made afresh',
        )
        lost()
      })
    }, 2000)
    again.unref()
  }
  connect().catch(lost)
  return {
    stop: async () => {
      stopped = true
      clearTimeout(again)
      await client?.end().catch(() => {})
    },
  }
}
