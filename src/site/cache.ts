/** Pages for visitors without a session, kept whole in memory by address; all dropped when anything changes in any process. */

import { gzipSync } from 'node:zlib'
import { createMiddleware } from 'hono/factory'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Env } from '#platform/http.ts'

const LONGEST = 60_000
const MOST_BYTES = 64_000_000
const LARGEST_PAGE = 2_000_000

type Kept = {
  body: Uint8Array<ArrayBuffer>
  zipped: Uint8Array<ArrayBuffer> | undefined
  headers: [string, string][]
  until: number
  size: number
}

/** `generation` counts changes anywhere; a page is kept only if nothing changed while it was made. */
export class PageCache {
  generation = 0
  /** Off while nobody tells us of changes. */
  listening = false
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
    const url = new URL(c.req.url)
    const key = url.pathname + url.search
    const kept = cache.get(key, clock().getTime())
    if (kept) return answer(kept, c.req.header('accept-encoding'))
    const { generation } = cache
    await next()
    const { res } = c
    const isPage =
      res.status === 200 && res.headers.get('content-type')?.startsWith('text/html') && !res.headers.has('set-cookie')
    if (!isPage) return
    const body = new Uint8Array(await res.arrayBuffer())
    const headers = [...res.headers].filter(([name]) => name !== 'content-length' && name !== 'x-request-id')
    const page = {
      body,
      zipped: undefined,
      headers: headers as [string, string][],
      until: clock().getTime() + LONGEST,
      size: body.length * 1.3,
    }
    if (generation === cache.generation && body.length <= LARGEST_PAGE) cache.put(key, page)
    c.res = answer(page, c.req.header('accept-encoding'))
  })

function answer(page: Kept, accepted: string | undefined): Response {
  const headers = new Headers(page.headers)
  headers.set('vary', 'accept-encoding, cookie')
  if (!accepted?.includes('gzip')) return new Response(page.body, { headers })
  page.zipped ??= new Uint8Array(gzipSync(page.body))
  headers.set('content-encoding', 'gzip')
  return new Response(page.zipped, { headers })
}

/** Hears of every committed change, wherever it was made. While the line is down nothing is kept. */
export function listenForChanges(cache: PageCache, settings: pg.ClientConfig, log: Logger): { stop(): Promise<void> } {
  let client: pg.Client | undefined
  let stopped = false
  let again: NodeJS.Timeout | undefined
  const connect = async () => {
    const next = new pg.Client(settings)
    client = next
    next.on('error', lost)
    next.on('end', lost)
    next.on('notification', () => cache.dropAll())
    await next.connect()
    await next.query('listen happened')
    cache.dropAll()
    cache.listening = true
  }
  const lost = () => {
    cache.listening = false
    cache.dropAll()
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
