/** Accepting an invitation: who invites into what, and the one button that takes it. */
import { isMember } from '#platform/actor.ts'
import { setFlash } from '#platform/flash.ts'
import { readForm } from '#platform/forms.ts'
import { goTo, member, memberOf, open, router, to } from '#platform/http.ts'
import { countTokenTry } from './doors.ts'
import { invitationForm, tokenQuery } from './forms.ts'
import { acceptInvitation, findInvitation, isFor } from './invitation-queries.ts'
import { InvitationPage } from './invitation-views.tsx'
import { OldLinkPage } from './register-views.tsx'
import { texts } from './texts.ts'

export const invitationPages = router()

invitationPages.get('/invitation', open, async (c) => {
  const t = texts.in(c.var.language)
  const { token } = tokenQuery.parse(c.req.query())
  await countTokenTry(c)
  const found = await findInvitation(c.var.db, token, c.var.now)
  if (!found) {
    c.status(410)
    return c.render(<OldLinkPage t={t} at={to(c, '/account')} />, { title: t('oldLink.title'), hidden: true })
  }
  const { actor } = c.var
  const who = isMember(actor) ? (isFor(found.invitation, actor.email) ? 'invited' : 'other') : 'visitor'
  const view = <InvitationPage t={t} at={to(c, '/account')} found={found} token={token} who={who} email={actor.email} />
  return c.render(view, { title: t('invitation.title'), hidden: true })
})

invitationPages.post('/invitation', member, async (c) => {
  const t = texts.in(c.var.language)
  const read = await readForm(c, invitationForm)
  const accepted = read.ok && (await acceptInvitation(c.var.db, memberOf(c), read.data.token, c.var.now))
  setFlash(c, t(accepted ? 'invitation.accepted' : 'invitation.notForYou'), accepted ? 'success' : 'danger')
  return goTo(c, accepted ? '/desk' : '/account')
})
