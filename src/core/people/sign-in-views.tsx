/** HTML of signing in. */
import type { FormState } from '#platform/forms.ts'
import { Alert, ButtonLink, Field, Form, Heading, HiddenField, Lead, PostButton, Section } from '#ui/index.tsx'
import type { TryAs } from './seed.ts'
import type { Words } from './texts.ts'

type SignInProps = {
  t: Words
  /** Address of accounts in the page's language: `/mk/account`. */
  at: string
  form: FormState
  next: string | undefined
  /** Name of the OpenID provider, when there is one. */
  oidc: string | undefined
  tryAs: readonly TryAs[]
}
export const SignInPage = ({ t, at, form, next, oidc, tryAs }: SignInProps) => {
  const query = next ? `?${new URLSearchParams({ next })}` : ''
  return (
    <>
      <Heading level={1}>{t('signIn.title')}</Heading>
      <Form action={`${at}/sign-in`} form={form} submit={t('signIn.title')}>
        {next && <HiddenField name="next" value={next} />}
        <Field
          form={form}
          name="email"
          type="email"
          label={t('field.email')}
          autocomplete="username webauthn"
          required
        />
        <Field
          form={form}
          name="password"
          type="password"
          label={t('field.password')}
          autocomplete="current-password"
          required
        />
      </Form>
      <ul class="plain-list">
        <li>
          <a href={`${at}/forgotten-password`}>{t('signIn.forgotten')}</a>
        </li>
        <li>
          {t('signIn.noAccount')} <a href={`${at}/register${query}`}>{t('register.title')}</a>
        </li>
      </ul>
      <p class="actions">
        <button
          class="ds-button"
          data-variant="secondary"
          type="button"
          hidden
          data-passkey="sign-in"
          data-next={next ?? at}
        >
          {t('signIn.passkey')}
        </button>
        {oidc && (
          <ButtonLink href={`${at}/openid${query}`} variant="secondary">
            {t('signIn.openid', { name: oidc })}
          </ButtonLink>
        )}
      </p>
      <p role="alert" data-passkey-problem={t('passkeys.failed')} />
      {tryAs.length > 0 && (
        <Section title={t('try.title')}>
          <Alert color="info">{t('try.text')}</Alert>
          <div class="actions">
            {tryAs.map((key) => (
              <PostButton action={`${at}/try/${key}`} fields={next ? { next } : {}}>
                {t(`try.${key}`)}
              </PostButton>
            ))}
          </div>
        </Section>
      )}
    </>
  )
}

export const CodePage = ({ t, at, form, next }: Omit<SignInProps, 'oidc' | 'tryAs'>) => (
  <>
    <Heading level={1}>{t('code.title')}</Heading>
    <Lead>{t('code.lead')}</Lead>
    <Form action={`${at}/sign-in/code`} form={form} submit={t('signIn.title')}>
      {next && <HiddenField name="next" value={next} />}
      <Field
        form={form}
        name="code"
        label={t('code.label')}
        hint={t('code.hint')}
        autocomplete="one-time-code"
        size={12}
        required
      />
    </Form>
  </>
)

/** Says the same to everybody, whether the e-mail is known or not. */
export const CheckMailPage = ({ t, email }: { t: Words; email?: string }) => (
  <>
    <Heading level={1}>{t('checkMail.title')}</Heading>
    <Lead>{email ? t('checkMail.to', { email }) : t('checkMail.lead')}</Lead>
    <p>{t('checkMail.nothing')}</p>
  </>
)
