/** SQL about places themselves: one by address, id or code, many by level or filter, those above and below. Figures and boundaries have their own files. */
import { and, asc, count, desc, eq, gte, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import { countryOf } from '#countries/index.ts'
import { collated, type Db, PAGE_SIZE } from '#platform/database.ts'
import { isId } from '#platform/ids.ts'
import { type Language, readingOrder } from '#platform/languages.ts'
import { organisations } from '../people/schema.ts'
import { slugs } from '../records/schema.ts'
import type { PlaceFilter } from './forms.ts'
import { pathOfPlace } from './names.ts'
import { sizeLimits } from './rules.ts'
import { type Level, type Place, placeFigures, places } from './schema.ts'

/** The newest known population of each place of a query, and its year. */
const latestPopulation = (db: Db) =>
  db
    .select({ value: placeFigures.value, year: placeFigures.year })
    .from(placeFigures)
    .where(and(eq(placeFigures.placeId, places.id), eq(placeFigures.figure, 'population')))
    .orderBy(desc(placeFigures.year))
    .limit(1)
    .as('latest_population')

const columnsOf = (table: typeof places, population: ReturnType<typeof latestPopulation>) => ({
  id: table.id,
  country: table.country,
  code: table.code,
  level: table.level,
  type: table.type,
  parentId: table.parentId,
  cityId: table.cityId,
  iso: table.iso,
  codes: table.codes,
  names: table.names,
  uncertainNames: table.uncertainNames,
  latitude: table.latitude,
  longitude: table.longitude,
  areaKm2: table.areaKm2,
  areaSource: table.areaSource,
  status: table.status,
  validFrom: table.validFrom,
  validUntil: table.validUntil,
  successorId: table.successorId,
  slug: slugs.slug,
  population: population.value,
  populationYear: population.year,
})

/** A place with its address and newest population: what lists, maps and links need. */
export type PlaceLine = Omit<Place, 'searchNames'> & {
  slug: string
  population: number | null
  populationYear: number | null
}

const currentSlug = and(eq(slugs.kind, 'place'), eq(slugs.targetId, places.id), isNull(slugs.retiredAt))

/** Base of every list. The current slug is there for every place that the reference data loaded. */
export function placeLines(db: Db) {
  const population = latestPopulation(db)
  return db
    .select(columnsOf(places, population))
    .from(places)
    .innerJoin(slugs, currentSlug)
    .leftJoinLateral(population, sql`true`)
    .$dynamic()
}

/** The name by which a list in this language sorts: the one that the reader sees. */
export const sortName = (language: Language) =>
  collated(
    sql`coalesce(${sql.join(
      readingOrder(language).map((lang) => sql`${places.names}->>${sql.raw(`'${lang}'`)}`),
      sql`, `,
    )}, ${places.code})`,
    language,
  )

export async function findPlace(db: Db, id: string): Promise<PlaceLine | undefined> {
  const [place] = isId(id) ? await placeLines(db).where(eq(places.id, id)) : []
  return place
}

/** By country and code: `placeByCode(db, 'mk', 'MK00101')`. Also finds by any of the other codes. */
export async function placeByCode(db: Db, country: string, code: string): Promise<PlaceLine | undefined> {
  const found = await placeLines(db).where(
    and(
      eq(places.country, country),
      or(
        eq(places.code, code),
        sql`exists (select 1 from jsonb_each_text(${places.codes}) as c(k, v) where k <> 'centre' and v = ${code})`,
      ),
    ),
  )
  return found.find((place) => place.code === code) ?? (found.length === 1 ? found[0] : undefined)
}

/** By address; `moved` when the slug is an older one. Country pages have the country's code for an address. */
export async function placeBySlug(
  db: Db,
  country: string,
  slug: string,
): Promise<{ place: PlaceLine; moved: boolean } | undefined> {
  const [known] = await db
    .select({ id: slugs.targetId, retiredAt: slugs.retiredAt })
    .from(slugs)
    .where(and(eq(slugs.kind, 'place'), eq(slugs.slug, slug.normalize('NFC'))))
  const place = known && (await findPlace(db, known.id))
  return place && { place, moved: known.retiredAt !== null || place.country !== country || place.level === 'country' }
}

/** The row of the country itself. */
export async function countryPlace(db: Db, country: string): Promise<PlaceLine | undefined> {
  const [place] = await placeLines(db).where(and(eq(places.country, country), eq(places.level, 'country')))
  return place
}

export async function placesByIds(db: Db, ids: readonly string[]): Promise<Map<string, PlaceLine>> {
  const wanted = [...new Set(ids)].filter(isId)
  const rows = wanted.length ? await placeLines(db).where(inArray(places.id, wanted)) : []
  return new Map(rows.map((place) => [place.id, place]))
}

/** What lies right above each of these, by its id. */
export const parentsOf = (db: Db, below: readonly PlaceLine[]): Promise<Map<string, PlaceLine>> =>
  placesByIds(
    db,
    below.flatMap(({ parentId }) => parentId ?? []),
  )

/** By slugs or ids, in the order asked for, each once. */
export async function placesBySlugs(db: Db, wanted: readonly string[]): Promise<PlaceLine[]> {
  const unique = [...new Set(wanted)]
  if (unique.length === 0) return []
  const known = await db
    .select({ slug: slugs.slug, id: slugs.targetId })
    .from(slugs)
    .where(and(eq(slugs.kind, 'place'), inArray(slugs.slug, unique)))
  const idOf = new Map(known.map(({ slug, id }) => [slug, id]))
  const ids = [...new Set(unique.flatMap((word) => idOf.get(word) ?? (isId(word) ? [word] : [])))]
  const found = await placesByIds(db, ids)
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** All current places of a level of a country, by code. */
export const placesAt = (db: Db, country: string, level: Level): Promise<PlaceLine[]> =>
  placeLines(db)
    .where(and(eq(places.country, country), eq(places.level, level), isNull(places.validUntil)))
    .orderBy(asc(places.code))

/** Current places of a level by some of their codes, in no order. */
export const placesByCodes = (db: Db, country: string, level: Level, codes: Iterable<string>): Promise<PlaceLine[]> =>
  placeLines(db).where(
    and(
      eq(places.country, country),
      eq(places.level, level),
      isNull(places.validUntil),
      inArray(places.code, [...codes, '']),
    ),
  )

export const countriesOf = (db: Db, countries: readonly string[], language: Language): Promise<PlaceLine[]> =>
  placeLines(db)
    .where(and(inArray(places.country, [...countries]), eq(places.level, 'country')))
    .orderBy(sortName(language))

/** What a place belongs to, from its country down to what is right above it. */
export async function placesAbove(db: Db, id: string): Promise<PlaceLine[]> {
  const above = await db.execute<{ id: string; depth: number }>(sql`
    with recursive up(id, depth) as (
      select parent_id, 1 from places where id = ${id}
      union all select p.parent_id, up.depth + 1 from places p join up on p.id = up.id where up.depth < 6)
    select id, depth from up where id is not null order by depth desc`)
  const ids = above.rows.map((row) => row.id)
  const found = await placesByIds(db, ids)
  return ids.flatMap((one) => found.get(one) ?? [])
}

/** The region (planning region, oblast) of a place, or the place itself when it is one. */
export async function regionOf(db: Db, id: string): Promise<PlaceLine | undefined> {
  const place = await findPlace(db, id)
  return place?.level === 'region' ? place : (await placesAbove(db, id)).find(({ level }) => level === 'region')
}

/** Current places right below one; for a city its municipalities. */
export const placesIn = (db: Db, place: Pick<Place, 'id' | 'level'>, language: Language): Promise<PlaceLine[]> =>
  placeLines(db)
    .where(
      and(
        place.level === 'city' ? eq(places.cityId, place.id) : eq(places.parentId, place.id),
        isNull(places.validUntil),
      ),
    )
    .orderBy(sortName(language))

/** Municipalities anywhere below a place. */
export const municipalitiesBelow = (db: Db, place: Pick<Place, 'id'>, language: Language): Promise<PlaceLine[]> =>
  placeLines(db)
    .where(and(eq(places.level, 'municipality'), isNull(places.validUntil), within(place.id)))
    .orderBy(sortName(language))

/** The place itself and all that belongs to it, through up to three levels or as a part of a city; over `places`. */
export const within = (
  id: string,
): SQL => sql`(${id} in (${places.id}, ${places.parentId}, ${places.cityId}) or exists (
  select 1 from ${places} p left join ${places} g on g.id = p.parent_id
  where p.id = ${places.parentId} and ${id} in (p.parent_id, g.parent_id)))`

/** Without a level: all of them, for exports. */
type ListFilter = Omit<PlaceFilter, 'level'> & { level?: Level }

function conditions(countries: readonly string[], filter: ListFilter, population: ReturnType<typeof latestPopulation>) {
  const [from, below] = filter.size ? sizeLimits(filter.size) : [undefined, undefined]
  return and(
    isNull(places.validUntil),
    inArray(places.country, filter.country ? [filter.country] : [...countries]),
    filter.type ? eq(places.type, filter.type) : filter.level ? eq(places.level, filter.level) : undefined,
    filter.region ? within(filter.region) : undefined,
    from === undefined ? undefined : gte(population.value, from),
    below === undefined || below === Number.POSITIVE_INFINITY ? undefined : lt(population.value, below),
  )
}

export type PlacePage = { lines: PlaceLine[]; total: number }
export async function listPlaces(
  db: Db,
  countries: readonly string[],
  filter: ListFilter,
  language: Language,
  size: number | null = PAGE_SIZE,
): Promise<PlacePage> {
  const population = latestPopulation(db)
  const where = conditions(countries, filter, population)
  const base = db
    .select(columnsOf(places, population))
    .from(places)
    .innerJoin(slugs, currentSlug)
    .leftJoinLateral(population, sql`true`)
    .where(where)
    .$dynamic()
  const order =
    filter.sort === 'population'
      ? [sql`${population.value} desc nulls last`, sortName(language), places.id]
      : [sortName(language), asc(places.country), places.id]
  const page = base.orderBy(...order)
  const [lines, [total]] = await Promise.all([
    size === null ? page : page.limit(size).offset((filter.page - 1) * size),
    db.select({ total: count() }).from(places).leftJoinLateral(population, sql`true`).where(where),
  ])
  return { lines, total: total?.total ?? 0 }
}

/** How many current places of each level and type a country has. */
export const countPlaces = (db: Db, countries: readonly string[]) =>
  db
    .select({ country: places.country, level: places.level, type: places.type, count: count() })
    .from(places)
    .where(and(inArray(places.country, [...countries]), isNull(places.validUntil)))
    .groupBy(places.country, places.level, places.type)
    .orderBy(desc(count()))

/** Administrations and others whose seat is the place. */
export const organisationsAt = (db: Db, placeId: string, language: Language) =>
  db
    .select({
      id: organisations.id,
      kind: organisations.kind,
      name: organisations.name,
      language: organisations.language,
      website: organisations.website,
      email: organisations.email,
      example: organisations.example,
    })
    .from(organisations)
    .where(and(eq(organisations.placeId, placeId), isNull(organisations.closedAt)))
    .orderBy(collated(organisations.name, language))
    .limit(30)
export type OrganisationLine = Awaited<ReturnType<typeof organisationsAt>>[number]

/** The address of a place by its id, for `/id/<uuid>`. */
export async function placePath(db: Db, id: string): Promise<string | undefined> {
  const place = await findPlace(db, id)
  return place && pathOfPlace(place)
}

/** The state's own language, in which names are official. */
export const nativeLanguage = (country: string): Language => countryOf(country).languages[0] ?? 'en'
