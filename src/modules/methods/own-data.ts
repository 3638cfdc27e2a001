/** What the portal keeps about a person here, and what stays of it when they leave. */
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { dropSlugs, textsOf } from '#core/records/index.ts'
import { contents, records } from '#core/records/schema.ts'
import type { Db } from '#platform/database.ts'
import { METHOD_KINDS, methods } from './schema.ts'

export async function ownData(db: Db, personId: string): Promise<Record<string, unknown>> {
  const proposed = await db
    .select({ id: records.id, kind: methods.kind, state: methods.state, createdAt: records.createdAt })
    .from(records)
    .innerJoin(methods, eq(methods.id, records.id))
    .where(eq(records.ownerId, personId))
  const versions = await db
    .select({
      recordId: contents.recordId,
      language: contents.language,
      version: contents.version,
      title: contents.title,
      fields: contents.fields,
      createdAt: contents.createdAt,
    })
    .from(contents)
    .innerJoin(methods, eq(methods.id, contents.recordId))
    .where(eq(contents.authorId, personId))
  return { methods: proposed, versions: versions.map(({ fields, ...row }) => ({ ...row, texts: textsOf(fields) })) }
}

/** What only they saw and nothing applies goes with them; what others rely on stays, without its owner. */
export async function erase(db: Db, personId: string): Promise<void> {
  const unseen = await db
    .select({ id: records.id })
    .from(records)
    .innerJoin(methods, and(eq(methods.id, records.id), eq(methods.state, 'submitted')))
    .where(
      and(
        eq(records.ownerId, personId),
        isNull(records.organisationId),
        sql`not exists (select 1 from record_methods rm where rm.method_id = ${methods.id})`,
      ),
    )
  for (const { id } of unseen) {
    await dropSlugs(db, 'method', id)
    await db.delete(records).where(eq(records.id, id))
  }
  await db
    .update(records)
    .set({ ownerId: null })
    .where(and(inArray(records.kind, [...METHOD_KINDS]), eq(records.ownerId, personId)))
}
