/** Sends an invitation again: only the hash of its link is kept, so the old link ends and a new one goes out. */
import { eq } from 'drizzle-orm'
import { invite, withdrawInvitation } from '#core/people/index.ts'
import { invitations } from '#core/people/schema.ts'
import type { Member } from '#platform/actor.ts'
import type { Config, CountryCode } from '#platform/config.ts'
import type { Db } from '#platform/database.ts'

/** False when the invitation is no longer open. Whether the actor may is decided by both steps themselves. */
export async function inviteAgain(db: Db, actor: Member, id: string, config: Config, now: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [old] = await tx.select().from(invitations).where(eq(invitations.id, id)).for('update')
    // The first administrator's link has no address: it is printed in the terminal at every start.
    if (!old || old.acceptedAt || old.withdrawnAt || old.email === '') return false
    await withdrawInvitation(tx, actor, id, now)
    const over = {
      organisationId: old.organisationId ?? undefined,
      country: (old.country ?? undefined) as CountryCode | undefined,
      placeId: old.placeId ?? undefined,
    }
    await invite(tx, actor, { email: old.email, language: old.language, role: old.role, ...over }, config, now)
    return true
  })
}
