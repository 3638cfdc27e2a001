/** HTML of organisations. */
import type { OrganisationPage as OrganisationFound, OrganisationLine } from '#core/people/index.ts'
import type { PlaceLine } from '#core/places/index.ts'
import { ORGANISATION_KINDS } from '#platform/actor.ts'
import { emptyForm, type FormState, typedValue } from '#platform/forms.ts'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '#platform/languages.ts'
import {
  Actions,
  Alert,
  Button,
  ButtonLink,
  Checkbox,
  Choice,
  Columns,
  DataTable,
  DefinitionList,
  Empty,
  ExampleNotice,
  ExampleTag,
  Field,
  FilterPanel,
  Form,
  HiddenField,
  Pager,
  Section,
  Tag,
  useLanguage,
} from '#ui/index.tsx'
import { countryName, kindName, Moment, PersonText, PlaceText, roleName } from './naming.tsx'
import { CountryChoice, EndGrant, type GrantOfPerson } from './people.views.tsx'
import { texts } from './texts.ts'

type ListProps = {
  at: string
  lines: OrganisationLine[]
  total: number
  pages: number
  filter: { q: string; kind?: string | undefined; country?: string | undefined; closed: boolean; page: number }
  countries: readonly string[]
  mayAdd: boolean
}
export const OrganisationList = ({ at, lines, total, pages, filter, countries, mayAdd }: ListProps) => {
  const language = useLanguage()
  const t = texts.in(language)
  const path = `${at}/organisations`
  const form = emptyForm({ q: filter.q, kind: filter.kind, country: filter.country, closed: filter.closed ? 'on' : '' })
  const chosen = [filter.q, filter.kind, filter.country, filter.closed].filter(Boolean).length
  return (
    <Columns
      asideFirst
      aside={
        <FilterPanel action={path} active={chosen} clearHref={path}>
          <Field form={form} name="q" type="search" label={t('organisations.search')} />
          <KindChoice form={form} />
          <CountryChoice form={form} countries={countries} />
          <Checkbox form={form} name="closed" label={t('organisations.withClosed')} />
        </FilterPanel>
      }
    >
      {mayAdd && (
        <Actions>
          <ButtonLink href={`${path}/new`}>{t('organisations.add')}</ButtonLink>
        </Actions>
      )}
      {lines.length === 0 ? (
        <Empty text={t('organisations.none')} />
      ) : (
        <DataTable
          caption={t('organisations.caption', { count: total })}
          responsive="stack"
          columns={[
            { key: 'name', label: t('organisations.name') },
            { key: 'kind', label: t('organisations.kind') },
            { key: 'country', label: t('country') },
            { key: 'members', label: t('area.people'), align: 'end' },
          ]}
          rows={lines.map((line) => ({
            name: <OrganisationName at={at} organisation={line} />,
            kind: kindName(language, line.kind),
            country: countryName(language, line.country),
            members: line.members,
          }))}
        />
      )}
      <Pager page={filter.page} pages={pages} href={(page) => `${path}?${queryOf({ ...filter, page })}`} />
    </Columns>
  )
}

const queryOf = (filter: ListProps['filter']) => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, String(value))
  return query
}

const OrganisationName = ({ at, organisation }: { at: string; organisation: OrganisationLine }) => {
  const language = useLanguage()
  const t = texts.in(language)
  return (
    <>
      <a
        href={`${at}/organisations/${organisation.id}`}
        lang={organisation.language === language ? undefined : organisation.language}
      >
        {organisation.name}
      </a>
      {organisation.example && (
        <>
          {' '}
          <ExampleTag />
        </>
      )}
      {organisation.closedAt && (
        <>
          {' '}
          <Tag color="warning">{t('organisations.closed')}</Tag>
        </>
      )}
    </>
  )
}

const KindChoice = ({ form, required }: { form: FormState; required?: boolean }) => {
  const language = useLanguage()
  return (
    <Choice
      form={form}
      name="kind"
      label={texts.in(language)('organisations.kind')}
      options={ORGANISATION_KINDS.map((value) => ({ value, label: kindName(language, value) }))}
      required={required}
    />
  )
}

type PageProps = {
  at: string
  organisation: OrganisationFound
  place: PlaceLine | undefined
  members: (GrantOfPerson & { person: { id: string; name: string; email: string; example: boolean } })[]
  mayClose: boolean
}
export const OrganisationPage = ({ at, organisation, place, members, mayClose }: PageProps) => {
  const language = useLanguage()
  const t = texts.in(language)
  const here = `${at}/organisations/${organisation.id}`
  return (
    <>
      {organisation.example && <ExampleNotice />}
      {organisation.closedAt && (
        <Alert color="warning">
          <p>
            {t('organisations.closedSince')} <Moment date={organisation.closedAt} style="long" />
          </p>
        </Alert>
      )}
      <DefinitionList
        items={[
          { term: t('organisations.kind'), value: kindName(language, organisation.kind) },
          { term: t('country'), value: countryName(language, organisation.country) },
          { term: t('over.place'), value: place && <PlaceText place={place} /> },
          { term: t('organisations.language'), value: LANGUAGE_NAMES[organisation.language] },
          { term: t('person.email'), value: organisation.email },
          { term: t('organisations.website'), value: organisation.website },
        ]}
      />
      {!organisation.closedAt && (
        <Actions>
          <ButtonLink href={`${here}/edit`}>{t('organisations.change')}</ButtonLink>
          <ButtonLink href={`${at}/invitations/new?organisation=${organisation.id}`} variant="secondary">
            {t('invitations.new')}
          </ButtonLink>
          {mayClose && (
            <ButtonLink href={`${here}/close`} variant="danger">
              {t('organisations.close')}
            </ButtonLink>
          )}
        </Actions>
      )}
      <Section title={t('organisations.people')} id="people">
        {members.length === 0 ? (
          <Empty text={t('organisations.noPeople')} />
        ) : (
          <DataTable
            caption={t('organisations.people')}
            captionHidden
            responsive="stack"
            columns={[
              { key: 'person', label: t('person.name') },
              { key: 'email', label: t('person.email') },
              { key: 'role', label: t('role.label') },
              { key: 'since', label: t('role.since') },
              { key: 'end', label: t('state') },
            ]}
            rows={members.map((line) => ({
              person: <PersonText person={line.person} at={at} />,
              email: line.person.email,
              role: roleName(language, line.role),
              since: <Moment date={line.createdAt} style="short" />,
              end: <EndGrant at={at} grant={line} back={here} />,
            }))}
          />
        )}
      </Section>
    </>
  )
}

/** What can be changed of an organisation, as text. */
export type Values = { name: string; language: Language; place: string; email: string; website: string }

type FormProps = {
  at: string
  form: FormState
  /** Without it the form adds. */
  id?: string
  countries?: readonly string[]
  /** Whom its roles reach follows from its place: its own administrators cannot move it. */
  mayMove: boolean
  /** What somebody else saved in the meantime. */
  now?: Values | undefined
}
export const OrganisationFormPage = ({ at, form, id, countries, mayMove, now }: FormProps) => {
  const language = useLanguage()
  const t = texts.in(language)
  return (
    <>
      {now && <Compared form={form} now={now} />}
      <Form action={id ? `${at}/organisations/${id}` : `${at}/organisations`} form={form} submit={t('save')}>
        {countries && <KindChoice form={form} required />}
        <Field form={form} name="name" label={t('organisations.name')} required />
        <Choice
          form={form}
          name="language"
          label={t('organisations.language')}
          hint={t('organisations.languageHint')}
          empty={false}
          options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          required
        />
        {countries && (
          <Choice
            form={form}
            name="country"
            label={t('country')}
            options={countries.map((value) => ({ value, label: countryName(language, value) }))}
            required
          />
        )}
        {mayMove ? (
          <Field
            form={form}
            name="place"
            label={t('over.place')}
            hint={t('organisations.placeHint')}
            suggestUrl={`/${language}/places/suggest?as=value`}
          />
        ) : (
          <HiddenField name="place" value={typedValue(form, 'place')} />
        )}
        <Field form={form} name="email" type="email" label={t('person.email')} autocomplete="off" />
        <Field form={form} name="website" type="url" label={t('organisations.website')} />
      </Form>
    </>
  )
}

/** Two people changed the same: both texts, side by side; saving again keeps the one in the form. */
const Compared = ({ form, now }: { form: FormState; now: Values }) => {
  const t = texts.in(useLanguage())
  const labels = {
    name: t('organisations.name'),
    language: t('organisations.language'),
    place: t('over.place'),
    email: t('person.email'),
    website: t('organisations.website'),
  }
  const names = Object.keys(labels) as (keyof Values)[]
  return (
    <>
      <Alert color="warning" title={t('changed.title')}>
        <p>{t('changed.text')}</p>
      </Alert>
      <DataTable
        caption={t('changed.caption')}
        columns={[
          { key: 'field', label: t('changed.field') },
          { key: 'now', label: t('changed.now') },
          { key: 'yours', label: t('changed.yours') },
        ]}
        rows={names.map((name) => ({
          field: labels[name],
          now: now[name],
          yours: typedValue(form, name) === now[name] ? t('changed.same') : typedValue(form, name),
        }))}
      />
    </>
  )
}

export const CloseOrganisation = ({ at, organisation }: { at: string; organisation: OrganisationFound }) => {
  const t = texts.in(useLanguage())
  const here = `${at}/organisations/${organisation.id}`
  return (
    <>
      <p>
        <strong lang={organisation.language}>{organisation.name}</strong>
      </p>
      <p>{t('organisations.closeText', { count: organisation.members.length })}</p>
      <form method="post" action={`${here}/close`}>
        <Actions>
          <Button variant="danger">{t('organisations.close')}</Button>
          <ButtonLink href={here} variant="secondary">
            {t('cancel')}
          </ButtonLink>
        </Actions>
      </form>
    </>
  )
}
