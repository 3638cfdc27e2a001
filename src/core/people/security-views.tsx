/** HTML of password, second step and passkeys. */
import type { FormState } from '#platform/forms.ts'
import { dateText } from '#platform/texts.ts'
import { Alert, ButtonLink, Empty, Field, Form, Heading, Lead, PostButton, Section } from '#ui/index.tsx'
import type { Account, PasskeyLine } from './account-queries.ts'
import type { Qr } from './qr.ts'
import { NewPasswordField } from './register-views.tsx'
import { mayChangeAccount } from './rules.ts'
import type { Words } from './texts.ts'

type Props = { t: Words; at: string }

const CurrentPassword = ({ t, form, name }: { t: Words; form: FormState; name: string }) => (
  <Field
    form={form}
    name={name}
    type="password"
    label={t('field.currentPassword')}
    autocomplete="current-password"
    required
  />
)

export const PasswordPage = ({ t, at, form }: Props & { form: FormState }) => (
  <>
    <Heading level={1}>{t('passwordChange.title')}</Heading>
    <Lead>{t('passwordChange.lead')}</Lead>
    <Form action={`${at}/password`} form={form} submit={t('passwordChange.submit')}>
      <CurrentPassword t={t} form={form} name="current" />
      <NewPasswordField t={t} form={form} label={t('field.newPassword')} />
    </Form>
  </>
)

export const TwoStepPage = ({ t, at, account, form }: Props & { account: Account; form: FormState }) => {
  const { person, hasPassword } = account
  const password = <CurrentPassword t={t} form={form} name="password" />
  return (
    <>
      <Heading level={1}>{t('twoStep.title')}</Heading>
      <Lead>{t('twoStep.lead')}</Lead>
      {!mayChangeAccount(person) ? (
        <Alert color="info">{t('account.example')}</Alert>
      ) : !hasPassword ? (
        <Alert color="info">{t('twoStep.needsPassword')}</Alert>
      ) : person.twoFactorEnabled ? (
        <>
          <Alert color="success">{t('twoStep.isOn')}</Alert>
          <Form
            action={`${at}/two-step/codes`}
            form={form}
            submit={t('twoStep.newCodes')}
            more={
              <button
                class="ds-button"
                data-variant="secondary"
                data-color="danger"
                type="submit"
                formaction={`${at}/two-step/off`}
              >
                {t('twoStep.off')}
              </button>
            }
          >
            {password}
          </Form>
        </>
      ) : (
        <Form action={`${at}/two-step`} form={form} submit={t('twoStep.begin')}>
          {password}
        </Form>
      )}
    </>
  )
}

/** The code to scan is shown once; when the first number was wrong, the app has it already. */
export const TwoStepSetUpPage = ({
  t,
  at,
  form,
  qr,
  codes,
}: Props & { form: FormState; qr?: Qr; codes?: readonly string[] }) => (
  <>
    <Heading level={1}>{t('twoStep.title')}</Heading>
    {qr && (
      <Section title={t('twoStep.scan')}>
        <p>{t('twoStep.scanText')}</p>
        <svg
          class="qr"
          role="img"
          aria-label={t('twoStep.qr')}
          viewBox={`-4 -4 ${qr.size + 8} ${qr.size + 8}`}
          width="232"
          height="232"
        >
          <rect x="-4" y="-4" width={qr.size + 8} height={qr.size + 8} fill="#fff" />
          <path d={qr.path} fill="#000" />
        </svg>
        <p>
          {t('twoStep.secret')} <code>{qr.secret}</code>
        </p>
      </Section>
    )}
    {codes && (
      <Section title={t('twoStep.codes')}>
        <BackupCodes t={t} codes={codes} />
      </Section>
    )}
    <Section title={t('twoStep.confirm')}>
      <Form
        action={`${at}/two-step/confirm`}
        form={form}
        submit={t('twoStep.confirmSubmit')}
        more={<a href={`${at}/two-step`}>{t('twoStep.again')}</a>}
      >
        <Field
          form={form}
          name="code"
          label={t('code.label')}
          autocomplete="one-time-code"
          inputmode="numeric"
          size={8}
          required
        />
      </Form>
    </Section>
  </>
)

const BackupCodes = ({ t, codes }: { t: Words; codes: readonly string[] }) => (
  <>
    <p>{t('twoStep.codesText')}</p>
    <ul class="plain-list backup-codes">
      {codes.map((code) => (
        <li>
          <code>{code}</code>
        </li>
      ))}
    </ul>
  </>
)
export const BackupCodesPage = ({ t, at, codes }: Props & { codes: readonly string[] }) => (
  <>
    <Heading level={1}>{t('twoStep.codes')}</Heading>
    <BackupCodes t={t} codes={codes} />
    <ButtonLink href={`${at}/two-step`}>{t('twoStep.kept')}</ButtonLink>
  </>
)

export const PasskeysPage = ({
  t,
  at,
  account,
  passkeys,
}: Props & { account: Account; passkeys: readonly PasskeyLine[] }) => {
  const changeable = mayChangeAccount(account.person)
  return (
    <>
      <Heading level={1}>{t('passkeys.title')}</Heading>
      <Lead>{t('passkeys.lead')}</Lead>
      {!changeable && <Alert color="info">{t('account.example')}</Alert>}
      {passkeys.length === 0 ? (
        <Empty text={t('passkeys.none')} />
      ) : (
        <ul class="plain-list">
          {passkeys.map((key, index) => (
            <li>
              {key.name || t('passkeys.numbered', { number: index + 1 })}
              {key.createdAt && ` · ${dateText(t.language, key.createdAt, 'long')}`}{' '}
              <PostButton action={`${at}/passkeys/remove`} fields={{ id: key.id }} size="sm" variant="danger">
                {t('passkeys.remove')}
              </PostButton>
            </li>
          ))}
        </ul>
      )}
      {changeable && (
        <>
          <p class="actions">
            <button class="ds-button" type="button" hidden data-passkey="add" data-next={`${at}/passkeys`}>
              {t('passkeys.add')}
            </button>
          </p>
          <p role="alert" data-passkey-problem={t('passkeys.failed')} data-passkey-old={t('passkeys.signInAgain')} />
          <noscript>
            <p>{t('passkeys.script')}</p>
          </noscript>
        </>
      )}
    </>
  )
}
