/** Addresses of records made from their titles: a new title gives a new address, and the old one leads to it. */
import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { slugOf } from '#platform/ids.ts'
import { slugs } from './schema.ts'

/**
 * Gives a record the address that its title asks for and retires the one it had. A taken address gets `-2`, `-3`…
 * `reserved` are the words that the module's own pages use.
 */
export async function giveSlug(
  db: Db,
  kind: string,
  targetId: string,
  title: string,
  now: Date,
  reserved: readonly string[] = [],
): Promise<string> {
  const base = slugOf(title)
  for (let tries = 0; tries < 5; tries++) {
    const alike = await db
      .select()
      .from(slugs)
      .where(and(eq(slugs.kind, kind), sql`(${slugs.slug} = ${base} or starts_with(${slugs.slug}, ${`${base}-`}))`))
    const current = alike.find((row) => row.targetId === targetId && row.retiredAt === null)
    if (current && isNumbered(current.slug, base)) return current.slug
    const own = alike.find((row) => row.targetId === targetId && isNumbered(row.slug, base))
    const slug = own?.slug ?? firstFree(base, new Set([...alike.map((row) => row.slug), ...reserved]))
    const [given] = await db
      .insert(slugs)
      .values({ kind, slug, targetId })
      .onConflictDoUpdate({
        target: [slugs.kind, slugs.slug],
        set: { retiredAt: null },
        setWhere: eq(slugs.targetId, targetId),
      })
      .returning()
    // Somebody took it in between: look again.
    if (!given) continue
    await db
      .update(slugs)
      .set({ retiredAt: now })
      .where(and(eq(slugs.kind, kind), eq(slugs.targetId, targetId), ne(slugs.slug, slug), isNull(slugs.retiredAt)))
    return slug
  }
  throw new Error(`no free address for "${base}"`)
}

const isNumbered = (slug: string, base: string) =>
  slug === base || (slug.startsWith(`${base}-`) && /^\d+$/.test(slug.slice(base.length + 1)))

function firstFree(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base)) return base
  for (let number = 2; ; number++) if (!taken.has(`${base}-${number}`)) return `${base}-${number}`
}

/** Whose address it is, and the address that it has now; they differ when the one asked for is retired. */
export async function findSlug(
  db: Db,
  kind: string,
  slug: string,
): Promise<{ targetId: string; current: string } | undefined> {
  const result = await db.execute<{ targetId: string; current: string }>(sql`
    select asked.target_id as "targetId", now.slug as current
    from slugs asked
    join slugs now on now.kind = asked.kind and now.target_id = asked.target_id and now.retired_at is null
    where asked.kind = ${kind} and asked.slug = ${slug}
    limit 1`)
  return result.rows[0]
}

/** The address that a record has now. */
export async function currentSlug(db: Db, kind: string, targetId: string): Promise<string | undefined> {
  const [row] = await db
    .select({ slug: slugs.slug })
    .from(slugs)
    .where(and(eq(slugs.kind, kind), eq(slugs.targetId, targetId), isNull(slugs.retiredAt)))
    .limit(1)
  return row?.slug
}

/** Forgets all addresses of a record that is thrown away before anyone could know them. */
export const dropSlugs = (db: Db, kind: string, targetId: string) =>
  db.delete(slugs).where(and(eq(slugs.kind, kind), eq(slugs.targetId, targetId)))
