/** The pages of administration, each part in files of its own; what one may open is decided by the guard on each line and by rules.ts. */
import { mayImport } from '#core/imports/index.ts'
import { router } from '#platform/http.ts'
import type { Module } from '#platform/module.ts'
import { auditPages } from './audit.pages.tsx'
import { keeper } from './guards.ts'
import { invitationPages } from './invitations.pages.tsx'
import { jobPages } from './jobs.pages.tsx'
import { moderationPages } from './moderation.pages.tsx'
import { organisationPages } from './organisations.pages.tsx'
import { outboxPages } from './outbox.pages.tsx'
import { overviewOf } from './overview.ts'
import { Overview } from './overview.views.tsx'
import { at, show } from './page.tsx'
import { peoplePages } from './people.pages.tsx'
import { referencePages } from './reference.pages.tsx'
import { rolesPages } from './roles.pages.tsx'
import { areasOf } from './rules.ts'
import { texts } from './texts.ts'

export function administration(modules: readonly Module[]) {
  const routes = router()
  routes.get('/', keeper, async (c) => {
    const { actor, config } = c.var
    const shown = { areas: areasOf(actor), counts: await overviewOf(c.var, modules) }
    const view = <Overview at={at(c)} {...shown} mayImport={mayImport(actor, config.countries)} />
    return show(c, { lead: texts.in(c.var.language)('overview.lead') }, view)
  })
  routes.route('/people', peoplePages)
  routes.route('/roles', rolesPages)
  routes.route('/invitations', invitationPages)
  routes.route('/organisations', organisationPages)
  routes.route('/moderation', moderationPages(modules))
  routes.route('/audit', auditPages)
  routes.route('/outbox', outboxPages)
  routes.route('/jobs', jobPages)
  routes.route('/reference-data', referencePages)
  return routes
}
