/** How a person signs in: their password, the second step, their passkeys. */

import { setFlash } from '#platform/flash.ts'
import { emptyForm, type FormState, readForm, withErrors } from '#platform/forms.ts'
import { goTo, member, memberOf, type RequestContext, router, to } from '#platform/http.ts'
import { accountOf, breadcrumbs, changeableAccountOf } from './account-pages.tsx'
import { listPasskeys, removePasskey } from './account-queries.ts'
import { ask } from './asking.ts'
import { countPasswordTry } from './doors.ts'
import { codeForm, idForm, passwordForm, passwordOnlyForm } from './forms.ts'
import { passwordChangedLetter, send } from './letters.ts'
import { passwordProblem } from './passwords.ts'
import { qrOf } from './qr.ts'
import { BackupCodesPage, PasskeysPage, PasswordPage, TwoStepPage, TwoStepSetUpPage } from './security-views.tsx'
import { texts } from './texts.ts'

export const securityPages = router()

const head = (c: RequestContext, title: string) => ({ title, hidden: true, breadcrumbs: breadcrumbs(c) })

const showPassword = (c: RequestContext, form: FormState, failed = false) => {
  const t = texts.in(c.var.language)
  if (failed) c.status(422)
  return c.render(<PasswordPage t={t} at={to(c, '/account')} form={form} />, head(c, t('passwordChange.title')))
}

securityPages.get('/password', member, (c) => showPassword(c, emptyForm()))

securityPages.post('/password', member, async (c) => {
  const t = texts.in(c.var.language)
  const { person } = await changeableAccountOf(c)
  const read = await readForm(c, passwordForm)
  if (!read.ok) return showPassword(c, read.form, true)
  const problem = passwordProblem(read.data.password, [person.name, person.email])
  if (problem) return showPassword(c, withErrors(read.form, { password: t(`password.${problem}`) }), true)
  await countPasswordTry(c)
  const body = { currentPassword: read.data.current, newPassword: read.data.password, revokeOtherSessions: true }
  const answer = await ask(c, '/change-password', { body })
  if (!answer.ok) return showPassword(c, withErrors(read.form, { current: t('password.wrong') }), true)
  await send(c.var.db, passwordChangedLetter(c.var.config, person), c.var.now)
  setFlash(c, t('passwordChange.done'))
  return goTo(c, '/account')
})

const showTwoStep = async (c: RequestContext, form: FormState, failed = false) => {
  const t = texts.in(c.var.language)
  const account = await accountOf(c)
  if (failed) c.status(422)
  return c.render(
    <TwoStepPage t={t} at={to(c, '/account')} account={account} form={form} />,
    head(c, t('twoStep.title')),
  )
}

/** Asks Better Auth for something that needs the password; shows the form again when it is wrong. */
async function withPassword(c: RequestContext, path: string) {
  await changeableAccountOf(c)
  const read = await readForm(c, passwordOnlyForm)
  if (!read.ok) return { ok: false as const, page: await showTwoStep(c, read.form, true) }
  await countPasswordTry(c)
  const answer = await ask(c, path, { body: { password: read.data.password } })
  if (answer.ok) return { ok: true as const, data: answer.data }
  const form = withErrors(read.form, { password: texts.in(c.var.language)('password.wrong') })
  return { ok: false as const, page: await showTwoStep(c, form, true) }
}
const codesIn = (data: Record<string, unknown>) => (Array.isArray(data.backupCodes) ? data.backupCodes.map(String) : [])

securityPages.get('/two-step', member, (c) => showTwoStep(c, emptyForm()))

securityPages.post('/two-step', member, async (c) => {
  const t = texts.in(c.var.language)
  const begun = await withPassword(c, '/two-factor/enable')
  if (!begun.ok) return begun.page
  const uri = String(begun.data.totpURI)
  const view = (
    <TwoStepSetUpPage t={t} at={to(c, '/account')} form={emptyForm()} qr={qrOf(uri)} codes={codesIn(begun.data)} />
  )
  c.header('cache-control', 'no-store')
  return c.render(view, head(c, t('twoStep.title')))
})

securityPages.post('/two-step/confirm', member, async (c) => {
  const t = texts.in(c.var.language)
  await changeableAccountOf(c)
  const read = await readForm(c, codeForm)
  await countPasswordTry(c)
  const answer = read.ok ? await ask(c, '/two-factor/verify-totp', { body: { code: read.data.code } }) : undefined
  if (!answer?.ok) {
    c.status(422)
    const form = read.ok ? withErrors(read.form, { code: t('code.wrong') }) : read.form
    return c.render(<TwoStepSetUpPage t={t} at={to(c, '/account')} form={form} />, head(c, t('twoStep.title')))
  }
  setFlash(c, t('twoStep.enabled'))
  return goTo(c, '/account/two-step')
})

securityPages.post('/two-step/off', member, async (c) => {
  const done = await withPassword(c, '/two-factor/disable')
  if (!done.ok) return done.page
  setFlash(c, texts.in(c.var.language)('twoStep.disabled'))
  return goTo(c, '/account/two-step')
})

securityPages.post('/two-step/codes', member, async (c) => {
  const t = texts.in(c.var.language)
  const made = await withPassword(c, '/two-factor/generate-backup-codes')
  if (!made.ok) return made.page
  c.header('cache-control', 'no-store')
  return c.render(
    <BackupCodesPage t={t} at={to(c, '/account')} codes={codesIn(made.data)} />,
    head(c, t('twoStep.codes')),
  )
})

securityPages.get('/passkeys', member, async (c) => {
  const t = texts.in(c.var.language)
  const account = await accountOf(c)
  const passkeys = await listPasskeys(c.var.db, account.person.id)
  const view = <PasskeysPage t={t} at={to(c, '/account')} account={account} passkeys={passkeys} />
  return c.render(view, { ...head(c, t('passkeys.title')), scripts: ['passkey.js'] })
})

securityPages.post('/passkeys/remove', member, async (c) => {
  await changeableAccountOf(c)
  const read = await readForm(c, idForm)
  if (read.ok && (await removePasskey(c.var.db, memberOf(c), read.data.id, c.var.now)))
    setFlash(c, texts.in(c.var.language)('passkeys.removed'))
  return goTo(c, '/account/passkeys')
})
