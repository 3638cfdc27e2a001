/** Real figures of North Macedonia for the gallery, read once when it is first shown. The portal itself reads its database. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '#platform/root.ts'
import type { MapPoint, Series } from './props.ts'
import type { Topology } from './topology.ts'

const read = (path: string) => JSON.parse(readFileSync(join(ROOT, 'countries', path), 'utf8'))

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

export const CENSUS = {
  text: 'State Statistical Office, census of 5 September 2021',
  href: 'https://makstat.stat.gov.mk',
}
export const EXAMPLE = { text: 'invented figures, only to show the drawing' }
export const VELES = 'MK00101'

export const change = (place: GalleryPlace) => {
  const before = place.figure('population', 2002)
  const now = place.figure('population')
  return before && now ? (100 * (now - before)) / before : null
}
export const density = (place: GalleryPlace) => {
  const people = place.figure('population')
  return people && place.area ? people / place.area : null
}
export const old = (place: GalleryPlace) => {
  const people = place.figure('population')
  const aged = [13, 14, 15, 16, 17].map((index) => place.figure(ageFigure(index)))
  return people && aged.every((one) => one !== null) ? (100 * aged.reduce((sum, one) => sum + one, 0)) / people : null
}
export const shares = (place: GalleryPlace | undefined) =>
  AGE_GROUPS.map((_, index) => {
    const people = place?.figure('population')
    const group = place?.figure(ageFigure(index)) ?? null
    return people && group !== null ? (100 * group) / people : null
  })
export const href = (place: { code: string }) => `#${place.code}`
export const wave = (start: number, step: number, noise: number, from = 2015): Series['points'] =>
  Array.from({ length: 11 }, (_, i) => ({ x: from + i, value: start + step * i + noise * Math.sin(i * 1.7) }))
