/** HTML of the list of people with its filters. Shows no more of a person than the work needs; one person is in person.views.tsx. */
import type { PeopleFilter, PersonLine } from '#core/people/index.ts'
import { emptyForm } from '#platform/forms.ts'
import { Columns, DataTable, Empty, Field, FilterPanel, HiddenField, Tag, useLanguage } from '#ui/index.tsx'
import { CountryChoice, RoleChoice } from './choices.tsx'
import { countryName, Moment, PersonText, roleName } from './naming.tsx'
import { MoreLinks } from './page.tsx'
import { texts } from './texts.ts'

export type PeopleProps = {
  at: string
  people: PersonLine[]
  next: string | undefined
  filter: PeopleFilter
  organisation: string | undefined
  countries: readonly string[]
  email: (person: { email: string; example: boolean }) => string
}
export const PeopleList = ({ at, people, next, filter, organisation, countries, email }: PeopleProps) => {
  const language = useLanguage()
  const t = texts.in(language)
  const form = emptyForm({ q: filter.q, role: filter.role, country: filter.country })
  const chosen = [filter.q, filter.role, filter.country, filter.organisation].filter(Boolean).length
  return (
    <Columns
      asideFirst
      aside={
        <FilterPanel action={`${at}/people`} active={chosen} clearHref={`${at}/people`}>
          <Field form={form} name="q" type="search" label={t('people.search')} />
          <RoleChoice form={form} />
          <CountryChoice form={form} countries={countries} />
          {filter.organisation && <HiddenField name="organisation" value={filter.organisation} />}
        </FilterPanel>
      }
    >
      {organisation && <p>{t('people.of', { organisation })}</p>}
      {people.length === 0 ? (
        <Empty text={t('people.none')} />
      ) : (
        <DataTable
          caption={t('area.people')}
          responsive="stack"
          columns={[
            { key: 'name', label: t('person.name') },
            { key: 'email', label: t('person.email') },
            { key: 'roles', label: t('area.roles') },
            { key: 'since', label: t('person.since') },
          ]}
          rows={people.map((person) => ({
            name: <PersonText person={person} at={at} />,
            email: (
              <>
                {email(person)}
                {!person.emailVerified && (
                  <>
                    {' '}
                    <Tag color="warning">{t('person.unconfirmed')}</Tag>
                  </>
                )}
              </>
            ),
            roles: <RolesOf person={person} />,
            since: <Moment date={person.createdAt} style="short" />,
          }))}
        />
      )}
      <MoreLinks path={`${at}/people`} query={filter} parameter="after" next={next} />
    </Columns>
  )
}

const RolesOf = ({ person }: { person: PersonLine }) => {
  const language = useLanguage()
  if (person.roles.length === 0) return <>{texts.in(language)('person.noRole')}</>
  return (
    <>
      {person.roles
        .map(({ role, organisation, country }) =>
          [roleName(language, role), organisation?.name ?? (country && countryName(language, country))]
            .filter(Boolean)
            .join(', '),
        )
        .join('; ')}
    </>
  )
}
