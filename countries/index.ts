/** All countries that the program knows; a deployment serves those that COUNTRIES names. */
import type { CountryCode } from '#platform/config.ts'
import type { Country } from '#platform/country.ts'
import { country as bg } from './bg/country.ts'
import { country as kg } from './kg/country.ts'
import { country as mk } from './mk/country.ts'
import { country as ua } from './ua/country.ts'

const countries: Record<CountryCode, Country> = { mk, bg, ua, kg }

export const allCountries: readonly Country[] = Object.values(countries)

/** The country of a code that is known to be one, as codes in the database are. */
export function countryOf(code: string): Country {
  const country = countries[code as CountryCode]
  if (!country) throw new Error(`unknown country ${code}`)
  return country
}
