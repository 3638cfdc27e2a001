/** Pages for visitors without a session, kept whole in memory by address; all dropped when anything changes in any process. */
import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Config } from '#platform/config.ts'
import type { Db } from '#platform/database.ts'
import type { Env } from '#platform/http.ts'
import { newId } from '#platform/ids.ts'
import { beginKeeping, dropKept, keepNothing } from '#platform/kept.ts'
import { markComplete, secure } from './headers.ts'
import { countRequest } from './metrics.ts'

const LONGEST = 60_000
const MOST_BYTES = 64_000_000
const LARGEST_PAGE = 2_000_000

type Bytes = Buffer<ArrayBuffer>
/** How they may travel. A browser asks for brotli over TLS only; middling effort packs in a few milliseconds. */
const PACKED = {
  br: (body: Bytes) => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (body: Bytes) => gzipSync(body),
  identity: (body: Bytes) => body,
} as const
type Packing = keyof typeof PACKED

/** A plain object goes out without being taken apart. */
type Form = { body: Bytes; headers: Record<string, string> }

type Kept = {
  plain: Bytes
  /** All of them, those of security included. */
  headers: Record<string, string>
  tag: string
  /** As it goes out, packed when somebody first asks for it. */
  forms: Map<Packing, Form>
  /** What it is counted as. */
  route: string
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
    if (kept) return answer(kept, c.req.header('accept-encoding'), c.req.header('if-none-match'))
    const { generation } = cache
    const page = await cache.making(key, async () => {
      await next()
      const made = await pageOf(c.res, c.var.config, routePath(c, -1), clock().getTime() + LONGEST)
      if (made && generation === cache.generation && made.plain.length <= LARGEST_PAGE) cache.put(key, made)
      return made
    })
    if (page) c.res = answer(page, c.req.header('accept-encoding'), c.req.header('if-none-match'))
  })

/**
 * Answers with a kept page what Node has parsed, before anything is built for the application, which costs more than the answer.
 * Says whether it did: what is not kept, has a cookie or may change something is the application's, and so is making a page.
 */
export function answerKept(
  cache: PageCache,
  clock: () => Date,
  log: Logger,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): boolean {
  const { method, url, headers } = incoming
  if (method !== 'GET' || headers.cookie !== undefined || !cache.listening) return false
  const page = cache.get(url ?? '', clock().getTime())
  if (!page) return false
  const begin = performance.now()
  const requestId = newId()
  const answered = formFor(page, headers['accept-encoding'], headers['if-none-match'])
  outgoing.writeHead(answered.status, { ...answered.headers, 'x-request-id': requestId })
  outgoing.end(answered.body)
  const { status } = answered
  countRequest(log, { requestId, method, route: page.route, status, milliseconds: performance.now() - begin })
  return true
}

/** A whole page that anyone may be given, or nothing. */
async function pageOf(answered: Response, config: Config, route: string, until: number): Promise<Kept | undefined> {
  const { status, headers } = answered
  if (status !== 200 || !headers.get('content-type')?.startsWith('text/html') || headers.has('set-cookie')) return
  const plain = Buffer.from(await answered.arrayBuffer())
  const all = new Headers(headers)
  all.delete('content-length')
  all.delete('x-request-id')
  all.set('vary', 'accept-encoding, cookie')
  // A browser may keep it too and asks each time whether it is still the same; with a cookie it is another page.
  if (!all.has('cache-control')) all.set('cache-control', 'private, no-cache')
  secure(all, config)
  const tag = createHash('sha256').update(plain).digest('base64url').slice(0, 22)
  const size = plain.length * 1.5
  return { plain, headers: Object.fromEntries(all), tag, forms: new Map(), route, until, size }
}

/** What goes over the wire: the page as the browser can read it, or word that the one it has is still right. */
function formFor(page: Kept, accepted: string | undefined, known: string | undefined) {
  const packing = packingOf(accepted)
  const form = page.forms.get(packing) ?? packed(page, packing)
  const { etag = '' } = form.headers
  if (known?.includes(etag)) return { status: 304, headers: { ...page.headers, etag }, body: undefined }
  return { status: 200, ...form }
}

function packed(page: Kept, packing: Packing): Form {
  const body = PACKED[packing](page.plain)
  const headers = { ...page.headers, etag: `"${page.tag}-${packing}"`, 'content-length': String(body.length) }
  const form = { body, headers: packing === 'identity' ? headers : { ...headers, 'content-encoding': packing } }
  page.forms.set(packing, form)
  return form
}

const packingOf = (accepted = ''): Packing =>
  (['br', 'gzip'] as const).find((packing) => isAccepted(accepted, packing)) ?? 'identity'
const isAccepted = (accepted: string, packing: string) =>
  accepted.includes(packing) &&
  accepted.split(',').some((one) => {
    const [name, quality = ''] = one.split(';')
    return name?.trim() === packing && !/^\s*q=0(\.0*)?\s*$/.test(quality)
  })

function answer(page: Kept, accepted: string | undefined, known: string | undefined): Response {
  const { body, ...init } = formFor(page, accepted, known)
  return markComplete(new Response(body, init))
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
