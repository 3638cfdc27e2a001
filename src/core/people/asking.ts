/** Asks Better Auth in the name of a request, through its handler, so that its limits and hooks hold; and carries its cookies to the answer. */
import { type RequestContext, TooMany } from '#platform/http.ts'
import { AUTH_PATH, authOf } from './auth.ts'
import { OUR_HEADERS } from './headers.ts'

export type Answer = {
  ok: boolean
  status: number
  /** Better Auth's own name of a problem: `INVALID_EMAIL_OR_PASSWORD`. */
  code: string | undefined
  data: Record<string, unknown>
}
type Question = {
  body?: Record<string, unknown>
  query?: Record<string, string>
  next?: string
  confirmed?: boolean
}

/** `ask(c, '/sign-in/email', { body: { email, password } })`. With a body it posts, without it reads. Throws TooMany. */
export async function ask(
  c: RequestContext,
  path: string,
  { body, query, next, confirmed }: Question = {},
): Promise<Answer> {
  const url = new URL(AUTH_PATH + path, c.var.config.publicUrl)
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value)
  const headers = ourHeaders(c)
  if (next) headers.set(OUR_HEADERS.next, next)
  if (confirmed) headers.set(OUR_HEADERS.confirmed, 'yes')
  if (body) headers.set('content-type', 'application/json')
  const response = await authOf(c.var.db).handle(
    new Request(url, { method: body ? 'POST' : 'GET', headers, body: body && JSON.stringify(body) }),
  )
  takeCookies(c, response)
  const data = (await response.json().catch(() => null)) as Record<string, unknown> | null
  if (response.status === 429) throw new TooMany(Number(response.headers.get('x-retry-after') ?? 900))
  const code = typeof data?.code === 'string' ? data.code : undefined
  return { ok: response.ok, status: response.status, code, data: data ?? {} }
}

/** The answer of Better Auth to a request of the browser that is passed on as it is: JSON of passkeys, the way back from an OpenID provider. */
export async function passOn(c: RequestContext, path: string): Promise<Response> {
  const url = new URL(AUTH_PATH + path, c.var.config.publicUrl)
  url.search = new URL(c.req.url).search
  const headers = ourHeaders(c)
  const type = c.req.header('content-type')
  if (type) headers.set('content-type', type)
  const body = c.req.method === 'POST' ? await c.req.text() : undefined
  return authOf(c.var.db).handle(new Request(url, { method: c.req.method, headers, body }))
}

/** Only what Better Auth needs goes in: our own knowledge of address and request, never a header that the client wrote for itself. */
function ourHeaders(c: RequestContext): Headers {
  const headers = new Headers({
    // Our own check of Origin has already passed; Better Auth makes the same one.
    origin: c.var.config.publicUrl,
    [OUR_HEADERS.address]: c.var.address,
    [OUR_HEADERS.request]: c.var.requestId,
    [OUR_HEADERS.language]: c.var.language,
    'user-agent': (c.req.header('user-agent') ?? '').slice(0, 300),
  })
  const cookie = c.req.header('cookie')
  if (cookie) headers.set('cookie', cookie)
  return headers
}

const takeCookies = (c: RequestContext, response: Response) => {
  for (const cookie of response.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true })
}
