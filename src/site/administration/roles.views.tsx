/** HTML of the table of roles. */
import { emptyForm } from '#platform/forms.ts'
import { Columns, DataTable, Empty, FilterPanel, useLanguage } from '#ui/index.tsx'
import { CountryChoice, RoleChoice } from './choices.tsx'
import { EndGrant, type GrantOfPerson } from './grants.views.tsx'
import { countryName, Moment, OverText, PersonText, roleName } from './naming.tsx'
import { MoreLinks } from './page.tsx'
import type { RolesFilter } from './roles.ts'
import { texts } from './texts.ts'

type Props = {
  at: string
  lines: (GrantOfPerson & { person: { id: string; name: string; example: boolean } })[]
  next: string | undefined
  filter: RolesFilter
  countries: readonly string[]
}
export const RolesList = ({ at, lines, next, filter, countries }: Props) => {
  const language = useLanguage()
  const t = texts.in(language)
  const form = emptyForm({ role: filter.role, country: filter.country })
  const chosen = [filter.role, filter.country].filter(Boolean).length
  return (
    <Columns
      asideFirst
      aside={
        <FilterPanel action={`${at}/roles`} active={chosen} clearHref={`${at}/roles`}>
          <RoleChoice form={form} />
          <CountryChoice form={form} countries={countries} />
        </FilterPanel>
      }
    >
      {lines.length === 0 ? (
        <Empty text={t('roles.none')} />
      ) : (
        <DataTable
          caption={t('roles.caption')}
          responsive="stack"
          columns={[
            { key: 'person', label: t('person.name') },
            { key: 'role', label: t('role.label') },
            { key: 'over', label: t('over.label') },
            { key: 'country', label: t('country') },
            { key: 'since', label: t('role.since') },
            { key: 'end', label: t('state') },
          ]}
          rows={lines.map((line) => {
            const country = line.over.organisation?.country ?? line.over.country ?? line.over.place?.country
            return {
              person: <PersonText person={line.person} at={at} />,
              role: roleName(language, line.role),
              over: <OverText over={line.over} at={at} />,
              country: country ? countryName(language, country) : t('country.all'),
              since: <Moment date={line.createdAt} style="short" />,
              end: <EndGrant at={at} grant={line} back={`${at}/roles`} />,
            }
          })}
        />
      )}
      <MoreLinks path={`${at}/roles`} query={filter} parameter="after" next={next} />
    </Columns>
  )
}
