/** HTML of people: the list with its filters, and the page of one. Shows no more of a person than the work needs. */
import type { Child } from 'hono/jsx'
import type { PeopleFilter, PersonLine } from '#core/people/index.ts'
import { type Actor, ROLES } from '#platform/actor.ts'
import { emptyForm, type FormState } from '#platform/forms.ts'
import { LANGUAGE_NAMES, type Language } from '#platform/languages.ts'
import {
  Alert,
  Choice,
  Columns,
  DataTable,
  DefinitionList,
  Empty,
  ExampleNotice,
  Field,
  FilterPanel,
  Form,
  HiddenField,
  PostButton,
  Section,
  Tag,
  useLanguage,
} from '#ui/index.tsx'
import type { FixedOrganisation } from './giving.ts'
import { countryName, Moment, type Over, OverText, PersonText, roleName } from './naming.tsx'
import { MoreLinks } from './page.tsx'
import type { ActivityLine } from './people.ts'
import { RoleFields } from './role-fields.tsx'
import { actionText, texts, type Words } from './texts.ts'

export const listWords = (t: Words) => ({ label: t('list.label'), first: t('list.first'), next: t('list.next') })

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
      <MoreLinks path={`${at}/people`} query={filter} parameter="after" next={next} words={listWords(t)} />
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
          [roleName(language, role), organisation ?? (country && countryName(language, country))]
            .filter(Boolean)
            .join(', '),
        )
        .join('; ')}
    </>
  )
}

export const RoleChoice = ({ form }: { form: FormState }) => {
  const language = useLanguage()
  return (
    <Choice
      form={form}
      name="role"
      label={texts.in(language)('role.label')}
      options={ROLES.map((value) => ({ value, label: roleName(language, value) }))}
    />
  )
}
export const CountryChoice = ({ form, countries }: { form: FormState; countries: readonly string[] }) => {
  const language = useLanguage()
  return (
    <Choice
      form={form}
      name="country"
      label={texts.in(language)('country')}
      options={countries.map((value) => ({ value, label: countryName(language, value) }))}
    />
  )
}

export type GrantOfPerson = {
  id: string
  role: (typeof ROLES)[number]
  over: Over
  createdAt: Date
  endedAt: Date | null
  mayEnd: boolean
}
export type PersonProps = {
  at: string
  person: {
    id: string
    name: string
    email: string
    language: Language
    emailVerified: boolean
    twoFactorEnabled: boolean
    example: boolean
    createdAt: Date
  }
  grants: GrantOfPerson[]
  form: FormState
  actor: Actor
  fixed: FixedOrganisation | undefined
  countries: readonly string[]
  /** Only for those who look after the whole portal. */
  portal: { sessions: { count: number; usedAt: Date | null }; activity: ActivityLine[] } | undefined
}
export const PersonPage = ({ at, person, grants, form, actor, fixed, countries, portal }: PersonProps) => {
  const language = useLanguage()
  const t = texts.in(language)
  const here = `${at}/people/${person.id}`
  return (
    <>
      {person.example && <ExampleNotice />}
      <DefinitionList
        items={[
          {
            term: t('person.email'),
            value: person.email,
            note: person.emailVerified ? undefined : t('person.unconfirmed'),
          },
          { term: t('person.language'), value: LANGUAGE_NAMES[person.language] },
          { term: t('person.twoStep'), value: t(person.twoFactorEnabled ? 'yes' : 'no') },
          { term: t('person.since'), value: <Moment date={person.createdAt} style="long" /> },
        ]}
      />
      <Section title={t('area.roles')} id="roles">
        <GrantTable at={at} grants={grants} back={here} />
      </Section>
      <Section title={t('role.give')} id="give">
        <p>{t('role.give.text')}</p>
        <Form action={`${here}/roles`} form={form} submit={t('role.give')}>
          <RoleFields form={form} actor={actor} fixed={fixed} countries={countries} at={at} />
        </Form>
      </Section>
      {portal && (
        <Section title={t('sessions.title')} id="sessions">
          <p>
            {t('sessions.count', { count: portal.sessions.count })}{' '}
            {portal.sessions.usedAt && (
              <>
                {t('sessions.used')} <Moment date={portal.sessions.usedAt} />
              </>
            )}
          </p>
          {portal.sessions.count > 0 && (
            <PostButton action={`${here}/sessions/end`} variant="danger" confirm={t('sessions.confirm')}>
              {t('sessions.end')}
            </PostButton>
          )}
        </Section>
      )}
      {portal && (
        <Section title={t('activity.title')} id="activity">
          <Activity at={at} personId={person.id} lines={portal.activity} />
        </Section>
      )}
    </>
  )
}

export const GrantTable = ({ at, grants, back }: { at: string; grants: GrantOfPerson[]; back: string }) => {
  const language = useLanguage()
  const t = texts.in(language)
  if (grants.length === 0) return <Empty text={t('person.noRole')} />
  return (
    <DataTable
      caption={t('area.roles')}
      captionHidden
      responsive="stack"
      columns={[
        { key: 'role', label: t('role.label') },
        { key: 'over', label: t('over.label') },
        { key: 'since', label: t('role.since') },
        { key: 'state', label: t('state') },
      ]}
      rows={grants.map((grant) => ({
        role: roleName(language, grant.role),
        over: <OverText over={grant.over} at={at} />,
        since: <Moment date={grant.createdAt} style="short" />,
        state: <EndGrant at={at} grant={grant} back={back} />,
      }))}
    />
  )
}

/** Ends a role; who ended one by mistake gives it again. */
export const EndGrant = ({
  at,
  grant,
  back,
}: {
  at: string
  grant: Pick<GrantOfPerson, 'id' | 'role' | 'endedAt' | 'mayEnd'>
  back: string
}): Child => {
  const language = useLanguage()
  const t = texts.in(language)
  if (grant.endedAt)
    return (
      <>
        {t('role.ended')} <Moment date={grant.endedAt} style="short" />
      </>
    )
  if (!grant.mayEnd) return <>{t('role.holds')}</>
  return (
    <PostButton
      action={`${at}/roles/${grant.id}/end`}
      fields={{ back }}
      size="sm"
      variant="danger"
      confirm={t('role.end.confirm', { role: roleName(language, grant.role) })}
    >
      {t('role.end')}
    </PostButton>
  )
}

const Activity = ({ at, personId, lines }: { at: string; personId: string; lines: ActivityLine[] }) => {
  const t = texts.in(useLanguage())
  if (lines.length === 0) return <Empty text={t('activity.none')} />
  return (
    <>
      <DataTable
        caption={t('activity.title')}
        captionHidden
        responsive="stack"
        rowHeader={false}
        columns={[
          { key: 'at', label: t('audit.at') },
          { key: 'action', label: t('audit.action') },
          { key: 'outcome', label: t('audit.outcome') },
        ]}
        rows={lines.map((line) => ({
          at: (
            <a href={`${at}/audit/${line.id}`}>
              <Moment date={line.at} />
            </a>
          ),
          action: actionText(t, line.action),
          outcome: <Outcome outcome={line.outcome} />,
        }))}
      />
      <p>
        <a href={`${at}/audit?person=${personId}`}>{t('activity.all')}</a>
      </p>
    </>
  )
}

export const Outcome = ({ outcome }: { outcome: 'success' | 'refusal' }) => {
  const t = texts.in(useLanguage())
  return outcome === 'refusal' ? <Tag color="danger">{t('audit.refusal')}</Tag> : <>{t('audit.success')}</>
}

/** What is left of a deleted account: its roles, without a name. */
export const DeletedPerson = ({ at, deletedAt, grants }: { at: string; deletedAt: Date; grants: GrantOfPerson[] }) => {
  const t = texts.in(useLanguage())
  return (
    <>
      <Alert color="info">
        <p>
          {t('people.deletedText')} <Moment date={deletedAt} style="long" />
        </p>
      </Alert>
      <Section title={t('area.roles')} id="roles">
        <GrantTable at={at} grants={grants} back={`${at}/people`} />
      </Section>
    </>
  )
}
