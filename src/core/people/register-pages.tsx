/** Becoming a person of the portal, and coming back after forgetting the password. The answers never tell whether an e-mail is known. */
import { isMember } from '#platform/actor.ts'
import { setFlash } from '#platform/flash.ts'
import { emptyForm, type FormState, readForm, withErrors } from '#platform/forms.ts'
import { goTo, open, type RequestContext, router, to } from '#platform/http.ts'
import { personOfResetToken } from './account-queries.ts'
import { ask } from './asking.ts'
import { atLeast, countLetter, countRegistration, countTokenTry } from './doors.ts'
import {
  confirmForm,
  forgottenForm,
  newPasswordForm,
  nextQuery,
  registerForm,
  tokenQuery,
  withProblem,
} from './forms.ts'
import { findInvitation, isFor } from './invitation-queries.ts'
import { passwordProblem } from './passwords.ts'
import { ConfirmPage, ForgottenPage, NewPasswordPage, OldLinkPage, RegisterPage } from './register-views.tsx'
import { CheckMailPage } from './sign-in-views.tsx'
import { texts } from './texts.ts'

export const registerPages = router()

/** Known and unknown e-mails are answered after the same time: hashing and a letter take less. */
const STEADY = 400

const showRegister = (
  c: RequestContext,
  form: FormState,
  more: { next?: string; invitation?: string },
  failed = false,
) => {
  const t = texts.in(c.var.language)
  if (failed) c.status(422)
  return c.render(<RegisterPage t={t} at={to(c, '/account')} form={form} {...more} />, {
    title: t('register.title'),
    hidden: true,
  })
}

registerPages.get('/register', open, async (c) => {
  const { next } = nextQuery.parse(c.req.query())
  if (isMember(c.var.actor)) return next ? c.redirect(next, 303) : goTo(c, '/account')
  const invitation = c.req.query('invitation')
  const found = invitation ? await findInvitation(c.var.db, invitation, c.var.now) : undefined
  return showRegister(c, emptyForm({ email: found?.invitation.email }), { next, invitation: found && invitation })
})

registerPages.post('/register', open, async (c) => {
  const t = texts.in(c.var.language)
  const read = await readForm(c, registerForm)
  if (!read.ok) return showRegister(c, read.form, {}, true)
  const { name, email, password, next, invitation } = read.data
  const problem = passwordProblem(password, [name, email])
  if (problem)
    return showRegister(c, withErrors(read.form, { password: t(`password.${problem}`) }), { next, invitation }, true)
  await countRegistration(c)
  await countLetter(c, email)
  const found = invitation ? await findInvitation(c.var.db, invitation, c.var.now) : undefined
  const confirmed = found !== undefined && isFor(found.invitation, email)
  const body = { name, email, password }
  const answer = await atLeast(STEADY, ask(c, '/sign-up/email', { body, next, confirmed }))
  if (!answer.ok) return showRegister(c, withProblem(read.form, t('register.failed')), { next, invitation }, true)
  if (confirmed && invitation && (await ask(c, '/sign-in/email', { body: { email, password } })).ok)
    return goTo(c, `/account/invitation?${new URLSearchParams({ token: invitation })}`)
  return goTo(c, '/account/check-mail')
})

registerPages.get('/check-mail', open, (c) => {
  const t = texts.in(c.var.language)
  return c.render(<CheckMailPage t={t} />, { title: t('checkMail.title'), hidden: true })
})

// The link of the letter shows a button: programs that look into mail open links, and must not confirm in a person's place.
registerPages.get('/confirm', open, (c) => {
  const t = texts.in(c.var.language)
  const { token, next } = tokenQuery.parse(c.req.query())
  return c.render(<ConfirmPage t={t} at={to(c, '/account')} token={token} next={next} />, {
    title: t('confirm.title'),
    hidden: true,
  })
})

registerPages.post('/confirm', open, async (c) => {
  const t = texts.in(c.var.language)
  await countTokenTry(c)
  const read = await readForm(c, confirmForm)
  const answer = read.ok ? await ask(c, '/verify-email', { query: { token: read.data.token } }) : undefined
  if (!read.ok || !answer?.ok) return showOldLink(c)
  setFlash(c, t('confirm.done'))
  return goTo(c, `/account/sign-in${read.data.next ? `?${new URLSearchParams({ next: read.data.next })}` : ''}`)
})

const showOldLink = (c: RequestContext) => {
  const t = texts.in(c.var.language)
  c.status(410)
  return c.render(<OldLinkPage t={t} at={to(c, '/account')} />, { title: t('oldLink.title'), hidden: true })
}

const showForgotten = (c: RequestContext, form: FormState, failed = false) => {
  const t = texts.in(c.var.language)
  if (failed) c.status(422)
  return c.render(<ForgottenPage t={t} at={to(c, '/account')} form={form} />, {
    title: t('forgotten.title'),
    hidden: true,
  })
}

registerPages.get('/forgotten-password', open, (c) => showForgotten(c, emptyForm()))

registerPages.post('/forgotten-password', open, async (c) => {
  const read = await readForm(c, forgottenForm)
  if (!read.ok) return showForgotten(c, read.form, true)
  await countLetter(c, read.data.email)
  await atLeast(STEADY, ask(c, '/request-password-reset', { body: { email: read.data.email } }))
  return goTo(c, '/account/check-mail')
})

const showNewPassword = (c: RequestContext, token: string, form: FormState, failed = false) => {
  const t = texts.in(c.var.language)
  if (failed) c.status(422)
  const view = <NewPasswordPage t={t} at={to(c, '/account')} token={token} form={form} />
  return c.render(view, { title: t('newPassword.title'), hidden: true })
}

registerPages.get('/new-password', open, async (c) => {
  const { token } = tokenQuery.parse(c.req.query())
  await countTokenTry(c)
  const person = await personOfResetToken(c.var.db, token, c.var.now)
  return person ? showNewPassword(c, token, emptyForm()) : showOldLink(c)
})

registerPages.post('/new-password', open, async (c) => {
  const t = texts.in(c.var.language)
  await countTokenTry(c)
  const read = await readForm(c, newPasswordForm)
  const token = String(read.form.values.token ?? '')
  const person = await personOfResetToken(c.var.db, token, c.var.now)
  if (!person) return showOldLink(c)
  if (!read.ok) return showNewPassword(c, token, read.form, true)
  const problem = passwordProblem(read.data.password, [person.name, person.email])
  if (problem) return showNewPassword(c, token, withErrors(read.form, { password: t(`password.${problem}`) }), true)
  const answer = await ask(c, '/reset-password', { body: { token, newPassword: read.data.password } })
  if (!answer.ok) return showOldLink(c)
  setFlash(c, t('newPassword.done'))
  return goTo(c, '/account/sign-in')
})
