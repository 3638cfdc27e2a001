/** Takes the personal values of a person out of the audit trail; the entries and their chain stay whole. */
import { eq } from 'drizzle-orm'
import type { Db } from '../database.ts'
import { auditPersonal } from '../schema.ts'

/** Called in the transaction that deletes an account. What stays is a commitment with a salt that is erased too, so nothing can be guessed from it. */
export const eraseAuditPersonal = (db: Db, personId: string) =>
  db.delete(auditPersonal).where(eq(auditPersonal.personId, personId))
