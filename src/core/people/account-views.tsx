/** HTML of a person's own account. */
import type { Grant, Member } from '#platform/actor.ts'
import type { FormState } from '#platform/forms.ts'
import { LANGUAGE_NAMES, LANGUAGES } from '#platform/languages.ts'
import { dateText } from '#platform/texts.ts'
import {
  Alert,
  ButtonLink,
  Choice,
  DataTable,
  DefinitionList,
  Field,
  Fieldset,
  Form,
  Heading,
  Lead,
  PostButton,
  Section,
  Tag,
} from '#ui/index.tsx'
import type { Account, SessionLine } from './account-queries.ts'
import { READING_FIELDS } from './forms.ts'
import { mayChangeAccount } from './rules.ts'
import type { Words } from './texts.ts'

type Props = { t: Words; at: string }

/** A role in words: "Officer, Municipality of Veles". */
export const grantText = (t: Words, { role, organisation }: Pick<Grant, 'role' | 'organisation'>) =>
  organisation ? `${t(`role.${role}`)}, ${organisation.name}` : t(`role.${role}`)

type AccountProps = Props & { account: Account; actor: Member; form: FormState }
export const AccountPage = ({ t, at, account, actor, form }: AccountProps) => {
  const { person, hasPassword, passkeys, sessions } = account
  const changeable = mayChangeAccount(person)
  return (
    <>
      <Heading level={1}>{t('account.title')}</Heading>
      <Lead>{t('account.lead')}</Lead>
      {!changeable && <Alert color="info">{t('account.example')}</Alert>}
      <Section title={t('acting.title')} id="acting">
        <ActingForm t={t} at={at} actor={actor} />
      </Section>
      <Section title={t('profile.title')} id="profile">
        <DefinitionList
          items={[
            { term: t('field.email'), value: person.email },
            ...(changeable ? [] : [{ term: t('field.name'), value: person.name }]),
          ]}
        />
        {changeable && (
          <Form action={`${at}/profile`} form={form} submit={t('save')}>
            <Field form={form} name="name" label={t('field.name')} autocomplete="name" required />
            <Choice
              form={form}
              name="language"
              label={t('field.language')}
              hint={t('field.languageHint')}
              empty={false}
              options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
              required
            />
            <Fieldset legend={t('profile.reading')} hint={t('profile.readingHint')}>
              {READING_FIELDS.map((field, at) => (
                <Choice
                  form={form}
                  name={field}
                  label={t('profile.readingChoice', { number: at + 1 })}
                  empty={t('profile.readingNone')}
                  options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
                />
              ))}
            </Fieldset>
          </Form>
        )}
      </Section>
      <Section title={t('security.title')} id="security">
        <DefinitionList
          items={[
            {
              term: t('field.password'),
              value: hasPassword ? (
                <a href={`${at}/password`}>{t('passwordChange.title')}</a>
              ) : (
                t('security.noPassword')
              ),
            },
            {
              term: t('twoStep.title'),
              value: <a href={`${at}/two-step`}>{t(person.twoFactorEnabled ? 'security.on' : 'security.off')}</a>,
            },
            {
              term: t('passkeys.title'),
              value: <a href={`${at}/passkeys`}>{t('passkeys.count', { count: passkeys })}</a>,
            },
            {
              term: t('sessions.title'),
              value: <a href={`${at}/sessions`}>{t('sessions.count', { count: sessions })}</a>,
            },
          ]}
        />
      </Section>
      <Section title={t('data.title')} id="data">
        <p>{t('data.text')}</p>
        <p class="actions">
          <ButtonLink href={`${at}/data.json`} variant="secondary" download>
            {t('data.take')}
          </ButtonLink>
          {changeable && (
            <ButtonLink href={`${at}/delete`} variant="danger">
              {t('delete.title')}
            </ButtonLink>
          )}
        </p>
      </Section>
    </>
  )
}

const ActingForm = ({ t, at, actor }: Props & { actor: Member }) => {
  if (actor.grants.length === 0) return <p>{t('acting.citizen')}</p>
  return (
    <>
      <p>{t('acting.text')}</p>
      <ul class="plain-list">
        {actor.grants.map((grant) => (
          <li>
            {grantText(t, grant)}{' '}
            {grant.id === actor.grant?.id ? (
              <Tag color="success">{t('acting.now')}</Tag>
            ) : (
              <PostButton action={`${at}/acting`} fields={{ grant: grant.id }} size="sm">
                {t('acting.choose', { role: grantText(t, grant) })}
              </PostButton>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

type SessionsProps = Props & { sessions: readonly SessionLine[]; here: string | null }
export const SessionsPage = ({ t, at, sessions, here }: SessionsProps) => (
  <>
    <Heading level={1}>{t('sessions.title')}</Heading>
    <Lead>{t('sessions.lead')}</Lead>
    <DataTable
      caption={t('sessions.title')}
      captionHidden
      responsive="stack"
      columns={[
        { key: 'browser', label: t('sessions.browser') },
        { key: 'address', label: t('sessions.address') },
        { key: 'used', label: t('sessions.used') },
        { key: 'since', label: t('sessions.since') },
        { key: 'end', label: t('sessions.action') },
      ]}
      rows={sessions.map((session) => ({
        browser: browserText(session.userAgent) ?? t('sessions.unknown'),
        address: session.ipAddress || '–',
        used: dateText(t.language, session.updatedAt, 'moment'),
        since: dateText(t.language, session.createdAt, 'moment'),
        end:
          session.id === here ? (
            <Tag color="success">{t('sessions.here')}</Tag>
          ) : (
            <PostButton action={`${at}/sessions/end`} fields={{ id: session.id }} size="sm">
              {t('sessions.end')}
            </PostButton>
          ),
      }))}
    />
    <PostButton action={`${at}/sessions/end-all`} variant="danger">
      {t('sessions.endAll')}
    </PostButton>
  </>
)

const BROWSERS = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const
const SYSTEMS = [
  [/Windows/, 'Windows'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
] as const
/** "Firefox, Windows" out of what the browser says about itself: only to recognise one's own devices. */
const browserText = (userAgent: string | null): string | undefined =>
  [BROWSERS, SYSTEMS]
    .flatMap((list) => list.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1] ?? [])
    .join(', ') || undefined

export const DeletePage = ({ t, at, account, form }: Props & { account: Account; form: FormState }) => (
  <>
    <Heading level={1}>{t('delete.title')}</Heading>
    <Alert color="warning" title={t('delete.warning')}>
      {t('delete.text')}
    </Alert>
    <p>
      <a href={`${at}/data.json`} download>
        {t('data.take')}
      </a>
    </p>
    <Form action={`${at}/delete`} form={form} submit={t('delete.submit')} more={<a href={at}>{t('cancel')}</a>}>
      {account.hasPassword ? (
        <Field
          form={form}
          name="password"
          type="password"
          label={t('field.currentPassword')}
          autocomplete="current-password"
          required
        />
      ) : (
        <Field form={form} name="email" type="email" label={t('delete.email')} hint={account.person.email} required />
      )}
    </Form>
  </>
)
