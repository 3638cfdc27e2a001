/** What fit has for other pages: on a practice, for whoever acts for a municipality; on a municipality, for everybody. */
import { sql } from 'drizzle-orm'
import { type Alike, alikeTo, findPlace, placesByCodes } from '#core/places/index.ts'
import type { Db } from '#platform/database.ts'
import { kept, keptDrawing } from '#platform/kept.ts'
import type { Language } from '#platform/languages.ts'
import type { Part, Reader, RecordFacts } from '#platform/module.ts'
import { LanguageProvider, Link } from '#ui/index.tsx'
import { dayOf } from '../filters.ts'
import { isListed, practicesAndPlaces } from '../listing.ts'
import { linesWhere, type PracticeLine } from '../queries.ts'
import { isFreshSql } from '../standing/fresh.ts'
import { reckon } from './reckoning.ts'
import { candidatesWhere, MOST_ALIKE, placeActedFor, situationOf } from './situation.ts'
import { texts } from './texts.ts'
import { FitExplanation, FitMark, type LikePlace, municipalityName, PracticesFromLikePlaces } from './views.tsx'

/** What an officer asks of a practice that is not their own; reckoned once for all who act for the same municipality. */
async function reckonedFor({ db, actor, now }: Reader, record: RecordFacts) {
  const placeId = placeActedFor(actor)
  if (!placeId || record.kind !== 'practice' || record.publishedVersion === null) return undefined
  const situation = await situationOf(db, placeId)
  if (!situation) return undefined
  const reckoned = await kept(db, 'practices.fit.one', [record.id, placeId, dayOf(now)], async () => {
    const [candidate] = await candidatesWhere(db, situation, sql`r.id = ${record.id}::uuid`, 1, now)
    return candidate && reckon(situation, candidate)
  })
  return reckoned && { situation, reckoned }
}

/** Beside the title, where officers look first: the result, and the way to its reasons. */
export async function fitLink(reader: Reader, record: RecordFacts) {
  const found = await reckonedFor(reader, record)
  const fit = found?.reckoned.fit
  return fit ? (
    <Link href="#fit">
      <FitMark t={texts.in(reader.language)} situation={found.situation} fit={fit} />
    </Link>
  ) : undefined
}

export async function recordPart(reader: Reader, record: RecordFacts): Promise<Part | undefined> {
  const found = await reckonedFor(reader, record)
  if (!found) return undefined
  const { db, language, now } = reader
  const { situation, reckoned } = found
  const t = texts.in(language)
  const asked = [language, record.id, situation.place.id, dayOf(now)]
  const content = await keptDrawing(db, 'practices.fit', asked, async () => (
    <LanguageProvider language={language}>
      <FitExplanation t={t} situation={situation} reckoned={reckoned} />
    </LanguageProvider>
  ))
  return { id: 'fit', title: t('title', { place: municipalityName(situation, language).text }), content }
}

/** Practices shown of each place. */
const MOST_EACH = 2

/** Below a municipality's own practices: those of the places most like it. */
export const likeDrawing = ({ db, language, now }: Reader, placeId: string) =>
  keptDrawing(db, 'practices.like', [placeId, language, dayOf(now)], async () => {
    const place = await findPlace(db, placeId)
    const like = place ? await likePlaces(db, await alikeTo(db, place), place, language, now) : []
    return place && like.length > 0 ? (
      <LanguageProvider language={language}>
        <PracticesFromLikePlaces t={texts.in(language)} place={place} like={like} />
      </LanguageProvider>
    ) : undefined
  })
export const likeTitle = (language: Language) => texts.in(language)('like.title')

type PlaceOf = NonNullable<Awaited<ReturnType<typeof findPlace>>>
async function likePlaces(
  db: Db,
  alike: readonly Alike[],
  place: PlaceOf,
  language: Language,
  now: Date,
): Promise<LikePlace[]> {
  const having = await placesWithPractices(db, place.country, now)
  const nearest = alike.filter(({ id }) => having.has(id)).slice(0, MOST_ALIKE)
  const chosen = nearest.flatMap(({ id }) => having.get(id) ?? [])
  if (chosen.length === 0) return []
  const ids = sql.join(
    chosen.map((id) => sql`${id}::uuid`),
    sql`, `,
  )
  const [lines, places] = await Promise.all([
    linesWhere(db, language, sql`r.id in (${ids})`, sql`r.published_at desc, r.id desc`, chosen.length),
    placesByCodes(
      db,
      place.country,
      place.level,
      nearest.map(({ id }) => id),
    ),
  ])
  const byCode = Map.groupBy(lines, (line: PracticeLine) => line.place?.code)
  return nearest.flatMap((one) => {
    const other = places.find(({ code }) => code === one.id)
    return other ? [{ alike: one, place: other, practices: byCode.get(one.id) ?? [] }] : []
  })
}

/** The newest practices of each place of a country that are as they are described, by the code of the place. */
const placesWithPractices = (db: Db, country: string, now: Date): Promise<ReadonlyMap<string, string[]>> =>
  kept(db, 'practices.like.places', [country, dayOf(now)], async () => {
    const { rows } = await db.execute<{ code: string; ids: string[] }>(sql`
      select p.code, (array_agg(r.id order by r.published_at desc, r.id desc))[1:${sql.raw(String(MOST_EACH))}] as ids
      from ${practicesAndPlaces}
      where ${isListed} and p.country = ${country} and ${isFreshSql(now)} group by p.code`)
    return new Map(rows.map(({ code, ids }) => [code, ids]))
  })
