/** What other subjects ask about likeness: all places of one kind by their distance from one, and in which figures two are nearest. */
import type { Db } from '#platform/database.ts'
import type { Language } from '#platform/languages.ts'
import { FEATURE_RULES, FEATURES, type Feature } from './engine/features.ts'
import { type Alike, type LikenessFactor, mostAlike } from './engine/likeness.ts'
import { profilesOf } from './figure-queries.ts'
import { featureText } from './figures.ts'
import type { Place } from './schema.ts'
import { texts } from './texts.ts'

export type { Alike, LikenessFactor } from './engine/likeness.ts'

/** The nearest first; none for a place whose kind is not compared. `id` is the place's code. */
export async function alikeTo(db: Db, place: Pick<Place, 'country' | 'level' | 'code'>): Promise<Alike[]> {
  if (place.level !== 'municipality' && place.level !== 'district') return []
  const profiles = await profilesOf(db, place.country, place.level)
  return mostAlike(place.code, profiles, FEATURE_RULES, profiles.size)
}

const isFeature = (code: string): code is Feature => FEATURES.includes(code as Feature)

/** The figures that lie nearest, with the values of both: "Population: 48,463 and 51,400". */
export function nearestFigures(
  factors: readonly LikenessFactor[],
  language: Language,
  country: string,
  most = 3,
): string[] {
  const t = texts.in(language)
  return factors
    .toSorted((a, b) => Math.abs(a.apart) - Math.abs(b.apart))
    .flatMap(({ code, own, other }) =>
      isFeature(code)
        ? [
            `${t(`feature.${code}`)} ${[own, other].map((value) => featureText(code, value, language, country)).join(' / ')}`,
          ]
        : [],
    )
    .slice(0, most)
}

export const likenessSource = (language: Language): string => texts.in(language)('likenessSource')
