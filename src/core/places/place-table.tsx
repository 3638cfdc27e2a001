/** Places in rows, and the link by which every page names a place. */
import { countryOf } from '#countries/index.ts'
import type { Language } from '#platform/languages.ts'
import { numberText } from '#platform/texts.ts'
import { DataTable } from '#ui/index.tsx'
import { areaText } from './figures.ts'
import type { PlaceFilter } from './forms.ts'
import { bareNameOf, langOf, pathOfPlace, typeName } from './names.ts'
import type { PlaceLine } from './queries.ts'
import type { T } from './texts.ts'

/** A link to a place in its own name; `lang` where that is not the page's language. */
export const PlaceLink = ({ place, language }: { place: PlaceLine; language: Language }) => {
  const name = bareNameOf(place, language)
  return (
    <a class="ds-link" href={`/${language}${pathOfPlace(place)}`} lang={langOf(name, language)}>
      {name.text}
    </a>
  )
}

/** "Vardar region, North Macedonia". */
const partOf = (place: PlaceLine, parents: ReadonlyMap<string, PlaceLine>, language: Language) => {
  const parent = parents.get(place.parentId ?? '')
  const country = countryOf(place.country).names[language]
  if (!parent || parent.level === 'country') return place.level === 'country' ? '' : country
  const name = bareNameOf(parent, language)
  return (
    <span>
      <span lang={langOf(name, language)}>{name.text}</span>, {country}
    </span>
  )
}

type PlaceTableProps = {
  t: T
  caption: string
  places: PlaceLine[]
  /** What each place belongs to, by id; for lists that mix regions. */
  parents?: ReadonlyMap<string, PlaceLine>
  sort?: { by: PlaceFilter['sort']; href: (sort: PlaceFilter['sort']) => string }
}
/** Places in rows: name, type, population with its year, area. */
export const PlaceTable = ({ t, caption, places, parents, sort }: PlaceTableProps) => {
  const { language } = t
  return (
    <DataTable
      caption={caption}
      captionHidden
      responsive="stack"
      columns={[
        {
          key: 'name',
          label: t('name'),
          ...(sort && { sortHref: sort.href('name'), sorted: sort.by === 'name' ? ('ascending' as const) : undefined }),
        },
        { key: 'type', label: t('type') },
        ...(parents ? [{ key: 'partOf', label: t('partOf') }] : []),
        {
          key: 'population',
          label: t('population'),
          align: 'end',
          ...(sort && {
            sortHref: sort.href('population'),
            sorted: sort.by === 'population' ? ('descending' as const) : undefined,
          }),
        },
        { key: 'year', label: t('year'), align: 'end' },
        { key: 'area', label: t('area'), align: 'end' },
      ]}
      rows={places.map((place) => ({
        name: <PlaceLink place={place} language={language} />,
        type: typeName(place, language),
        partOf: parents && partOf(place, parents, language),
        population: place.population === null ? t('noData') : numberText(language, place.population),
        year: place.populationYear === null ? '' : String(place.populationYear),
        area: place.areaKm2 === null ? t('noData') : areaText(place.areaKm2, language),
      }))}
    />
  )
}
