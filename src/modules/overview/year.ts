/** All that the page of a year shows, gathered. The same for everybody: asked as nobody. */
import { linesOf } from '#core/records/index.ts'
import { nobody } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { Language } from '#platform/languages.ts'
import type { RecordLine } from '#platform/module.ts'
import { yearIn } from './calendar.ts'
import type { Extent } from './extent.ts'
import { type Figures, figuresOf } from './figures.ts'
import { awardsUnderWay, listOf, TOPS, type Top, type TopName, topsOf, type Win, winsOf } from './lists.ts'
import { type CountryMap, mapOf } from './map.ts'
import { type Standing, standingOf } from './merits.ts'

const TOP = 5
const NEW_METHODS = 10

export type YearContent = {
  year: number
  country: string | undefined
  years: readonly number[]
  countries: readonly string[]
  figures: Figures
  maps: readonly CountryMap[]
  tops: Record<TopName, readonly Top[]>
  standing: Standing
  wins: readonly Win[]
  /** Lines of everything that is named on the page, by id. */
  lines: ReadonlyMap<string, RecordLine>
  underWay: readonly string[]
  newMethods: readonly string[]
  /** The day of the numbers while the year goes on. */
  asOf: Date | undefined
}

export type Asked = Extent & { years: readonly number[]; countries: readonly string[]; language: Language; now: Date }

export async function yearContent(db: Db, asked: Asked): Promise<YearContent> {
  const { year, country, years, countries, language, now } = asked
  const extent = { year, country }
  const [figures, tops, standing, wins, underWay, { ids: newMethods }] = await Promise.all([
    figuresOf(db, extent, language),
    topsOf(db, extent, TOP),
    standingOf(db, extent, language),
    winsOf(db, extent),
    awardsUnderWay(db, extent),
    listOf(db, 'methods', extent, { page: 1 }, NEW_METHODS),
  ])
  const named = new Set([
    ...TOPS.flatMap((name) => tops[name].map(({ id }) => id)),
    ...wins.flatMap(({ awardId, practiceId }) => [awardId, practiceId]),
    ...underWay,
    ...newMethods,
  ])
  const [lines, map] = await Promise.all([
    linesOf({ db, actor: nobody, language, now }, [...named]),
    // One map is enough for a page: with all countries their regions are bars.
    country === undefined ? undefined : mapOf(db, country, figures),
  ])
  return {
    ...{ year, country, years, countries, figures, tops, standing, wins, underWay, newMethods },
    maps: map ? [map] : [],
    lines: new Map(lines.map((line) => [line.id, line])),
    asOf: year === yearIn(now) ? now : undefined,
  }
}
