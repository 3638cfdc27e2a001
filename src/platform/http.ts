/** Requests: the router of a module, its guards, and the ways a page may refuse. The page frame is in site/. */
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import type { Child } from 'hono/jsx'
import type { Logger } from 'pino'
import { type Actor, isMember, type Member, type Role } from './actor.ts'
import type { Config } from './config.ts'
import type { Db } from './database.ts'
import type { FileStore } from './file-store.ts'
import type { Language } from './languages.ts'

export type Env = {
  Variables: {
    config: Config
    db: Db
    actor: Actor
    language: Language
    /** The moment of the request: one for all that it does. */
    now: Date
    requestId: string
    /** The client's address, seen through trusted proxies only. */
    address: string
    /** Where the bytes of files are. */
    store: FileStore
    log: Logger
  }
}
export type RequestContext = Context<Env>

/** What a page says about itself to its frame. */
export type Head = {
  title: string
  description?: string
  /** The page's own heading is inside its content unless the frame is asked to write it. */
  breadcrumbs?: { href: string; label: string }[]
  /** Path below the language, when it differs by language or query; default: the path of the request. */
  alternates?: (language: Language) => string | undefined
  canonical?: string
  feeds?: { href: string; type: string; title: string }[]
  jsonLd?: unknown
  /** Names and values in Dublin Core and `citation_…`, for reference managers. */
  meta?: readonly { name: string; content: string; lang?: Language }[]
  /** Names of browser entries this page needs, such as `passkey.js`. */
  scripts?: string[]
  /** Not to be indexed: forms, desks, administration. */
  hidden?: boolean
}
declare module 'hono' {
  interface ContextRenderer {
    // biome-ignore lint/style/useShorthandFunctionType: the interface of hono is extended
    (content: Child, head: Head): Response | Promise<Response>
  }
}

/** A router of a module: its pages or its interface for machines. */
export const router = () => new Hono<Env>()
export type Router = ReturnType<typeof router>

// ── Refusals ────────────────────────────────────────────────────────────────

/** Nothing is here, or nothing that this person may know of. */
export class NotFound extends Error {}
/** The person is known and may not do this. Goes into the audit trail. */
export class Refused extends Error {
  readonly action: string
  readonly recordId: string | undefined
  constructor(action = 'page.refused', recordId?: string) {
    super(action)
    this.action = action
    this.recordId = recordId
  }
}
/** Somebody has to sign in first; they come back to where they wanted to go. */
export class SignInFirst extends Error {}
/** Too many tries at one door. */
export class TooMany extends Error {
  readonly seconds: number
  constructor(seconds: number) {
    super('too many')
    this.seconds = seconds
  }
}

/** What a query found, or the page "not found". */
export function found<X>(x: X | null | undefined): X {
  if (x === null || x === undefined) throw new NotFound()
  return x
}
/** Goes on only when a rule allows it. */
export function permit(allowed: boolean, action?: string, recordId?: string): void {
  if (!allowed) throw new Refused(action, recordId)
}

// ── Guards: the first handler of every route ────────────────────────────────

/** Every function that counts as a guard; tests/architecture.test.ts walks the routes. */
export const GUARDS = new Map<unknown, string>()
const guard = (name: string, handler: MiddlewareHandler<Env>): MiddlewareHandler<Env> => {
  GUARDS.set(handler, name)
  return handler
}

/** Anybody. */
export const open = guard('open', (_c, next) => next())

/** Anybody who is signed in. */
export const member = guard('member', (c, next) => {
  if (!isMember(c.var.actor)) throw new SignInFirst()
  return next()
})

const roleGuards = new Map<string, MiddlewareHandler<Env>>()
/** Somebody who acts in one of these roles, whatever it reaches; `permit` then asks the rules about the record. */
export function role(...roles: Role[]): MiddlewareHandler<Env> {
  const name = `role ${roles.join(' or ')}`
  let made = roleGuards.get(name)
  if (!made) {
    made = guard(name, (c, next) => {
      if (!isMember(c.var.actor)) throw new SignInFirst()
      permit(c.var.actor.grant !== null && roles.includes(c.var.actor.grant.role))
      return next()
    })
    roleGuards.set(name, made)
  }
  return made
}

/** A program that holds the token of a setting (monitoring). */
export const bearer = (tokenOf: (config: Config) => string | undefined) =>
  guard('bearer token', async (c, next) => {
    const { timingSafeEqual } = await import('node:crypto')
    const token = tokenOf(c.var.config)
    const given = Buffer.from(c.req.header('authorization')?.replace(/^Bearer /, '') ?? '')
    const wanted = Buffer.from(token ?? '')
    if (!token || given.length !== wanted.length || !timingSafeEqual(given, wanted)) return c.text('Unauthorized', 401)
    return next()
  })

/** The signed-in person of a guarded route. */
export function memberOf(c: RequestContext): Member {
  const { actor } = c.var
  if (!isMember(actor)) throw new SignInFirst()
  return actor
}

/** Address of a page in the language of the request: `to(c, '/practices')` → `/mk/practices`. */
export const to = (c: RequestContext, path: string) => `/${c.var.language}${path}`

/** After a successful post: see the next page, with GET. */
export const goTo = (c: RequestContext, path: string) => c.redirect(to(c, path), 303)
