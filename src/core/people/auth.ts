/** Accounts: sets up Better Auth on our tables, with our limits, mails and audit trail. Everything else sees only the small `Auth`; no address of Better Auth is open to the network. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { passkey } from '@better-auth/passkey'
import { type BetterAuthPlugin, betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { APIError, createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { genericOAuth, twoFactor } from 'better-auth/plugins'
import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Config } from '#platform/config.ts'
import type { Db } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { DEFAULT_LANGUAGE, isLanguage, type Language } from '#platform/languages.ts'
import { derived } from '#platform/secrets.ts'
import { auditHooks, recordDoor } from './auth-trail.ts'
import { OUR_HEADERS } from './headers.ts'
import { confirmLetter, knownAlreadyLetter, passwordChangedLetter, resetLetter, send } from './letters.ts'
import { LONGEST_PASSWORD, passwordProblem, SHORTEST_PASSWORD } from './passwords.ts'
import { credentials, passkeys, people, sessions, signInLimits, twoFactors, verifications } from './schema.ts'
import { EXAMPLE_PEOPLE, examplePersonId } from './seed.ts'

/** What the rest of the portal knows of Better Auth. */
export type Auth = {
  /** Better Auth's own handler, with its limits and hooks. Ask it through `asking.ts`. */
  handle: (request: Request) => Promise<Response>
  /** The token of the session cookie, when our signature on it holds. */
  sessionToken: (headers: Headers) => string | undefined
  /** Whether example people may be signed in. */
  examples: boolean
}

/** Where Better Auth believes to live. Only the few addresses of routes.ts are really there. */
export const AUTH_PATH = '/api/auth'
/** Name of the national eID or other OpenID provider in our tables and addresses. */
export const OIDC_PROVIDER = 'eid'
/** A session ends after this time whatever happens (ASVS 5.0, 7.3.2); the idle limit is in session.ts. */
export const SESSION_SECONDS = 14 * 24 * 60 * 60
const CONFIRM_SECONDS = 24 * 60 * 60
const RESET_SECONDS = 60 * 60

const auths = new WeakMap<Db, Auth>()
/** The accounts that belong to a database: one program may hold several, as tests do. */
export function authOf(db: Db): Auth {
  const auth = auths.get(db)
  if (!auth) throw new Error('createAuth has not been called for this database')
  return auth
}

type Parts = { config: Config; db: Db; secret: string; clock: () => Date }

export function createAuth({ config, db, secret, clock }: Parts): Auth {
  const key = derived(secret, 'accounts')
  const prefix = config.secure ? '__Host-patokaz' : 'patokaz'
  const better = betterAuth({
    appName: 'Patokaz',
    baseURL: config.publicUrl,
    basePath: AUTH_PATH,
    trustedOrigins: [config.publicUrl],
    secret: key,
    telemetry: { enabled: false },
    logger: { disabled: true },
    onAPIError: { errorURL: `${config.publicUrl}/${DEFAULT_LANGUAGE}/account/sign-in` },
    database: drizzleAdapter(db, {
      provider: 'pg',
      schema: {
        user: people,
        session: sessions,
        account: credentials,
        verification: verifications,
        twoFactor: twoFactors,
        passkey: passkeys,
        rateLimit: signInLimits,
      },
    }),
    advanced: {
      database: { generateId: newId },
      // Better Auth's own secure mode writes `__Secure-`; the stricter `__Host-` is in our prefix.
      useSecureCookies: false,
      cookiePrefix: prefix,
      defaultCookieAttributes: { secure: config.secure, httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: [OUR_HEADERS.address] },
    },
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true, freshAge: 60 * 60 },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 60,
      // A town hall sits behind one address: the network's limit is wide, the account's (doors.ts) narrow.
      customRules: {
        '/sign-in/*': { window: 60, max: 30 },
        '/sign-up/*': { window: 600, max: 30 },
        '/request-password-reset': { window: 600, max: 20 },
        '/two-factor/*': { window: 60, max: 20 },
        '/change-password': { window: 60, max: 10 },
      },
    },
    user: {
      additionalFields: {
        language: { type: 'string', required: false, defaultValue: DEFAULT_LANGUAGE, input: false },
        example: { type: 'boolean', required: false, defaultValue: false, input: false },
        deletedAt: { type: 'date', required: false, input: false },
      },
    },
    account: {
      encryptOAuthTokens: true,
      accountLinking: { enabled: true, allowDifferentEmails: false, updateUserInfoOnLink: false },
    },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      autoSignIn: false,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
      resetPasswordTokenExpiresIn: RESET_SECONDS,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => send(db, resetLetter(config, reader(user), token), clock()),
      onPasswordReset: ({ user }) => send(db, passwordChangedLetter(config, reader(user)), clock()),
      onExistingUserSignUp: async ({ user }, request) => {
        if (user.emailVerified) await send(db, knownAlreadyLetter(config, reader(user)), clock())
        else await better.api.sendVerificationEmail({ body: { email: user.email }, headers: ours(request) })
      },
    },
    emailVerification: {
      sendOnSignUp: true,
      sendOnSignIn: true,
      autoSignInAfterVerification: false,
      afterEmailVerification: (user, request) => recordDoor(db, user, 'email.confirmed', request?.headers, clock()),
      expiresIn: CONFIRM_SECONDS,
      sendVerificationEmail: async ({ user, token }, request) => {
        if (user.emailVerified) return
        await send(db, confirmLetter(config, reader(user), token, request?.headers.get(OUR_HEADERS.next)), clock())
      },
    },
    databaseHooks: {
      user: {
        create: {
          before: async (user, ctx) => {
            const language = ctx?.headers?.get(OUR_HEADERS.language) ?? DEFAULT_LANGUAGE
            // Only on the row that this request makes: an account that somebody else began with this e-mail stays unconfirmed.
            const confirmed = ctx?.headers?.get(OUR_HEADERS.confirmed) ? { emailVerified: true } : {}
            return { data: { ...user, language, ...confirmed } }
          },
        },
      },
      session: {
        create: { before: async (session) => mayHaveSession(db, config, session.userId) },
        delete: {
          after: async ({ userId }, ctx) => {
            if (ctx?.path === '/sign-out')
              await recordDoor(db, { id: userId }, 'person.signed-out', ctx.headers, clock())
          },
        },
      },
    },
    hooks: auditHooks(db, clock, refuseWeakPasswords),
    plugins: [
      twoFactor({ issuer: 'Patokaz', backupCodeOptions: { amount: 10 } }),
      passkey({
        rpID: new URL(config.publicUrl).hostname,
        rpName: 'Patokaz',
        origin: config.publicUrl,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        advanced: { webAuthnChallengeCookie: 'passkey' },
        // A passkey replaces password and second step, so it must have asked for finger, face or code.
        authentication: {
          afterVerification: async ({ verification }) => {
            if (!verification.authenticationInfo.userVerified)
              throw new APIError('UNAUTHORIZED', { code: 'USER_NOT_VERIFIED' })
          },
        },
      }),
      ...(config.oidc ? [openId(config.oidc)] : []),
      ...(config.examples ? [tryAsExample] : []),
    ],
  })

  const cookieName = `${prefix}.session_token`
  const auth: Auth = {
    handle: (request) => better.handler(request),
    sessionToken: (headers) => signedToken(key, cookieIn(headers.get('cookie'), cookieName)),
    examples: config.examples,
  }
  auths.set(db, auth)
  return auth
}

const openId = (oidc: NonNullable<Config['oidc']>) =>
  genericOAuth({
    config: [
      {
        providerId: OIDC_PROVIDER,
        name: oidc.name,
        discoveryUrl: oidc.discoveryUrl,
        clientId: oidc.clientId,
        clientSecret: oidc.clientSecret,
        scopes: ['openid', 'email', 'profile'],
        pkce: true,
        // An account is found by its e-mail, so the provider must vouch for it.
        requireEmailVerification: true,
        requireIdTokenVerification: true,
      },
    ],
  })

/** Signs in as one of the example people, without a password. Only part of the program when examples are on. */
const tryAsExample = {
  id: 'examples',
  endpoints: {
    tryAsExample: createAuthEndpoint(
      '/sign-in/example',
      { method: 'POST', body: z.object({ key: z.enum(EXAMPLE_PEOPLE.map(({ key }) => key)) }) },
      async (ctx) => {
        const user = await ctx.context.internalAdapter.findUserById(examplePersonId(ctx.body.key))
        const session = user && (await ctx.context.internalAdapter.createSession(user.id))
        if (!session) throw new APIError('NOT_FOUND')
        await setSessionCookie(ctx, { session, user })
        return ctx.json({ status: true })
      },
    ),
  },
} satisfies BetterAuthPlugin

/** Deleted accounts never get a session, example people none where examples are off. */
async function mayHaveSession(db: Db, config: Config, personId: string): Promise<boolean> {
  const [person] = await db
    .select({ example: people.example })
    .from(people)
    .where(and(eq(people.id, personId), isNull(people.deletedAt)))
  return person !== undefined && (config.examples || !person.example)
}

/** The last door before a password is kept; the forms ask the same, in the person's language. */
function refuseWeakPasswords(path: string, body: unknown): void {
  if (!['/sign-up/email', '/reset-password', '/change-password'].includes(path)) return
  const { password, newPassword, name, email } = (body ?? {}) as Record<string, unknown>
  const words = [name, email].filter((word) => typeof word === 'string')
  if (passwordProblem(String(newPassword ?? password ?? ''), words))
    throw new APIError('BAD_REQUEST', { code: 'PASSWORD_TOO_COMMON' })
}

/** Whom a letter is for, out of a row of Better Auth. */
const reader = (user: { id: string; name: string; email: string }) => {
  const language: unknown = 'language' in user ? user.language : undefined
  return { ...user, language: (isLanguage(language) ? language : DEFAULT_LANGUAGE) satisfies Language }
}
const ours = (request: Request | undefined) => {
  const headers = new Headers()
  for (const name of Object.values(OUR_HEADERS)) {
    const value = request?.headers.get(name)
    if (value) headers.set(name, value)
  }
  return headers
}

const cookieIn = (header: string | null, name: string): string | undefined =>
  header
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(name.length + 1)

/** Better Auth signs cookies as `value.signature` (HMAC-SHA-256, Base64, percent-encoded). */
function signedToken(key: string, cookie: string | undefined): string | undefined {
  if (!cookie || cookie.length > 500) return undefined
  const at = safelyDecoded(cookie).lastIndexOf('.')
  const token = safelyDecoded(cookie).slice(0, at)
  const given = Buffer.from(safelyDecoded(cookie).slice(at + 1), 'base64')
  const wanted = createHmac('sha256', key).update(token).digest()
  return at > 0 && given.length === wanted.length && timingSafeEqual(given, wanted) ? token : undefined
}
const safelyDecoded = (text: string) => {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
