/** Pages of roles: the table of who holds what where, and the end of a role. Roles are given on the page of a person. */
import { z } from 'zod'
import { endGrant } from '#core/people/index.ts'
import { ownPath } from '#core/people/rules.ts'
import { setFlash } from '#platform/flash.ts'
import { postedForm } from '#platform/forms.ts'
import { memberOf, NotFound, router } from '#platform/http.ts'
import { administrator } from './guards.ts'
import { at, show } from './page.tsx'
import { shownGrants } from './people.pages.tsx'
import { listGrants, rolesFilter } from './roles.ts'
import { RolesList } from './roles.views.tsx'
import { texts } from './texts.ts'

export const rolesPages = router()

rolesPages.get('/', administrator, async (c) => {
  const { db, actor, language, config } = c.var
  const filter = rolesFilter.parse(c.req.query())
  const { grants, next } = await listGrants(db, actor, filter, language)
  const shown = new Map((await shownGrants(c, grants)).map((grant) => [grant.id, grant]))
  const lines = grants.flatMap(({ grant, person }) => {
    const line = shown.get(grant.id)
    return line ? [{ ...line, person }] : []
  })
  const view = <RolesList at={at(c)} lines={lines} next={next} filter={filter} countries={config.countries} />
  return show(c, { area: 'roles', lead: texts.in(language)('roles.lead') }, view)
})

rolesPages.post('/:id/end', administrator, async (c) => {
  const id = z.uuid().safeParse(c.req.param('id')).data
  if (!id) throw new NotFound()
  const { values } = await postedForm(c)
  await endGrant(c.var.db, memberOf(c), id, c.var.now)
  setFlash(c, texts.in(c.var.language)('role.endedNow'))
  return c.redirect(ownPath(typeof values.back === 'string' ? values.back : undefined) ?? at(c, '/roles'), 303)
})
