/** Writes what happens at the doors of accounts into the events and the audit trail; Better Auth writes outside our transactions, so this runs right after it. */
import { createAuthMiddleware, isAPIError } from 'better-auth/api'
import { eq } from 'drizzle-orm'
import { type Actor, nobody } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { record, recordRefusal } from '#platform/events.ts'
import { OUR_HEADERS } from './headers.ts'
import { people } from './schema.ts'

/** What a success at each door is called. Doors that change nothing are not here. */
const HAPPENED: Record<string, string> = {
  '/sign-up/email': 'person.registered',
  '/sign-in/email': 'person.signed-in',
  '/sign-in/example': 'person.signed-in',
  '/callback/:id': 'person.signed-in',
  '/passkey/verify-authentication': 'person.signed-in',
  '/two-factor/verify-totp': 'person.signed-in',
  '/two-factor/verify-backup-code': 'person.signed-in',
  '/change-password': 'password.changed',
  '/reset-password': 'password.reset',
  '/request-password-reset': 'password-reset.asked',
  '/two-factor/disable': 'two-step.disabled',
  '/two-factor/generate-backup-codes': 'backup-codes.made',
  '/passkey/verify-registration': 'passkey.added',
  '/passkey/delete-passkey': 'passkey.removed',
  '/revoke-session': 'session.ended',
  '/revoke-sessions': 'sessions.ended',
  '/revoke-other-sessions': 'sessions.ended',
}
const REFUSED: Record<string, string> = {
  '/sign-in/email': 'sign-in.refused',
  '/callback/:id': 'sign-in.refused',
  '/passkey/verify-authentication': 'sign-in.refused',
  '/two-factor/verify-totp': 'two-step.refused',
  '/two-factor/verify-backup-code': 'two-step.refused',
  '/change-password': 'password-change.refused',
  '/reset-password': 'password-reset.refused',
  '/two-factor/enable': 'two-step.refused',
  '/two-factor/disable': 'two-step.refused',
  '/passkey/verify-registration': 'passkey.refused',
}

/** An entry about a person whom the door itself does not name: recorded where Better Auth tells who it was. */
export async function recordDoor(db: Db, person: Known, action: string, headers: Headers | undefined, now: Date) {
  const actor = actorFor(person, headers?.get(OUR_HEADERS.request) ?? '')
  const values = { address: headers?.get(OUR_HEADERS.address) ?? '' }
  await record(db, actor, action, now, { personal: { personId: person.id, values } })
}

/** Hooks for Better Auth. `guard` runs before every door. */
export function auditHooks(db: Db, clock: () => Date, guard: (path: string, body: unknown) => void) {
  return {
    before: createAuthMiddleware(async (ctx) => guard(ctx.path, ctx.body)),
    after: createAuthMiddleware(async (ctx) => {
      const { returned, newSession, session } = ctx.context
      const address = ctx.headers?.get(OUR_HEADERS.address) ?? ''
      const requestId = ctx.headers?.get(OUR_HEADERS.request) ?? ''
      const body = (ctx.body ?? {}) as { email?: unknown; id?: unknown }
      const data = { method: methodOf(ctx.path) }
      const refused = isAPIError(returned) && returned.statusCode >= 400
      const known = newSession?.user ?? session?.user ?? userIn(returned)
      if (refused) {
        const action = REFUSED[ctx.path]
        if (!action) return
        const personId = known?.id ?? (await personWith(db, body.email))
        const actor = actorFor(known, requestId)
        const code = returned.body?.code ?? returned.status
        await recordRefusal(db, actor, action, clock(), {
          data: { ...data, code },
          personal: { personId, values: { address } },
        })
        return
      }
      let action = HAPPENED[ctx.path]
      // The same door confirms the first code of a new authenticator and signs in with it later.
      if (ctx.path === '/two-factor/verify-totp' && session)
        action = session.user.twoFactorEnabled ? undefined : 'two-step.enabled'
      // The password was right, the second step is still to come.
      if (ctx.path === '/sign-in/email' && newSession?.user.twoFactorEnabled) action = 'password.accepted'
      if (action === 'person.signed-in' && !newSession) return
      if (!action) return
      // Who registers or asks for a new password with a known e-mail must look the same from outside; here it is told apart.
      const unknownYet = ctx.path === '/sign-up/email' || ctx.path === '/request-password-reset'
      const personId = unknownYet ? await personWith(db, body.email) : (known?.id ?? null)
      if (unknownYet && (!personId || (ctx.path === '/sign-up/email' && known && personId !== known.id))) return
      await record(db, actorFor(personId ? { ...known, id: personId } : undefined, requestId), action, clock(), {
        data,
        personal: { personId, values: { address } },
      })
    }),
  }
}

const methodOf = (path: string) =>
  path.startsWith('/passkey')
    ? 'passkey'
    : path.startsWith('/two-factor')
      ? 'two-step'
      : path.startsWith('/callback')
        ? 'openid'
        : path === '/sign-in/example'
          ? 'example'
          : 'password'

type Known = { id: string; name?: string; email?: string }
const actorFor = (person: Known | undefined, requestId: string): Actor =>
  person
    ? { ...nobody, id: person.id, name: person.name ?? '', email: person.email ?? '', requestId }
    : { ...nobody, requestId }

const userIn = (returned: unknown): Known | undefined => {
  const user = (returned as { user?: Known } | null | undefined)?.user
  return user?.id ? user : undefined
}

async function personWith(db: Db, email: unknown): Promise<string | null> {
  if (typeof email !== 'string') return null
  const [person] = await db.select({ id: people.id }).from(people).where(eq(people.email, email.trim().toLowerCase()))
  return person?.id ?? null
}
