/** Countries, regions, districts and municipalities as they were and are, with names, figures and boundaries. */
import {
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Language } from '#platform/languages.ts'
import { moment } from '#platform/schema.ts'

export const LEVELS = ['country', 'region', 'city', 'district', 'municipality'] as const
export type Level = (typeof LEVELS)[number]

/** A unit of a country. Units that merge or change stay, with an end date and their successor. */
export const places = pgTable(
  'places',
  {
    id: uuid().primaryKey(),
    country: text().notNull(),
    /** The country's own code: NTES, EKATTE, KATOTTG, pcode. */
    code: text().notNull(),
    level: text({ enum: LEVELS }).notNull(),
    parentId: uuid(),
    /** City whose part a municipality is (City of Skopje). */
    cityId: uuid(),
    /** The country's own type: `urban_hromada`, `ayil_aimak`. */
    type: text().notNull(),
    iso: text(),
    codes: jsonb().$type<Record<string, string>>().notNull().default({}),
    /** By language, only those that a source gives. `native` is what all else falls back to. */
    names: jsonb().$type<Partial<Record<Language, string>>>().notNull(),
    /** Languages whose name no official source confirms. */
    uncertainNames: jsonb().$type<Language[]>().notNull().default([]),
    /** All names in all spellings, folded, for finding a place in any script. */
    searchNames: text().notNull(),
    latitude: doublePrecision(),
    longitude: doublePrecision(),
    areaKm2: doublePrecision(),
    areaSource: text(),
    status: text(),
    validFrom: date({ mode: 'string' }),
    validUntil: date({ mode: 'string' }),
    successorId: uuid(),
  },
  (t) => [unique().on(t.country, t.code), index().on(t.parentId), index().on(t.country, t.level)],
)
export type Place = typeof places.$inferSelect

/** A figure of a place for a year, as its source gives it; a missing figure has no row. */
export const placeFigures = pgTable(
  'place_figures',
  {
    placeId: uuid()
      .notNull()
      .references(() => places.id, { onDelete: 'cascade' }),
    figure: text().notNull(),
    year: integer().notNull(),
    value: doublePrecision().notNull(),
    source: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.placeId, t.figure, t.year] }), index().on(t.figure, t.year)],
)

/** Where figures and names come from, shown beside them. */
export const sources = pgTable(
  'sources',
  {
    country: text().notNull(),
    id: text().notNull(),
    title: text().notNull(),
    publisher: text(),
    url: text(),
    date: text(),
    licence: text(),
  },
  (t) => [primaryKey({ columns: [t.country, t.id] })],
)

/** Boundaries of one level of a country as TopoJSON; the newest applied row is shown, an import waits unapplied until confirmed. */
export const boundaries = pgTable(
  'boundaries',
  {
    id: uuid().primaryKey(),
    country: text().notNull(),
    level: text({ enum: LEVELS }).notNull(),
    topology: jsonb().$type<object>().notNull(),
    source: text().notNull(),
    /** What an import matched and did not, feature by feature. */
    report: jsonb().$type<unknown>(),
    importedBy: uuid(),
    createdAt: moment().notNull(),
    appliedAt: moment(),
    shipped: boolean().notNull().default(false),
  },
  (t) => [index().on(t.country, t.level, t.appliedAt)],
)
