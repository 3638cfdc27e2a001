/** What a place is called in a reader's language, and where its page is. Pure; words for types come from this module's texts. */
import { countryOf } from '#countries/index.ts'
import { type Language, readingOrder } from '#platform/languages.ts'
import type { Level, Place } from './schema.ts'
import { texts } from './texts.ts'

type Named = Pick<Place, 'names' | 'code' | 'type'>
export type Name = { text: string; lang: Language }

/** The bare name: in the reader's language, else in the one that they most likely read, else the code. */
export function bareNameOf(place: Pick<Place, 'names' | 'code'>, language: Language): Name {
  for (const lang of readingOrder(language)) {
    const text = place.names[lang]
    if (text) return { text, lang }
  }
  return { text: place.code, lang: language }
}

/** Types whose names are adjectives or want the word beside them to stand alone: "Вінницька міська громада". */
const WORDED = ['urban_hromada', 'settlement_hromada', 'rural_hromada', 'ayil_aimak'] as const
const isWorded = (type: string): type is (typeof WORDED)[number] => WORDED.includes(type as (typeof WORDED)[number])

/** The name as it stands alone in a heading or a link, with its language, which may differ from the reader's. */
export function namesOf(place: Named, language: Language): Name {
  const { text, lang } = bareNameOf(place, language)
  return isWorded(place.type) ? { text: texts.in(lang)(`named.${place.type}`, { name: text }), lang } : { text, lang }
}
export const nameOf = (place: Named, language: Language): string => namesOf(place, language).text

/** The `lang` attribute for a name, only when it differs from the page's. */
export const langOf = ({ lang }: Name, language: Language): Language | undefined =>
  lang === language ? undefined : lang

type TypeKey = `type.${string}` & Parameters<ReturnType<typeof texts.in>>[0]
/** What a place is in law: "Planning region", "Rural hromada". */
export function typeName(place: Pick<Place, 'country' | 'type' | 'level'>, language: Language): string {
  const { terms } = countryOf(place.country)
  if (place.type === 'municipality' || place.type === 'ayil_aimak') return terms.municipality[language].one
  if (place.type === 'planning_region') return terms.region[language].one
  const key = `type.${place.type}`
  return key in texts.messages.en ? texts.in(language)(key as TypeKey) : place.type
}

/** What the units of a level are called in a country, in the plural: "Hromadas". */
export function levelName(country: string, level: Level, language: Language): string {
  const { terms } = countryOf(country)
  if (level === 'region') return terms.region[language].many
  if (level === 'district') return terms.district[language].many
  if (level === 'municipality') return terms.municipality[language].many
  return texts.in(language)(level === 'country' ? 'countries' : 'cities')
}

/** The page of a place below the language. */
export const pathOfPlace = (place: { country: string; level: Level; slug: string }): string =>
  place.level === 'country' ? `/places/${place.country}` : `/places/${place.country}/${place.slug}`
