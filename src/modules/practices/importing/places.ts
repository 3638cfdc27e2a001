/** Finds the places that tables name: by code, or by a name in any language and script, with or without the word for municipality. Nothing is taken that could be another place. */
import { and, inArray, isNull } from 'drizzle-orm'
import { bareNameOf, fold, type Place, places } from '#core/places/index.ts'
import { allCountries } from '#countries/index.ts'
import type { Db } from '#platform/database.ts'
import type { Language } from '#platform/languages.ts'

export type KnownPlace = Pick<Place, 'id' | 'country' | 'code' | 'level' | 'parentId' | 'names' | 'searchNames'>
export type FoundPlace = { ok: true; place: KnownPlace } | { ok: false; candidates: readonly KnownPlace[] }

export type PlaceFinder = {
  find(text: string, country: string): FoundPlace
  nameOf(place: KnownPlace, language: Language): string
  byId(id: string): KnownPlace | undefined
}

/** What people write before or after the name, folded. */
const EXTRA_WORDS =
  'општина община obshtina opstina komuna komunes bashkia громада територіальна тергромада міська сільська селищна айыл аймагы аймак окмоту айильный сельская управа municipality municipal community hromada of e së и гр г м с град grad місто город шаары city town'
const PLACE_WORDS = new Set(
  [
    ...EXTRA_WORDS.split(' '),
    ...allCountries.flatMap(({ terms }) =>
      [terms.municipality, terms.district, terms.region].flatMap((term) =>
        Object.values(term).flatMap(({ one }) => one.split(' ')),
      ),
    ),
  ].map(fold),
)

export async function placeFinder(db: Db, countries: readonly string[]): Promise<PlaceFinder> {
  const { id, country, code, level, parentId, names, searchNames } = places
  const known: KnownPlace[] = await db
    .select({ id, country, code, level, parentId, names, searchNames })
    .from(places)
    .where(and(inArray(places.country, [...countries]), isNull(places.validUntil)))
  return finderOf(known)
}

/** Pure: over the places that it is given. */
export function finderOf(known: readonly KnownPlace[]): PlaceFinder {
  const ids = new Map(known.map((place) => [place.id, place]))
  const codes = new Map(known.map((place) => [`${place.country} ${place.code.toUpperCase()}`, place]))
  const keys = new Map<string, KnownPlace[]>()
  for (const place of known)
    for (const key of place.searchNames.split('|').filter(Boolean)) {
      const named = `${place.country} ${key}`
      keys.set(named, [...(keys.get(named) ?? []), place])
    }
  const called = (country: string, key: string) => {
    const all = keys.get(`${country} ${key}`) ?? []
    const municipalities = all.filter(({ level }) => level === 'municipality')
    return municipalities.length > 0 ? municipalities : all
  }
  const isIn = (place: KnownPlace, key: string): boolean => {
    for (let above = ids.get(place.parentId ?? ''); above; above = ids.get(above.parentId ?? ''))
      if (above.searchNames.includes(`|${key}|`)) return true
    return false
  }

  return {
    byId: (id) => ids.get(id),
    nameOf(place, language) {
      const above = ids.get(place.parentId ?? '')
      const name = bareNameOf(place, language).text
      return above && above.level !== 'country' ? `${name} (${bareNameOf(above, language).text})` : name
    },
    find(text, country) {
      const byCode = codes.get(`${country} ${text.trim().toUpperCase()}`)
      if (byCode) return { ok: true, place: byCode }
      const [name = '', ...rest] = text.split(/[,(]/)
      const key = fold(name)
      if (!key) return { ok: false, candidates: [] }
      const found = [key, withoutWords(key)].map((one) => called(country, one)).find((some) => some.length > 0) ?? []
      const within = rest.map((part) => fold(part)).filter(Boolean)
      const nearer = found.filter((place) => within.every((one) => isIn(place, one) || isIn(place, withoutWords(one))))
      const candidates = within.length > 0 && nearer.length > 0 ? nearer : found
      const [only] = candidates
      return only && candidates.length === 1 ? { ok: true, place: only } : { ok: false, candidates }
    },
  }
}

function withoutWords(key: string): string {
  const left = key.split(' ').filter((word) => !PLACE_WORDS.has(word))
  return left.length > 0 ? left.join(' ') : key
}
