/** Choosing a place in another module's form: type and take a suggestion, or take one from a list; works without JavaScript. Says nothing about who may choose. */
import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import type { FormState } from '#platform/forms.ts'
import type { Language } from '#platform/languages.ts'
import { Choice, type Option, type OptionGroup } from '#ui/index.tsx'
import { bareNameOf, nameOf } from './names.ts'
import { findPlace, type PlaceLine, placeLines, placesByIds, sortName } from './queries.ts'
import { type Level, places } from './schema.ts'

export type PickerGroups = { id: string; label: string; places: PlaceLine[] }[]

/** The municipalities (or another level) of a country, grouped by region; one list of a few hundred kilobytes at most. */
export async function pickerPlaces(
  db: Db,
  country: string,
  language: Language,
  level: Level = 'municipality',
): Promise<PickerGroups> {
  const lines = await placeLines(db)
    .where(and(eq(places.country, country), eq(places.level, level), isNull(places.validUntil)))
    .orderBy(sortName(language))
  const above = await db
    .select({ id: places.id, parentId: places.parentId, level: places.level })
    .from(places)
    .where(and(eq(places.country, country), inArray(places.level, ['region', 'district'])))
  const parents = new Map(above.map((place) => [place.id, place]))
  const regionId = (line: PlaceLine): string => {
    const parent = parents.get(line.parentId ?? '')
    return (parent?.level === 'district' ? parent.parentId : parent?.id) ?? ''
  }
  const regions = await placesByIds(
    db,
    above.filter(({ level: one }) => one === 'region').map(({ id }) => id),
  )
  const groups = new Map<string, PlaceLine[]>()
  for (const line of lines) groups.set(regionId(line), [...(groups.get(regionId(line)) ?? []), line])
  const collator = new Intl.Collator(language)
  return [...groups]
    .map(([id, members]) => ({
      id,
      label: nameOf(regions.get(id) ?? { names: {}, code: '', type: '' }, language),
      places: members,
    }))
    .sort((a, b) => collator.compare(a.label, b.label))
}

export type PlacePickerProps = {
  form: FormState
  /** Name of the field; its value is the id of a place. */
  name: string
  label: string
  hint?: string
  required?: boolean
  groups: PickerGroups
  language: Language
  empty?: string | false
}

/** A select grouped by region: browsers find by typing in it, phones show it as their own list. */
export const PlacePicker = ({ groups, language, ...field }: PlacePickerProps) => {
  const option = (place: PlaceLine): Option => ({ value: place.id, label: bareNameOf(place, language).text })
  const options: OptionGroup[] = groups.map(({ label, places: members }) => ({
    group: label,
    options: members.map(option),
  }))
  return <Choice {...field} options={options} />
}

/** The chosen place, when it exists and is of a country that the portal serves. */
export async function choosePlace(
  db: Db,
  id: string | undefined,
  countries: readonly string[],
): Promise<PlaceLine | undefined> {
  const place = id ? await findPlace(db, id) : undefined
  return place && countries.includes(place.country) ? place : undefined
}
