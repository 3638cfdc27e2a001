/** HTML of one person: what administration needs to know of them, their roles, and what is left of a deleted account. */
import type { Actor } from '#platform/actor.ts'
import type { FormState } from '#platform/forms.ts'
import { LANGUAGE_NAMES, type Language } from '#platform/languages.ts'
import {
  Alert,
  DataTable,
  DefinitionList,
  Empty,
  ExampleNotice,
  Form,
  PostButton,
  Section,
  useLanguage,
} from '#ui/index.tsx'
import type { FixedOrganisation } from './giving.ts'
import { type GrantOfPerson, GrantTable } from './grants.views.tsx'
import { Moment, Outcome } from './naming.tsx'
import type { ActivityLine } from './people.ts'
import { RoleFields } from './role-fields.tsx'
import { actionText, texts } from './texts.ts'

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
  /** Somebody whom the reader, an example person, does not decide over. */
  isReal: boolean
  form: FormState
  actor: Actor
  fixed: FixedOrganisation | undefined
  countries: readonly string[]
  /** Only for those who look after the whole portal. */
  portal: { sessions: { count: number; usedAt: Date | null }; activity: ActivityLine[] } | undefined
}
export const PersonPage = ({ at, person, grants, isReal, form, actor, fixed, countries, portal }: PersonProps) => {
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
      {isReal ? (
        <Alert color="info">
          <p>{t('person.exampleOnly')}</p>
        </Alert>
      ) : (
        <Section title={t('role.give')} id="give">
          <p>{t('role.give.text')}</p>
          <Form action={`${here}/roles`} form={form} submit={t('role.give')}>
            <RoleFields form={form} actor={actor} fixed={fixed} countries={countries} at={at} />
          </Form>
        </Section>
      )}
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
          {portal.sessions.count > 0 && !isReal && (
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
