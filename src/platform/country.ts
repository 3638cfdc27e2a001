/** What a country may differ in: the catalogue of all differences, so that a new country is a form to fill in. Data is in countries/. */
import type { OrganisationKind } from './actor.ts'
import type { CountryCode } from './config.ts'
import type { Language } from './languages.ts'

/** A word of the country's own public life in one language: as a title and as a title in the plural. */
export type Term = { one: string; many: string }
export const TERMS = ['municipality', 'region', 'district', 'council', 'councillor', 'mayor', 'administration'] as const
export type TermName = (typeof TERMS)[number]

/** A rule of law: where it stands, since when it holds, and how sure we are. */
export type LawReference = { text: string; url?: string; from: string; until?: string; certain: boolean }

export type Country = {
  code: CountryCode
  /** ISO 3166-1 alpha-2, in capitals as the standard has it. */
  iso: string
  names: Record<Language, string>
  /** Languages of public administration and of larger communities, the first one being the state's. */
  languages: readonly Language[]
  currency: string
  timeZone: string
  /** Kind of organisation whose editors review and publish practices of this country. */
  practicesArePublishedBy: OrganisationKind
  /** What the country calls its units, in every language of the portal. */
  terms: Record<TermName, Record<Language, Term>>
  /** Language in which the laws are cited below. */
  lawsLanguage: Language
  laws: { localSelfGovernment: LawReference; accessToInformation: LawReference; personalData: LawReference }
}
