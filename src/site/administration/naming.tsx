/** Roles, organisations, people, times and outcomes as administration writes them in every table. */
import { langOf, namesOf, type PlaceLine } from '#core/places/index.ts'
import { placesByIds } from '#core/places/queries.ts'
import { countryOf } from '#countries/index.ts'
import type { OrganisationKind, Role } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { Language } from '#platform/languages.ts'
import { dateText } from '#platform/texts.ts'
import { ExampleTag, Tag, useLanguage } from '#ui/index.tsx'
import { siteTexts } from '../texts.ts'
import { texts } from './texts.ts'

export const roleName = (language: Language, role: Role) => siteTexts.in(language)(`role.${role}`)
export const kindName = (language: Language, kind: OrganisationKind) => siteTexts.in(language)(`organisation.${kind}`)
export const countryName = (language: Language, code: string) => countryOf(code).names[language]

export type NamedOrganisation = { id: string; name: string; language: Language; country: string; closedAt: Date | null }

/** What a role is given over; all empty: the whole portal. */
export type Over = {
  organisation: NamedOrganisation | null
  country: string | null
  place: PlaceLine | undefined
}

/** Names of the places that rows speak of, in one query. */
export const placesOf = (db: Db, rows: readonly { placeId: string | null }[]): Promise<Map<string, PlaceLine>> => {
  const ids = [...new Set(rows.flatMap(({ placeId }) => placeId ?? []))]
  return ids.length ? placesByIds(db, ids) : Promise.resolve(new Map())
}

export const OverText = ({ over: { organisation, country, place }, at }: { over: Over; at: string }) => {
  const language = useLanguage()
  const t = texts.in(language)
  if (organisation)
    return (
      <>
        <a
          href={`${at}/organisations/${organisation.id}`}
          lang={organisation.language === language ? undefined : organisation.language}
        >
          {organisation.name}
        </a>
        {organisation.closedAt && ` (${t('organisations.closed')})`}
      </>
    )
  if (country) return <>{countryName(language, country)}</>
  if (place) return <PlaceText place={place} />
  return <>{t('over.portal')}</>
}

export const PlaceText = ({ place }: { place: PlaceLine }) => {
  const language = useLanguage()
  const name = namesOf(place, language)
  return <span lang={langOf(name, language)}>{name.text}</span>
}

/** A person with a link to their page, or what is left of one who deleted the account. */
export const PersonText = ({
  person,
  at,
}: {
  person: { id: string; name: string; example: boolean; deletedAt?: Date | null }
  at: string
}) => {
  const t = texts.in(useLanguage())
  return (
    <>
      <a href={`${at}/people/${person.id}`}>{person.deletedAt ? t('people.deleted') : person.name}</a>
      {person.example && (
        <>
          {' '}
          <ExampleTag />
        </>
      )}
    </>
  )
}

export const Moment = ({ date, style = 'moment' }: { date: Date; style?: 'long' | 'short' | 'moment' }) => (
  <time datetime={date.toISOString()}>{dateText(useLanguage(), date, style)}</time>
)

export const Outcome = ({ outcome }: { outcome: 'success' | 'refusal' }) => {
  const t = texts.in(useLanguage())
  return outcome === 'refusal' ? <Tag color="danger">{t('audit.refusal')}</Tag> : <>{t('audit.success')}</>
}
