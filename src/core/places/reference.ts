/** Loads places, figures, sources and shipped boundaries from countries/ into the database, when they have changed. Draws no conclusion from them. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Topology } from 'topojson-specification'
import { z } from 'zod'
import { countryOf } from '#countries/index.ts'
import { COUNTRY_CODES, type CountryCode } from '#platform/config.ts'
import type { Db } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { LANGUAGES, type Language } from '#platform/languages.ts'
import { ROOT } from '#platform/root.ts'
import { facts } from '#platform/schema.ts'
import { slugs } from '../records/schema.ts'
import { searchKeys } from './engine/fold.ts'
import { boundaries, LEVELS, placeFigures, places, sources } from './schema.ts'
import { newSlugs } from './slugs.ts'

/** Raise it when this file or the fold changes what is stored for the same tables. */
const LOADED_AS = 1

const language = z.enum(LANGUAGES)
const sourceRow = z.object({
  id: z.string(),
  title: z.string(),
  publisher: z.string().nullable(),
  url: z.string().nullable(),
  date: z.string().nullable(),
  licence: z.string().nullable(),
})
const table = <Row extends z.ZodType>(row: Row) =>
  z
    .object({ source: z.array(sourceRow), columns: z.array(z.string()), rows: z.array(z.array(z.unknown())) })
    .transform(({ source, columns, rows }) => ({
      source,
      rows: z
        .array(row)
        .parse(rows.map((cells) => Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? null])))),
    }))

const placeTable = table(
  z.object({
    code: z.string(),
    level: z.enum(LEVELS),
    parent: z.string().nullable(),
    city: z.string().nullable(),
    type: z.string(),
    iso: z.string().nullable(),
    codes: z.record(z.string(), z.string()),
    names: z.partialRecord(language, z.string()),
    uncertain: z.array(language),
    lat: z.number().nullable(),
    lon: z.number().nullable(),
    area_km2: z.number().nullable(),
    area_source: z.string().nullable(),
    valid_from: z.string().nullable(),
    status: z.string().nullable(),
  }),
)
const figureTable = table(
  z.object({ place: z.string(), figure: z.string(), year: z.int(), value: z.number(), source: z.string() }),
)
type PlaceTable = z.output<typeof placeTable>
type FigureTable = z.output<typeof figureTable>
type SourceRow = z.output<typeof sourceRow>

/** Name of the fact that says which tables of a country are loaded. */
export const referenceFact = (country: string) => `places.${country}`

/** Brings the reference data of the countries up to date; safe to repeat. Answers the countries that had changed. */
export async function loadPlaces(db: Db, countries: readonly CountryCode[], now: Date): Promise<CountryCode[]> {
  const changed: CountryCode[] = []
  // One order whatever the setting says, so that of equal names in two countries always the same one has the bare slug.
  for (const country of COUNTRY_CODES.filter((code) => countries.includes(code))) {
    const [placesText, figuresText, boundariesText] = await Promise.all(
      ['places.json', 'figures.json', 'boundaries.topo.json'].map((file) =>
        readFile(join(ROOT, 'countries', country, file), 'utf8'),
      ),
    )
    if (!placesText || !figuresText || !boundariesText) continue
    const hash = createHash('sha256')
      .update([LOADED_AS, placesText, figuresText, boundariesText].join('\0'))
      .digest('hex')
    const [known] = await db
      .select({ value: facts.value })
      .from(facts)
      .where(eq(facts.name, referenceFact(country)))
    if (known?.value === hash) continue
    const placeData = placeTable.parse(JSON.parse(placesText))
    const figureData = figureTable.parse(JSON.parse(figuresText))
    await db.transaction(async (tx) => {
      const areaSources = await loadSources(tx, country, placeData.source, figureData.source)
      const ids = await loadRows(tx, country, placeData, areaSources)
      await loadSlugs(tx, country, now)
      await loadFigures(tx, figureData, ids)
      await loadBoundaries(tx, country, placeData, JSON.parse(boundariesText), now)
      await tx
        .insert(facts)
        .values({ name: referenceFact(country), value: hash, updatedAt: now })
        .onConflictDoUpdate({ target: facts.name, set: { value: hash, updatedAt: now } })
    })
    changed.push(country)
  }
  return changed
}

/** The tables of places and figures may use one id for two sources of one publisher: then the one of places gets an ending. */
async function loadSources(db: Db, country: string, ofPlaces: SourceRow[], ofFigures: SourceRow[]) {
  const idOf = new Map<string, string>()
  const rows = ofFigures.map((source) => ({ ...source, country }))
  for (const source of ofPlaces) {
    const same = ofFigures.find(({ id }) => id === source.id)
    const id = same && same.title !== source.title ? `${source.id}-places` : source.id
    idOf.set(source.id, id)
    if (!same || id !== source.id) rows.push({ ...source, id, country })
  }
  await db
    .insert(sources)
    .values(rows)
    .onConflictDoUpdate({
      target: [sources.country, sources.id],
      set: {
        title: sql`excluded.title`,
        publisher: sql`excluded.publisher`,
        url: sql`excluded.url`,
        date: sql`excluded.date`,
        licence: sql`excluded.licence`,
      },
    })
  return idOf
}

/** Rows go in as one JSON value: thousands of rows without thousands of parameters. */
async function loadRows(db: Db, country: string, { rows }: PlaceTable, areaSources: Map<string, string>) {
  const existing = await db.select({ id: places.id, code: places.code }).from(places).where(eq(places.country, country))
  const ids = new Map(existing.map(({ id, code }) => [code, id]))
  for (const { code } of rows) if (!ids.has(code)) ids.set(code, newId())
  const data = rows.map((row) => ({
    id: ids.get(row.code),
    country,
    code: row.code,
    level: row.level,
    parent_id: row.parent && ids.get(row.parent),
    city_id: row.city && ids.get(row.city),
    type: row.type,
    iso: row.iso,
    codes: row.codes,
    names: row.names,
    uncertain_names: row.uncertain,
    search_names: searchKeys(row.names, [row.code]),
    latitude: row.lat,
    longitude: row.lon,
    area_km2: row.area_km2,
    area_source: row.area_source && (areaSources.get(row.area_source) ?? row.area_source),
    status: row.status,
    valid_from: row.valid_from,
  }))
  await db.execute(sql`
    insert into places (id, country, code, level, parent_id, city_id, type, iso, codes, names, uncertain_names, search_names,
      latitude, longitude, area_km2, area_source, status, valid_from)
    select id, country, code, level, parent_id, city_id, type, iso, codes, names, uncertain_names, search_names,
      latitude, longitude, area_km2, area_source, status, valid_from
    from jsonb_to_recordset(${JSON.stringify(data)}::jsonb) as r(id uuid, country text, code text, level text, parent_id uuid,
      city_id uuid, type text, iso text, codes jsonb, names jsonb, uncertain_names jsonb, search_names text,
      latitude float8, longitude float8, area_km2 float8, area_source text, status text, valid_from date)
    on conflict (country, code) do update set level = excluded.level, parent_id = excluded.parent_id,
      city_id = excluded.city_id, type = excluded.type, iso = excluded.iso, codes = excluded.codes, names = excluded.names,
      uncertain_names = excluded.uncertain_names, search_names = excluded.search_names, latitude = excluded.latitude,
      longitude = excluded.longitude, area_km2 = excluded.area_km2, area_source = excluded.area_source,
      status = excluded.status, valid_from = excluded.valid_from`)
  return ids
}

async function loadSlugs(db: Db, country: string, now: Date) {
  const [native] = countryOf(country).languages as [Language]
  const wishes = await db
    .select({
      id: places.id,
      code: places.code,
      level: places.level,
      parentId: places.parentId,
      names: places.names,
      current: slugs.slug,
    })
    .from(places)
    .leftJoin(slugs, and(eq(slugs.kind, 'place'), eq(slugs.targetId, places.id), isNull(slugs.retiredAt)))
    .where(eq(places.country, country))
    .orderBy(places.code)
  const taken = await db.select({ slug: slugs.slug }).from(slugs).where(eq(slugs.kind, 'place'))
  const made = newSlugs(
    wishes.map((wish) => ({ ...wish, current: wish.current ?? undefined })),
    native,
    new Set(taken.map(({ slug }) => slug)),
  )
  if (made.size === 0) return
  await db
    .update(slugs)
    .set({ retiredAt: now })
    .where(and(eq(slugs.kind, 'place'), isNull(slugs.retiredAt), inArray(slugs.targetId, [...made.keys()])))
  await db.insert(slugs).values([...made].map(([targetId, slug]) => ({ kind: 'place', slug, targetId })))
}

async function loadFigures(db: Db, { source, rows }: FigureTable, ids: Map<string, string>) {
  const data = rows.flatMap(({ place, ...rest }) => {
    const place_id = ids.get(place)
    return place_id ? [{ place_id, ...rest }] : []
  })
  // What a table no longer says is taken out; figures of other sources stay.
  await db.delete(placeFigures).where(
    and(
      sql`${placeFigures.placeId} in (select value::uuid from jsonb_array_elements_text(${JSON.stringify([...ids.values()])}::jsonb))`,
      inArray(
        placeFigures.source,
        source.map(({ id }) => id),
      ),
    ),
  )
  await db.execute(sql`
    insert into place_figures (place_id, figure, year, value, source)
    select place_id, figure, year, value, source from jsonb_to_recordset(${JSON.stringify(data)}::jsonb)
      as r(place_id uuid, figure text, year int, value float8, source text)
    on conflict (place_id, figure, year) do update set value = excluded.value, source = excluded.source`)
}

/** Each object of the file is one level; it is kept as its own topology whose only object is `places`. */
async function loadBoundaries(db: Db, country: string, { rows }: PlaceTable, topology: Topology, now: Date) {
  const levelOf = new Map(rows.map(({ code, level }) => [code, level]))
  for (const object of Object.values(topology.objects)) {
    const first = object.type === 'GeometryCollection' ? object.geometries[0]?.id : undefined
    const level = levelOf.get(String(first))
    if (!level) continue
    const source = String((topology as { source?: unknown }).source ?? '')
    const old = await db
      .delete(boundaries)
      .where(and(eq(boundaries.country, country), eq(boundaries.level, level), eq(boundaries.shipped, true)))
      .returning({ appliedAt: boundaries.appliedAt })
    await db.insert(boundaries).values({
      id: newId(),
      country,
      level,
      topology: { ...topology, source: undefined, objects: { places: object } },
      source,
      createdAt: now,
      // A newer shipped file stands where the older one stood and does not push aside what an administrator applied since.
      appliedAt: old[0]?.appliedAt ?? now,
      shipped: true,
    })
  }
}
