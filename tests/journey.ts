/** A test as people would do it: over HTTP, through the front door, on a real PostgreSQL of its own. */
import { test } from 'node:test'
import { asc } from 'drizzle-orm'
import type { ExampleKey } from '#core/people/index.ts'
import type { Db } from '#platform/database.ts'
import { outbox } from '#platform/schema.ts'
import { assemble } from '#site/assemble.ts'
import { APP_ROLE, cloneDatabase, databaseSettings, testConfig } from './database.ts'

const ORIGIN = 'http://localhost:3000'

export type Form = Record<string, string | readonly string[]> | FormData
/** A browser without JavaScript: keeps cookies, sends Origin, follows nothing by itself. */
export type Browser = {
  get(path: string, headers?: Record<string, string>): Promise<Response>
  post(path: string, form?: Form, headers?: Record<string, string>): Promise<Response>
  /** Follows redirects as a browser does and returns the page. */
  visit(path: string): Promise<{ status: number; path: string; text: string }>
  submit(path: string, form?: Form): Promise<{ status: number; path: string; text: string }>
  cookies: Map<string, string>
}

export type Journey = {
  db: Db
  /** A new browser without a session. */
  anyone: Browser
  /** A browser in which this example person is signed in. */
  as(key: ExampleKey): Promise<Browser>
  newBrowser(): Browser
  letters(): Promise<(typeof outbox.$inferSelect)[]>
  /** The moment of all requests; tests may move it. */
  clock: { now: Date }
  portal: Awaited<ReturnType<typeof assemble>>
}

/** A test with its own portal. `settings` are environment settings such as EXAMPLES. */
export function journey(
  name: string,
  run: (world: Journey) => Promise<void>,
  settings: Record<string, string> = {},
): void {
  test(name, async () => {
    const database = await cloneDatabase()
    const clock = { now: new Date() }
    const portal = await assemble(testConfig(settings), databaseSettings(database.name, APP_ROLE), () => clock.now, {
      cache: false,
    })
    const newBrowser = () => browserOf((request) => portal.app.request(request))
    try {
      await run({
        db: portal.db,
        portal,
        clock,
        newBrowser,
        anyone: newBrowser(),
        async as(key) {
          const browser = newBrowser()
          const answer = await browser.post(`/mk/account/try/${key}`)
          if (answer.status >= 400) throw new Error(`cannot act as ${key}: ${answer.status}`)
          return browser
        },
        letters: () => portal.db.select().from(outbox).orderBy(asc(outbox.at), asc(outbox.id)),
      })
    } finally {
      await portal.stop()
      await database.drop()
    }
  })
}

function browserOf(fetch: (request: Request) => Response | Promise<Response>): Browser {
  const cookies = new Map<string, string>()
  const send = async (path: string, init: RequestInit) => {
    const headers = new Headers(init.headers)
    if (cookies.size) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const answer = await fetch(new Request(new URL(path, ORIGIN), { ...init, headers, redirect: 'manual' }))
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = cookie.split(';')
      const [name = '', ...value] = pair.split('=')
      if (attributes.some((attribute) => /max-age=0|expires=thu, 01 jan 1970/i.test(attribute)))
        cookies.delete(name.trim())
      else cookies.set(name.trim(), value.join('='))
    }
    return answer
  }
  const browser: Browser = {
    cookies,
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, form = {}, headers = {}) =>
      send(path, { method: 'POST', body: bodyOf(form), headers: { origin: ORIGIN, ...headers } }),
    visit: async (path) => follow(path, await browser.get(path)),
    submit: async (path, form) => follow(path, await browser.post(path, form)),
  }
  const follow = async (path: string, answer: Response) => {
    let at = path
    let current = answer
    for (let hops = 0; current.status >= 300 && current.status < 400 && hops < 10; hops++) {
      at =
        new URL(current.headers.get('location') ?? '', new URL(at, ORIGIN)).pathname +
        new URL(current.headers.get('location') ?? '', new URL(at, ORIGIN)).search
      current = await browser.get(at)
    }
    return { status: current.status, path: decodeURI(at), text: await current.text() }
  }
  return browser
}

function bodyOf(form: Form): FormData | URLSearchParams {
  if (form instanceof FormData) return form
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(form)) for (const one of [value].flat()) body.append(name, one as string)
  return body
}
