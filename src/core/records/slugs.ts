/** Addresses of records made from their titles: a new title gives a new address, and the old one leads to it. */
import { and, eq, inArray, isNull, notInArray, or, sql } from 'drizzle-orm'
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
  const slug = (await giveSlugs(db, kind, [{ targetId, title }], now, reserved)).get(targetId)
  if (slug === undefined) throw new Error('a record was given no address')
  return slug
}

/** Of several records, each named once: whoever comes first gets the shorter address. Answers the address of each. */
export async function giveSlugs(
  db: Db,
  kind: string,
  wanted: readonly { targetId: string; title: string }[],
  now: Date,
  reserved: readonly string[] = [],
): Promise<Map<string, string>> {
  const given = new Map<string, string>()
  let left = wanted.map(({ targetId, title }) => ({ targetId, base: slugOf(title) }))
  for (let tries = 0; tries < 5 && left.length > 0; tries++) {
    const alike = await slugsLike(db, kind, left)
    const chosen = chooseSlugs(left, alike, reserved)
    const fresh = left.filter(({ targetId }) => !isCurrent(alike, targetId, chosen.get(targetId)))
    for (const { targetId } of left) given.set(targetId, chosen.get(targetId) ?? '')
    if (fresh.length === 0) return given
    const rows = await db
      .insert(slugs)
      .values(fresh.map(({ targetId }) => ({ kind, slug: chosen.get(targetId) ?? '', targetId })))
      .onConflictDoUpdate({
        target: [slugs.kind, slugs.slug],
        set: { retiredAt: null },
        setWhere: sql`${slugs.targetId} = excluded.target_id`,
      })
      .returning()
    const targets = new Set(rows.map(({ targetId }) => targetId))
    if (alike.some((row) => targets.has(row.targetId) && row.retiredAt === null))
      await db
        .update(slugs)
        .set({ retiredAt: now })
        .where(
          and(
            eq(slugs.kind, kind),
            inArray(slugs.targetId, [...targets]),
            notInArray(
              slugs.slug,
              rows.map(({ slug }) => slug),
            ),
            isNull(slugs.retiredAt),
          ),
        )
    // Somebody took the others in between: look again.
    left = fresh.filter(({ targetId }) => !targets.has(targetId))
  }
  if (left.length > 0) throw new Error(`no free address for "${left[0]?.base}"`)
  return given
}

type Slug = typeof slugs.$inferSelect
type Wanted = { targetId: string; base: string }

/** All addresses of the records themselves, and all that are one of the wanted ones, with a number or without. */
async function slugsLike(db: Db, kind: string, wanted: readonly Wanted[]): Promise<Slug[]> {
  const own = inArray(
    slugs.targetId,
    wanted.map(({ targetId }) => targetId),
  )
  const bases = sql.param([...new Set(wanted.map(({ base }) => base))])
  const alike = sql`(${slugs.slug} = any(${bases}::text[]) or regexp_replace(${slugs.slug}, '-[0-9]+$', '') = any(${bases}::text[]))`
  return db
    .select()
    .from(slugs)
    .where(and(eq(slugs.kind, kind), or(own, alike)))
}

/** An address that a record has or had for the same title stays its own; the others get the first that is free. */
function chooseSlugs(wanted: readonly Wanted[], alike: readonly Slug[], reserved: readonly string[]) {
  const taken = new Set([...alike.map(({ slug }) => slug), ...reserved])
  const ofTarget = Map.groupBy(alike, ({ targetId }) => targetId)
  const chosen = new Map<string, string>()
  for (const { targetId, base } of wanted) {
    const own = (ofTarget.get(targetId) ?? []).filter(({ slug }) => isNumbered(slug, base))
    const kept = own.find(({ retiredAt }) => retiredAt === null) ?? own[0]
    const slug = kept?.slug ?? firstFree(base, taken)
    taken.add(slug)
    chosen.set(targetId, slug)
  }
  return chosen
}

const isCurrent = (alike: readonly Slug[], targetId: string, slug: string | undefined) =>
  alike.some((row) => row.targetId === targetId && row.slug === slug && row.retiredAt === null)

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

/** Forgets all addresses of records that are thrown away before anyone could know them. */
export const dropSlugs = (db: Db, kind: string, targetIds: string | readonly string[]) =>
  db.delete(slugs).where(and(eq(slugs.kind, kind), inArray(slugs.targetId, [targetIds].flat())))
