/** Pages of invitations: those that wait, a new one, taking one back, sending one again. */
import { z } from 'zod'
import { invite, listInvitations, reachFrom, withdrawInvitation } from '#core/people/index.ts'
import { setFlash } from '#platform/flash.ts'
import { emptyForm, type FormState, readForm, withErrors } from '#platform/forms.ts'
import { goTo, memberOf, NotFound, type RequestContext, router } from '#platform/http.ts'
import { fixedOrganisation, invitationForm, resolveOver } from './giving.ts'
import { administrator } from './guards.ts'
import { inviteAgain } from './invitations.ts'
import { InvitationFormPage, InvitationList } from './invitations.views.tsx'
import { placesOf } from './naming.tsx'
import { at, show } from './page.tsx'
import { emailsFor } from './people.pages.tsx'
import { texts } from './texts.ts'

export const invitationPages = router()

invitationPages.get('/', administrator, async (c) => {
  const { db, actor, language, now } = c.var
  const lines = await listInvitations(db, actor, now)
  const places = await placesOf(db, lines)
  const email = await emailsFor(c)
  const reaches = await reachFrom(db, actor.id)
  const view = (
    <InvitationList
      at={at(c)}
      lines={lines.map((line) => ({
        ...line,
        email: line.email && email({ email: line.email, example: reaches(line.email) }),
        mayChange: reaches(line.email),
        place: places.get(line.placeId ?? ''),
      }))}
    />
  )
  return show(c, { area: 'invitations', lead: texts.in(language)('invitations.lead') }, view)
})

const newQuery = z.object({ organisation: z.uuid().optional().catch(undefined) })

invitationPages.get('/new', administrator, (c) => {
  const { organisation } = newQuery.parse(c.req.query())
  return showForm(c, emptyForm({ language: c.var.language, organisationId: organisation }))
})

async function showForm(c: RequestContext, form: FormState, status: 200 | 422 = 200) {
  const t = texts.in(c.var.language)
  const typed = z.uuid().safeParse(form.values.organisationId).data
  const view = (
    <InvitationFormPage
      at={at(c)}
      form={form}
      actor={c.var.actor}
      fixed={await fixedOrganisation(c, typed)}
      countries={c.var.config.countries}
    />
  )
  return show(c, { area: 'invitations', title: t('invitations.new'), lead: t('invitations.new.lead'), status }, view)
}

invitationPages.post('/', administrator, async (c) => {
  const read = await readForm(c, invitationForm)
  if (!read.ok) return showForm(c, read.form, 422)
  const resolved = await resolveOver(c, read.data)
  if (!resolved.ok) return showForm(c, withErrors(read.form, resolved.errors), 422)
  const { email, language, role } = read.data
  if (!(await reachFrom(c.var.db, c.var.actor.id))(email)) {
    const problem = texts.in(c.var.language)('invitations.exampleOnly')
    return showForm(c, withErrors(read.form, { email: problem }), 422)
  }
  await invite(c.var.db, memberOf(c), { email, language, role, ...resolved.over }, c.var.config, c.var.now)
  setFlash(c, texts.in(c.var.language)('invitations.sent', { email }))
  return goTo(c, '/administration/invitations')
})

const idOf = (c: RequestContext) => {
  const id = z.uuid().safeParse(c.req.param('id')).data
  if (!id) throw new NotFound()
  return id
}

invitationPages.post('/:id/withdraw', administrator, async (c) => {
  await withdrawInvitation(c.var.db, memberOf(c), idOf(c), c.var.now)
  setFlash(c, texts.in(c.var.language)('invitations.withdrawn'))
  return goTo(c, '/administration/invitations')
})

invitationPages.post('/:id/send-again', administrator, async (c) => {
  const t = texts.in(c.var.language)
  const sent = await inviteAgain(c.var.db, memberOf(c), idOf(c), c.var.config, c.var.now)
  setFlash(c, t(sent ? 'invitations.sentAgain' : 'invitations.over'), sent ? 'success' : 'warning')
  return goTo(c, '/administration/invitations')
})
