/** The list of practices in the order in which they fit a municipality, page by page, and the marks of those on a page. */
import { sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { kept } from '#platform/kept.ts'
import type { Language } from '#platform/languages.ts'
import type { Fit } from '../engine/fit.ts'
import { cursorOf, dayOf, NARROWING, type PracticeFilter, positionOf } from '../filters.ts'
import { allOf, conditions } from '../listing.ts'
import { linesWhere, type PracticePage } from '../queries.ts'
import { reckon } from './reckoning.ts'
import { candidatesWhere, type Situation } from './situation.ts'

/** So many of the newest practices that a filter leaves are compared: reckoning a large library for one reader would make all others wait. */
export const MOST_RANKED = 2_000

type Ranked = { id: string; score: number }
/** Own, stale and ended practices, and those of which too little is known, stand after all others. */
const LAST = -1

const rankedFor = (db: Db, situation: Situation, filter: PracticeFilter, now: Date): Promise<Ranked[]> =>
  kept(
    db,
    'practices.fit.ranked',
    [situation.place.id, NARROWING.map((name) => filter[name]), dayOf(now)],
    async () => {
      const where = allOf([sql`true`, ...Object.values(conditions(filter, now))])
      const candidates = await candidatesWhere(db, situation, where, MOST_RANKED, now)
      return candidates
        .map((one) => ({ id: one.id, score: one.fresh ? (reckon(situation, one)?.fit?.exact ?? LAST) : LAST }))
        .sort(inOrder)
    },
  )
/** The id settles equal values, as in all lists. */
const inOrder = (a: Ranked, b: Ranked) => b.score - a.score || Number(a.id < b.id) - Number(a.id > b.id)

/** One page of the list, with the cursors of its neighbours. */
export async function listFitting(
  db: Db,
  situation: Situation,
  filter: PracticeFilter,
  language: Language,
  now: Date,
  size: number,
  order: readonly Language[],
): Promise<PracticePage> {
  const ranked = await rankedFor(db, situation, filter, now)
  const before = atOf(positionOf(filter.before))
  const after = atOf(positionOf(filter.after))
  const end = before ? count(ranked, (one) => inOrder(one, before) < 0) : ranked.length
  const start = before ? Math.max(0, end - size) : after ? count(ranked, (one) => inOrder(one, after) <= 0) : 0
  const shown = ranked.slice(start, Math.min(end, start + size))
  const [first, last] = [shown[0], shown.at(-1)]
  return {
    practices: await inThisOrder(db, shown, language, order),
    ...(last && start + shown.length < ranked.length && { after: cursor(last) }),
    ...(first && start > 0 && { before: cursor(first) }),
  }
}

const cursor = ({ score, id }: Ranked) => cursorOf([String(score), id])
const atOf = (position: readonly [string, string] | undefined): Ranked | undefined =>
  position && Number.isFinite(Number(position[0])) ? { score: Number(position[0]), id: position[1] } : undefined
const count = (ranked: readonly Ranked[], isBefore: (one: Ranked) => boolean) => ranked.filter(isBefore).length

const ids = (list: readonly { id: string }[]) =>
  sql`array[${sql.join(
    list.map(({ id }) => sql`${id}::uuid`),
    sql`, `,
  )}]::uuid[]`

async function inThisOrder(db: Db, shown: readonly Ranked[], language: Language, order: readonly Language[]) {
  if (shown.length === 0) return []
  const chosen = ids(shown)
  return linesWhere(db, language, sql`r.id = any(${chosen})`, sql`array_position(${chosen}, r.id)`, shown.length, {
    order,
  })
}

/** How well each of some practices fits, by id; those of which too little is known are left out. */
export async function fitsOf(
  db: Db,
  situation: Situation,
  list: readonly { id: string }[],
  now: Date,
): Promise<Map<string, Fit>> {
  if (list.length === 0) return new Map()
  const candidates = await candidatesWhere(db, situation, sql`r.id = any(${ids(list)})`, list.length, now)
  return new Map(
    candidates.flatMap((one) => {
      const fit = reckon(situation, one)?.fit
      return fit ? [[one.id, fit] as const] : []
    }),
  )
}
