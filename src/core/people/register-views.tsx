/** HTML of registering, confirming and choosing a new password. */
import { emptyForm, type FormState } from '#platform/forms.ts'
import { ButtonLink, Field, Form, Heading, HiddenField, Lead } from '#ui/index.tsx'
import { SHORTEST_PASSWORD } from './passwords.ts'
import type { Words } from './texts.ts'

type Props = { t: Words; at: string; form: FormState }

export const NewPasswordField = ({ t, form, label }: { t: Words; form: FormState; label: string }) => (
  <Field
    form={form}
    name="password"
    type="password"
    label={label}
    hint={t('password.hint', { count: SHORTEST_PASSWORD })}
    autocomplete="new-password"
    required
  />
)

export const RegisterPage = ({ t, at, form, next, invitation }: Props & { next?: string; invitation?: string }) => (
  <>
    <Heading level={1}>{t('register.title')}</Heading>
    <Lead>{t('register.lead')}</Lead>
    <Form action={`${at}/register`} form={form} submit={t('register.title')}>
      {next && <HiddenField name="next" value={next} />}
      {invitation && <HiddenField name="invitation" value={invitation} />}
      <Field form={form} name="name" label={t('field.name')} hint={t('field.nameHint')} autocomplete="name" required />
      <Field form={form} name="email" type="email" label={t('field.email')} autocomplete="username" required />
      <NewPasswordField t={t} form={form} label={t('field.password')} />
    </Form>
    <p>
      {t('register.haveAccount')}{' '}
      <a href={`${at}/sign-in${next ? `?${new URLSearchParams({ next })}` : ''}`}>{t('signIn.title')}</a>
    </p>
  </>
)

export const ConfirmPage = ({
  t,
  at,
  token,
  next,
}: {
  t: Words
  at: string
  token: string
  next: string | undefined
}) => (
  <>
    <Heading level={1}>{t('confirm.title')}</Heading>
    <Lead>{t('confirm.lead')}</Lead>
    <Form action={`${at}/confirm`} form={emptyForm()} submit={t('letter.confirm.action')}>
      <HiddenField name="token" value={token} />
      {next && <HiddenField name="next" value={next} />}
    </Form>
  </>
)

export const OldLinkPage = ({ t, at }: { t: Words; at: string }) => (
  <>
    <Heading level={1}>{t('oldLink.title')}</Heading>
    <Lead>{t('oldLink.lead')}</Lead>
    <p class="actions">
      <ButtonLink href={`${at}/sign-in`}>{t('signIn.title')}</ButtonLink>
      <ButtonLink href={`${at}/forgotten-password`} variant="secondary">
        {t('forgotten.title')}
      </ButtonLink>
    </p>
  </>
)

export const ForgottenPage = ({ t, at, form }: Props) => (
  <>
    <Heading level={1}>{t('forgotten.title')}</Heading>
    <Lead>{t('forgotten.lead')}</Lead>
    <Form action={`${at}/forgotten-password`} form={form} submit={t('forgotten.submit')}>
      <Field form={form} name="email" type="email" label={t('field.email')} autocomplete="username" required />
    </Form>
  </>
)

export const NewPasswordPage = ({ t, at, form, token }: Props & { token: string }) => (
  <>
    <Heading level={1}>{t('newPassword.title')}</Heading>
    <Lead>{t('newPassword.lead')}</Lead>
    <Form action={`${at}/new-password`} form={form} submit={t('newPassword.submit')}>
      <HiddenField name="token" value={token} />
      <NewPasswordField t={t} form={form} label={t('field.newPassword')} />
    </Form>
  </>
)
