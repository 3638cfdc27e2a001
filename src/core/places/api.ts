/** Places as open data, for machines: nothing here depends on who asks. The shapes are promises, spelled out field by field. */
import { stringify } from 'csv-stringify/sync'
import { feature } from 'topojson-client'
import type { GeometryCollection } from 'topojson-specification'
import { z } from 'zod'
import { COUNTRY_CODES } from '#platform/config.ts'
import { found, open, type RequestContext, router } from '#platform/http.ts'
import { LANGUAGES } from '#platform/languages.ts'
import { boundariesOf } from './boundary-queries.ts'
import { figuresAt, figuresOf, sourcesOf } from './figure-queries.ts'
import { placeFilter } from './forms.ts'
import { pathOfPlace } from './names.ts'
import { findPlace, listPlaces, type PlaceLine, placesByIds } from './queries.ts'
import { LEVELS } from './schema.ts'

export const api = router()

/** As the directory's filter, but without paging and with all levels unless one is asked for. */
const exportFilter = z.object({ ...placeFilter.shape, level: z.enum(LEVELS).optional().catch(undefined) })

type Codes = ReadonlyMap<string, string>

async function exported(c: RequestContext): Promise<{ lines: PlaceLine[]; codes: Codes }> {
  const filter = exportFilter.parse(c.req.query())
  const { lines } = await listPlaces(c.var.db, c.var.config.countries, { ...filter, page: 1, q: '' }, 'en', null)
  const above = await placesByIds(
    c.var.db,
    lines.flatMap(({ parentId, cityId }) => [parentId, cityId].filter((id) => id !== null)),
  )
  return { lines, codes: new Map([...above].map(([id, { code }]) => [id, code])) }
}

const asOpenData = (c: RequestContext, place: PlaceLine, codes: Codes) => ({
  id: place.id,
  country: place.country,
  code: place.code,
  level: place.level,
  type: place.type,
  iso_3166_2: place.iso,
  parent_code: codes.get(place.parentId ?? '') ?? null,
  city_code: codes.get(place.cityId ?? '') ?? null,
  names: place.names,
  uncertain_names: place.uncertainNames,
  codes: place.codes,
  latitude: place.latitude,
  longitude: place.longitude,
  area_km2: place.areaKm2,
  population: place.population,
  population_year: place.populationYear,
  status: place.status,
  valid_from: place.validFrom,
  valid_until: place.validUntil,
  url: `${c.var.config.publicUrl}/id/${place.id}`,
})

/** A mark at the start tells spreadsheets that the file is UTF-8; without it they break Cyrillic. */
const csv = (c: RequestContext, name: string, rows: Record<string, unknown>[]) =>
  c.body(stringify(rows, { header: true, bom: true }), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
  })

api.get('/list.csv', open, async (c) => {
  const { lines, codes } = await exported(c)
  const rows = lines.map((place) => {
    const { names, codes: _, uncertain_names, url, ...row } = asOpenData(c, place, codes)
    const named = Object.fromEntries(LANGUAGES.map((language) => [`name_${language}`, names[language] ?? null]))
    return { ...row, ...named, uncertain_names: uncertain_names.join(' '), url }
  })
  return csv(c, 'places', rows)
})

api.get('/list.json', open, async (c) => {
  const { lines, codes } = await exported(c)
  return c.json({ total: lines.length, places: lines.map((place) => asOpenData(c, place, codes)) })
})

/** Points; outlines are at `/boundaries/:file`. Places without a position have a null geometry (RFC 7946, 3.2). */
api.get('/list.geojson', open, async (c) => {
  const { lines, codes } = await exported(c)
  const features = lines.map((place) => ({
    type: 'Feature',
    id: place.id,
    geometry:
      place.latitude === null || place.longitude === null
        ? null
        : { type: 'Point', coordinates: [place.longitude, place.latitude] },
    properties: asOpenData(c, place, codes),
  }))
  return c.json({ type: 'FeatureCollection', features }, 200, { 'content-type': 'application/geo+json' })
})

api.get('/figures.csv', open, async (c) => {
  const { country } = exportFilter.parse(c.req.query())
  const rows = await figuresAt(c.var.db, country ? [country] : c.var.config.countries)
  return csv(c, 'figures', rows)
})

/** `mk-municipality.topojson`, `mk-municipality.geojson`: the outlines that the portal draws. */
const boundaryFile = z.string().transform((name, context) => {
  const [, country, level, type] = /^([a-z]{2})-([a-z]+)\.(topojson|geojson)$/.exec(name) ?? []
  const parsed = z.object({ country: z.enum(COUNTRY_CODES), level: z.enum(LEVELS) }).safeParse({ country, level })
  if (parsed.success) return { ...parsed.data, type }
  context.addIssue({ code: 'custom', message: 'unknown file' })
  return z.NEVER
})
api.get('/boundaries/:file', open, async (c) => {
  const file = found(boundaryFile.safeParse(c.req.param('file')).data)
  const topology = found(await boundariesOf(c.var.db, file.country, file.level))
  if (file.type === 'topojson') return c.json(topology)
  return c.json(feature(topology, topology.objects.places as GeometryCollection), 200, {
    'content-type': 'application/geo+json',
  })
})

/** One place with its figures and their sources. */
api.get('/:file{[0-9a-f-]{36}\\.json}', open, async (c) => {
  const { db } = c.var
  const place = found(await findPlace(db, c.req.param('file').replace('.json', '')))
  const [figures, sources, above] = await Promise.all([
    figuresOf(db, [place.id]),
    sourcesOf(db, place.country),
    placesByIds(
      db,
      [place.parentId, place.cityId].filter((id) => id !== null),
    ),
  ])
  const codes = new Map([...above].map(([id, { code }]) => [id, code]))
  const used = [...sources.values()].filter(
    ({ id }) => id === place.areaSource || figures.some(({ source }) => source === id),
  )
  return c.json({
    ...asOpenData(c, place, codes),
    page: `${c.var.config.publicUrl}/en${encodeURI(pathOfPlace(place))}`,
    area_source: place.areaSource,
    figures: figures.map(({ figure, year, value, source }) => ({ figure, year, value, source })),
    sources: used.map(({ id, title, publisher, url, date, licence }) => ({ id, title, publisher, url, date, licence })),
  })
})
