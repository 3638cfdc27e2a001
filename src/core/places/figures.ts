/** The catalogue of figures: their names, units and how their values are written. Holds no values. */

import catalogue from '#countries/figures.json' with { type: 'json' }
import { countryOf } from '#countries/index.ts'
import type { Language } from '#platform/languages.ts'
import { moneyText, numberText } from '#platform/texts.ts'
import type { Feature } from './engine/features.ts'
import { isAgeGroup } from './engine/features.ts'
import { texts } from './texts.ts'

export type FigureKind = { code: string; unit: string; names: Record<Language, string> }
export const FIGURES: readonly FigureKind[] = catalogue
const byCode = new Map(FIGURES.map((figure) => [figure.code, figure]))

export const figureName = (code: string, language: Language): string => byCode.get(code)?.names[language] ?? code

/** Figures in the order of the catalogue, without the age groups, which have their own chart. */
export const FACT_FIGURES = FIGURES.filter(({ code }) => !isAgeGroup(code)).map(({ code }) => code)

const percent = (language: Language, share: number, digits = 1) =>
  numberText(language, share, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits })

/** A value with its unit, as a person reads it. Money is the country's own currency of the year. */
export function figureText(code: string, value: number, language: Language, country: string): string {
  const unit = byCode.get(code)?.unit
  if (unit === 'share') return percent(language, value)
  if (unit === 'minute') return texts.in(language)('minutes', { count: Math.round(value) })
  if (unit === 'uah_per_person') return moneyText(language, Math.round(value), countryOf(country).currency)
  return numberText(language, value, { maximumFractionDigits: 1 })
}

export const areaText = (km2: number, language: Language): string =>
  `${numberText(language, km2, { maximumFractionDigits: 1 })} km²`

/** A feature of likeness with its unit. */
export function featureText(feature: Feature, value: number, language: Language, country: string): string {
  switch (feature) {
    case 'population':
    case 'settlements':
      return numberText(language, value, { maximumFractionDigits: 0 })
    case 'density':
    case 'household_size':
    case 'livestock_per_head':
      return numberText(language, value, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
    case 'change':
      return numberText(language, value, {
        style: 'percent',
        minimumFractionDigits: 1,
        maximumFractionDigits: 1,
        signDisplay: 'exceptZero',
      })
    case 'young':
    case 'old':
    case 'urban_share':
    case 'transfers_share':
      return percent(language, value)
    case 'travel_time':
      return figureText('travel_time_minutes', value, language, country)
    case 'own_income':
      return figureText('own_income_per_head', value, language, country)
  }
}
