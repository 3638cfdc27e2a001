/** Real figures of North Macedonia for the gallery, read once when it is first shown. The portal itself reads its database. */
import { readFileSync } from 'node:fs'
import type { MapPoint } from './props.ts'
import type { Topology } from './topology.ts'

const read = (path: string) => JSON.parse(readFileSync(new URL(`../../../countries/${path}`, import.meta.url), 'utf8'))

type Row = (string | number | null | Record<string, string> | string[])[]
const records = (table: { columns: string[]; rows: Row[] }) =>
  table.rows.map((row) => Object.fromEntries(table.columns.map((column, index) => [column, row[index]])))

export type GalleryPlace = {
  code: string
  name: string
  figure: (figure: string, year?: number) => number | null
  area: number | null
}

function load() {
  const figures = new Map<string, number>()
  for (const row of records(read('mk/figures.json')))
    figures.set(`${row.place} ${row.figure} ${row.year}`, Number(row.value))
  const all = records(read('mk/places.json')).map((row) => ({
    level: String(row.level),
    code: String(row.code),
    name: (row.names as Record<string, string>).mk ?? String(row.code),
    area: typeof row.area_km2 === 'number' ? row.area_km2 : null,
    figure: (figure: string, year = 2021) => figures.get(`${row.code} ${figure} ${year}`) ?? null,
  }))
  const points = records(read('bg/places.json'))
    .filter((row) => row.level === 'municipality' && typeof row.lat === 'number' && typeof row.lon === 'number')
    .map(
      (row): MapPoint => ({
        code: String(row.code),
        lat: Number(row.lat),
        lon: Number(row.lon),
        name: (row.names as Record<string, string>).bg ?? '',
      }),
    )
  const bulgaria = new Map<string, number>()
  for (const row of records(read('bg/figures.json')))
    if (row.figure === 'population') bulgaria.set(String(row.place), Number(row.value))
  return {
    country: all.find(({ level }) => level === 'country'),
    regions: all.filter(({ level }) => level === 'region'),
    municipalities: all.filter(({ level }) => level === 'municipality'),
    topology: read('mk/boundaries.topo.json') as Topology,
    bulgaria: {
      topology: read('bg/boundaries.topo.json') as Topology,
      points: points.map((point) => ({ ...point, value: bulgaria.get(point.code) ?? null })),
    },
  }
}

let loaded: ReturnType<typeof load> | undefined
export const galleryData = () => {
  loaded ??= load()
  return loaded
}

export const AGE_GROUPS = [...Array.from({ length: 17 }, (_, i) => `${i * 5}–${i * 5 + 4}`), '85+']
export const ageFigure = (index: number) =>
  index === 17 ? 'population_85_plus' : `population_${index * 5}_${index * 5 + 4}`
