/** The way in and out: password, second step, OpenID provider, "try it as". Passkeys come by script (routes.ts). */
import { isMember } from '#platform/actor.ts'
import { emptyForm, type FormState, readForm, withErrors } from '#platform/forms.ts'
import { goTo, NotFound, open, type RequestContext, router, to } from '#platform/http.ts'
import { ask } from './asking.ts'
import { OIDC_PROVIDER } from './auth.ts'
import { atLeast, countSignInTry, countTokenTry, forgetSignInTries } from './doors.ts'
import { codeForm, nextQuery, signInForm, withProblem } from './forms.ts'
import { EXAMPLE_PEOPLE, TRY_AS } from './seed.ts'
import { CheckMailPage, CodePage, SignInPage } from './sign-in-views.tsx'
import { texts } from './texts.ts'

export const signInPages = router()

/** To where the person wanted to go, or to their desk. */
const onwards = (c: RequestContext, next: string | undefined) => (next ? c.redirect(next, 303) : goTo(c, '/desk'))
const withNext = (path: string, next: string | undefined) => (next ? `${path}?${new URLSearchParams({ next })}` : path)

const showSignIn = (c: RequestContext, form: FormState, next: string | undefined, failed = false) => {
  const t = texts.in(c.var.language)
  if (failed) c.status(422)
  const { oidc, examples } = c.var.config
  const view = (
    <SignInPage t={t} at={to(c, '/account')} form={form} next={next} oidc={oidc?.name} tryAs={examples ? TRY_AS : []} />
  )
  return c.render(view, { title: t('signIn.title'), hidden: true, scripts: ['passkey.js'] })
}

signInPages.get('/sign-in', open, (c) => {
  const { next } = nextQuery.parse(c.req.query())
  if (isMember(c.var.actor)) return onwards(c, next)
  const t = texts.in(c.var.language)
  const form = c.req.query('error') ? withProblem(emptyForm(), t('signIn.openidFailed')) : emptyForm()
  return showSignIn(c, form, next, c.req.query('error') !== undefined)
})

signInPages.post('/sign-in', open, async (c) => {
  const t = texts.in(c.var.language)
  const read = await readForm(c, signInForm)
  if (!read.ok) return showSignIn(c, read.form, undefined, true)
  const { email, password, next } = read.data
  await countSignInTry(c, email)
  const answer = await atLeast(200, ask(c, '/sign-in/email', { body: { email, password }, next }))
  if (answer.code === 'EMAIL_NOT_VERIFIED')
    return c.render(<CheckMailPage t={t} email={email} />, { title: t('checkMail.title'), hidden: true })
  if (!answer.ok) return showSignIn(c, withProblem(read.form, t('signIn.wrong')), next, true)
  await forgetSignInTries(c, email)
  return answer.data.twoFactorRedirect ? goTo(c, withNext('/account/sign-in/code', next)) : onwards(c, next)
})

const showCode = (c: RequestContext, form: FormState, next: string | undefined, failed = false) => {
  const t = texts.in(c.var.language)
  if (failed) c.status(422)
  return c.render(<CodePage t={t} at={to(c, '/account')} form={form} next={next} />, {
    title: t('code.title'),
    hidden: true,
  })
}

signInPages.get('/sign-in/code', open, (c) => showCode(c, emptyForm(), nextQuery.parse(c.req.query()).next))

signInPages.post('/sign-in/code', open, async (c) => {
  const read = await readForm(c, codeForm)
  if (!read.ok) return showCode(c, read.form, undefined, true)
  const { code, next } = read.data
  await countTokenTry(c)
  const path = /^\d{6}$/.test(code) ? '/two-factor/verify-totp' : '/two-factor/verify-backup-code'
  const answer = await ask(c, path, { body: { code } })
  if (answer.ok) return onwards(c, next)
  // The time for the second step is over, or there was none to take: from the beginning.
  if (answer.code === 'INVALID_TWO_FACTOR_COOKIE' || answer.code?.startsWith('TOO_MANY'))
    return goTo(c, withNext('/account/sign-in', next))
  return showCode(c, withErrors(read.form, { code: texts.in(c.var.language)('code.wrong') }), next, true)
})

signInPages.post('/sign-out', open, async (c) => {
  await ask(c, '/sign-out', { body: {} })
  return goTo(c, '')
})

signInPages.get('/openid', open, async (c) => {
  if (!c.var.config.oidc) throw new NotFound()
  const { next } = nextQuery.parse(c.req.query())
  const callbackURL = c.var.config.publicUrl + (next ?? to(c, '/desk'))
  const errorCallbackURL = c.var.config.publicUrl + to(c, '/account/sign-in')
  const body = { provider: OIDC_PROVIDER, callbackURL, errorCallbackURL, disableRedirect: true }
  const { data } = await ask(c, '/sign-in/social', { body })
  return typeof data.url === 'string' ? c.redirect(data.url, 303) : goTo(c, '/account/sign-in?error=openid')
})

signInPages.post('/try/:key', open, async (c) => {
  // The page offers six; whoever knows a further example person's key may be them too.
  const key = EXAMPLE_PEOPLE.map((person) => person.key).find((one) => one === c.req.param('key'))
  if (!c.var.config.examples || !key) throw new NotFound()
  const { next } = nextQuery.parse(await c.req.parseBody())
  const answer = await ask(c, '/sign-in/example', { body: { key } })
  if (!answer.ok) throw new NotFound()
  return onwards(c, next)
})
