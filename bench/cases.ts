/** Which pages are measured, and as whom; how they are asked is in pages.ts. */
import { sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'

export const READERS = ['visitor', 'cookie', 'officer'] as const
/**
 * visitor: without a cookie, served pages that are kept. cookie: a visitor who chose dark colours, for whom each page is made anew.
 * officer: signed in, with session and queries.
 */
export type Reader = (typeof READERS)[number]
export type Case = { name: string; reader: Reader; path: string }

/** What the bare server has to answer: a path, and the file that holds the bytes. */
export type Answer = { path: string; headers: Record<string, string>; file: string }

/** A visitor's page: at least half as fast as the bare server. */
export const AIM_RATIO = 0.5
/** A signed-in person's page with session and queries, for each second that the portal has a processor. */
export const AIM_PAGES = 300

export async function casesOf(db: Db): Promise<Case[]> {
  const { rows } = await db.execute<{ slug: string }>(sql`
    select s.slug from records r join slugs s on s.target_id = r.id and s.retired_at is null
    where r.kind = 'practice' and r.visibility = 'public' and r.language = 'mk' order by r.published_at desc limit 1 offset 500`)
  const { rows: towns } = await db.execute<{ slug: string }>(sql`
    select s.slug from places p join slugs s on s.target_id = p.id and s.retired_at is null
    where s.kind = 'place' and p.code = 'MK00101'`)
  const pages = {
    home: '/mk',
    list: '/mk/practices',
    'list, filtered': '/mk/practices?topic=waste&country=mk&sort=title',
    practice: `/mk/practices/${encodeURIComponent(rows[0]?.slug ?? '')}`,
    municipality: `/mk/places/mk/${encodeURIComponent(towns[0]?.slug ?? '')}`,
    search: `/mk/search?q=${encodeURIComponent('отпад')}`,
  }
  const asReader = (reader: Reader, of: Record<string, string>) =>
    Object.entries(of).map(([name, path]) => ({ name, reader, path }))
  const { home, list, practice, municipality } = pages
  return [
    ...asReader('visitor', pages),
    ...asReader('cookie', pages),
    ...asReader('officer', { home, desk: '/mk/desk', list, practice, municipality }),
  ]
}
