/** The chain of receipts: appending links, and giving all of them out. What a link is hashed from is in engine/links.ts. */
import { asc, desc, eq, gt, sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { BEGINNING, hashOf, type Link, publicFields } from './engine/links.ts'
import { nominationLinks } from './schema.ts'

/** Any number that no other program of this database uses: two processes never append at once. */
const LOCK = 7_064_081_811

/** Waits until no other transaction appends. Taken before a nomination is written, so that two of them never wait for each other. */
export const holdChain = (tx: Db) => tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`)

export type NewLink = Omit<Link, 'position'>

/** Adds links in their order; the caller holds the chain. Returns them with their positions and hashes. */
export async function appendLinks(tx: Db, added: readonly NewLink[]) {
  const head = await findHead(tx)
  let { position, hash } = head ?? { position: 0, hash: BEGINNING }
  const links = added.map((link) => {
    const placed = { ...link, position: ++position }
    hash = hashOf(hash, placed)
    return { ...placed, hash }
  })
  // A statement holds 65,535 parameters at most.
  for (let i = 0; i < links.length; i += 2000) await tx.insert(nominationLinks).values(links.slice(i, i + 2000))
  return links
}

/** The last link: whoever writes it down can tell later whether the chain was cut. */
export async function findHead(db: Db) {
  const [head] = await db.select().from(nominationLinks).orderBy(desc(nominationLinks.position)).limit(1)
  return head
}

export const newestLinks = (db: Db, count: number) =>
  db.select().from(nominationLinks).orderBy(desc(nominationLinks.position)).limit(count)

export const linksOfNomination = (db: Db, nominationId: string) =>
  db
    .select()
    .from(nominationLinks)
    .where(eq(nominationLinks.nominationId, nominationId))
    .orderBy(asc(nominationLinks.position))

export type PublicLink = ReturnType<typeof publicLink>
const publicLink = (row: typeof nominationLinks.$inferSelect) => ({ ...publicFields(row), hash: row.hash })

const PAGE = 2000
/** The whole chain, oldest link first, page after page, so that a long one needs no memory. */
export function chainStream(db: Db, first: string, lineOf: (link: PublicLink) => string): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let after = 0
  let begun = false
  return new ReadableStream({
    async pull(controller) {
      const rows = await db
        .select()
        .from(nominationLinks)
        .where(gt(nominationLinks.position, after))
        .orderBy(asc(nominationLinks.position))
        .limit(PAGE)
      const text = rows.map((row) => lineOf(publicLink(row))).join('')
      if (!begun || text) controller.enqueue(encoder.encode(begun ? text : first + text))
      begun = true
      after = rows.at(-1)?.position ?? after
      if (rows.length < PAGE) controller.close()
    },
  })
}
