/** A person's own account: who they are, in whose name they act, where they are signed in, their data, its end. */

import { record } from '#platform/events.ts'
import { setFlash } from '#platform/flash.ts'
import { emptyForm, type FormState, readForm, withErrors } from '#platform/forms.ts'
import { found, goTo, member, memberOf, permit, type RequestContext, router, to } from '#platform/http.ts'
import {
  type Account,
  changeProfile,
  chooseGrant,
  deleteAccount,
  endSessions,
  findAccount,
  listSessions,
  passwordFits,
} from './account-queries.ts'
import { AccountPage, DeletePage, SessionsPage } from './account-views.tsx'
import { ask } from './asking.ts'
import { countPasswordTry } from './doors.ts'
import { actingForm, deleteForm, idForm, profileForm, READING_FIELDS, withProblem } from './forms.ts'
import { knownModules, ownDataOf } from './own-data.ts'
import { mayChangeAccount } from './rules.ts'
import { texts } from './texts.ts'

export const accountPages = router()

/** The account of the person who asks. */
export const accountOf = async (c: RequestContext) => found(await findAccount(c.var.db, memberOf(c).id))
/** The same for what changes it: example accounts are everybody's and stay as they are. */
export const changeableAccountOf = async (c: RequestContext) => {
  const account = await accountOf(c)
  permit(mayChangeAccount(account.person), 'example-account.refused')
  return account
}
export const breadcrumbs = (c: RequestContext) => [
  { href: to(c, '/account'), label: texts.in(c.var.language)('account.title') },
]

const profileValues = ({ name, language, readingLanguages }: Account['person']) => ({
  name,
  language,
  ...Object.fromEntries(READING_FIELDS.map((field, at) => [field, readingLanguages[at] ?? ''])),
})

const showAccount = async (c: RequestContext, typed?: FormState) => {
  const t = texts.in(c.var.language)
  const account = await accountOf(c)
  const form = typed ?? emptyForm(profileValues(account.person))
  if (typed) c.status(422)
  const view = <AccountPage t={t} at={to(c, '/account')} account={account} actor={memberOf(c)} form={form} />
  return c.render(view, { title: t('account.title'), hidden: true })
}

accountPages.get('/', member, (c) => showAccount(c))

accountPages.post('/profile', member, async (c) => {
  await changeableAccountOf(c)
  const read = await readForm(c, profileForm)
  if (!read.ok) return showAccount(c, read.form)
  await changeProfile(c.var.db, memberOf(c), read.data, c.var.now)
  setFlash(c, texts.in(read.data.language)('account.saved'))
  return c.redirect(`/${read.data.language}/account`, 303)
})

accountPages.post('/acting', member, async (c) => {
  const read = await readForm(c, actingForm)
  permit(read.ok && (await chooseGrant(c.var.db, memberOf(c), read.data.grant, c.var.now)), 'acting-grant.refused')
  setFlash(c, texts.in(c.var.language)('acting.done'))
  return read.ok && read.data.next ? c.redirect(read.data.next, 303) : goTo(c, '/account')
})

accountPages.get('/sessions', member, async (c) => {
  const t = texts.in(c.var.language)
  const actor = memberOf(c)
  const sessions = await listSessions(c.var.db, actor.id, c.var.now)
  const view = <SessionsPage t={t} at={to(c, '/account')} sessions={sessions} here={actor.sessionId} />
  return c.render(view, { title: t('sessions.title'), hidden: true, breadcrumbs: breadcrumbs(c) })
})

accountPages.post('/sessions/end', member, async (c) => {
  const read = await readForm(c, idForm)
  if (read.ok) await endSessions(c.var.db, memberOf(c), { id: read.data.id }, c.var.now)
  setFlash(c, texts.in(c.var.language)('sessions.ended'))
  return goTo(c, '/account/sessions')
})

accountPages.post('/sessions/end-all', member, async (c) => {
  await endSessions(c.var.db, memberOf(c), 'all', c.var.now)
  await ask(c, '/sign-out', { body: {} })
  setFlash(c, texts.in(c.var.language)('sessions.allEnded'))
  return goTo(c, '/account/sign-in')
})

accountPages.get('/data.json', member, async (c) => {
  const actor = memberOf(c)
  const data = await ownDataOf(c.var.db, actor.id, c.var.now)
  await c.var.db.transaction((tx) => record(tx, actor, 'own-data.taken', c.var.now))
  c.header('content-disposition', 'attachment; filename="patokaz-data.json"')
  c.header('cache-control', 'no-store')
  return c.body(JSON.stringify(data, null, 2), 200, { 'content-type': 'application/json; charset=utf-8' })
})

const showDelete = async (c: RequestContext, form: FormState) => {
  const t = texts.in(c.var.language)
  const account = await changeableAccountOf(c)
  const view = <DeletePage t={t} at={to(c, '/account')} account={account} form={form} />
  return c.render(view, { title: t('delete.title'), hidden: true, breadcrumbs: breadcrumbs(c) })
}

accountPages.get('/delete', member, (c) => showDelete(c, emptyForm()))

accountPages.post('/delete', member, async (c) => {
  const t = texts.in(c.var.language)
  const { person, hasPassword } = await changeableAccountOf(c)
  const read = await readForm(c, deleteForm)
  await countPasswordTry(c)
  const { password = '', email = '' } = read.ok ? read.data : {}
  const sure = hasPassword
    ? await passwordFits(c.var.db, person.id, password)
    : email.trim().toLowerCase() === person.email
  if (!sure) {
    c.status(422)
    return showDelete(
      c,
      withErrors(read.form, hasPassword ? { password: t('password.wrong') } : { email: t('delete.emailWrong') }),
    )
  }
  if (!(await deleteAccount(c.var.db, memberOf(c), knownModules(), c.var.now))) {
    c.status(422)
    return showDelete(c, withProblem(read.form, t('delete.lastAdministrator')))
  }
  await ask(c, '/sign-out', { body: {} })
  setFlash(c, t('delete.done'))
  return goTo(c, '')
})
