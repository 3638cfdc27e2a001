/** HTML of confirming: the field for people, the page where a code is typed, the page behind the link. */
import type { Child } from 'hono/jsx'
import type { FormState } from '#platform/forms.ts'
import { asset } from '#ui/assets.ts'
import { Alert, Field, Form, Heading, HiddenField, Lead, Link, useLanguage } from '#ui/index.tsx'
import { type T, texts } from './texts.ts'

/** The name under which a form posts the proof. */
export const PROOF_FIELD = 'proof'
/** The script that a page with the field asks for in its `Head.scripts`. */
export const PROOF_SCRIPTS = ['proof.js']

/**
 * A box to tick for people; the browser calculates for some seconds and puts the proof into the form. Without script it is not there,
 * and the sentence says what that means. Goes inside a form; needs `scripts: PROOF_SCRIPTS`.
 */
export const ProofField = ({ form }: { form: FormState }) => {
  const t = texts.in(useLanguage())
  const error = form.errors[PROOF_FIELD]
  return (
    <>
      <div
        class="checkbox proof"
        hidden
        data-proof="/api/v1/verification/challenge"
        data-worker={asset('proof-worker.js')}
        data-working={t('proof.working')}
        data-done={t('proof.done')}
        data-failed={t('proof.failed')}
      >
        <div class="ds-field">
          <input
            class="ds-input"
            type="checkbox"
            id={`field-${PROOF_FIELD}`}
            autocomplete="off"
            aria-describedby={error ? 'proof-status proof-error' : 'proof-status'}
            aria-invalid={error ? 'true' : undefined}
          />
          <label class="ds-label" data-weight="regular" for={`field-${PROOF_FIELD}`}>
            {t('proof.label')}
          </label>
          <p data-field="description">{t('proof.hint')}</p>
        </div>
        <p class="meta" id="proof-status" role="status" />
        {error && (
          <p class="ds-validation-message" id="proof-error">
            {error}
          </p>
        )}
        <input type="hidden" name={PROOF_FIELD} value="" />
      </div>
      <noscript>
        <p class="meta">{t('proof.without')}</p>
      </noscript>
    </>
  )
}

type CodeProps = { t: T; id: string; form: FormState; email: string; minutes: number }
/** "We sent you a letter": the code, or the link in it. */
export const CodePage = ({ t, id, form, email, minutes }: CodeProps) => (
  <>
    <Heading level={1}>{t('code.title')}</Heading>
    <Lead>{t('code.lead', { email, minutes })}</Lead>
    <Form action={`/${t.language}/verification/${id}`} form={form} submit={t('code.submit')}>
      <Field
        form={form}
        name="code"
        label={t('code.label')}
        hint={t('code.hint')}
        inputmode="numeric"
        autocomplete="one-time-code"
        size={8}
        required
      />
    </Form>
    <p>{t('code.missing')}</p>
  </>
)

type ConfirmProps = { t: T; token: string; sentence: Child; button: string }
/** Behind the link: nothing is done until the button is pressed, because programs that check mail open links. */
export const ConfirmPage = ({ t, token, sentence, button }: ConfirmProps) => (
  <>
    <Heading level={1}>{t('confirm.title')}</Heading>
    <Lead>{sentence}</Lead>
    <Form action={`/${t.language}/verification/confirm`} form={{ values: {}, errors: {}, files: {} }} submit={button}>
      <HiddenField name="token" value={token} />
    </Form>
  </>
)

/** Too late, used up, or never there. */
export const GonePage = ({ t, tries }: { t: T; tries?: boolean }) => (
  <>
    <Heading level={1}>{t('gone.title')}</Heading>
    <Alert color="warning">{tries ? t('gone.tries') : t('gone.text')}</Alert>
    <p>
      <Link href={`/${t.language}/practices`}>{t('gone.link')}</Link>
    </p>
  </>
)

/** The address so far hidden that its owner recognises it: `a•••@example.org`. */
export const maskedEmail = (email: string): string => {
  const at = email.lastIndexOf('@')
  return `${[...email][0] ?? ''}•••${email.slice(at)}`
}
