/** Pages of people: who is here, one person with their roles, giving a role, signing somebody out everywhere. */
import { z } from 'zod'
import {
  findOrganisation,
  findPerson,
  giveGrant,
  isExampleAccount,
  listPeople,
  peopleFilter,
  reachFrom,
} from '#core/people/index.ts'
import { mayEndGrant, mayGrant, type Reach } from '#core/people/rules.ts'
import { isAdministrator } from '#platform/actor.ts'
import { setFlash } from '#platform/flash.ts'
import { emptyForm, type FormState, readForm, withErrors } from '#platform/forms.ts'
import { found, goTo, memberOf, NotFound, permit, type RequestContext, router } from '#platform/http.ts'
import { isId } from '#platform/ids.ts'
import { fixedOrganisation, resolveOver, roleForm } from './giving.ts'
import type { GrantOfPerson } from './grants.views.tsx'
import { administrator, portalAdministrator } from './guards.ts'
import { placesOf } from './naming.tsx'
import { at, show } from './page.tsx'
import { activityOf, countSessions, endSessionsOf, findDeletedPerson } from './people.ts'
import { PeopleList } from './people.views.tsx'
import { DeletedPerson, PersonPage } from './person.views.tsx'
import { countPortalAdministrators, type GrantWithOrganisation, grantsOfPerson } from './roles.ts'
import { maskedEmail } from './rules.ts'
import { texts } from './texts.ts'

export const peoplePages = router()

/** Who tries the portal as an example administrator sees the addresses of example people only. */
export async function emailsFor({ var: { db, actor } }: RequestContext) {
  const isVisitor = await isExampleAccount(db, actor.id)
  return ({ email, example }: { email: string; example: boolean }) =>
    isVisitor && !example ? maskedEmail(email) : email
}

peoplePages.get('/', administrator, async (c) => {
  const { db, actor, language, config } = c.var
  const filter = peopleFilter.parse(c.req.query())
  const { people, next } = await listPeople(db, actor, filter, language)
  const organisation = filter.organisation ? await findOrganisation(db, filter.organisation) : undefined
  const view = (
    <PeopleList
      at={at(c)}
      people={people}
      next={next}
      filter={filter}
      organisation={organisation?.name}
      countries={config.countries}
      email={await emailsFor(c)}
    />
  )
  return show(c, { area: 'people', lead: texts.in(language)('people.lead') }, view)
})

peoplePages.get('/:id', administrator, (c) => showPerson(c, emptyForm()))

async function showPerson(c: RequestContext, form: FormState, status: 200 | 422 = 200) {
  const { db, actor, language, config, now } = c.var
  const id = z.uuid().safeParse(c.req.param('id')).data
  if (!id) throw new NotFound()
  const person = await findPerson(db, actor, id)
  const t = texts.in(language)
  const grants = await shownGrants(c, await grantsOfPerson(db, id))
  if (!person) {
    const deleted = isAdministrator(actor) ? await findDeletedPerson(db, id) : undefined
    const view = <DeletedPerson at={at(c)} deletedAt={found(deleted?.deletedAt)} grants={grants} />
    return show(c, { area: 'people', title: t('people.deleted') }, view)
  }
  const email = await emailsFor(c)
  const reaches = await reachFrom(db, actor.id)
  const view = (
    <PersonPage
      at={at(c)}
      person={{ ...person, email: email(person) }}
      grants={grants}
      isReal={!reaches(person.email)}
      form={form}
      actor={actor}
      fixed={await fixedOrganisation(c)}
      countries={config.countries}
      portal={
        isAdministrator(actor)
          ? { sessions: await countSessions(db, id, now), activity: await activityOf(db, id) }
          : undefined
      }
    />
  )
  return show(c, { area: 'people', title: person.name, status }, view)
}

/** Roles that the actor could give: what somebody does for other organisations is not shown to theirs. */
export async function shownGrants(c: RequestContext, rows: GrantWithOrganisation[]): Promise<GrantOfPerson[]> {
  const { db, actor } = c.var
  const places = await placesOf(
    db,
    rows.map(({ grant }) => grant),
  )
  const administrators = await countPortalAdministrators(db)
  const reaches = await reachFrom(db, actor.id)
  return rows.flatMap(({ grant, organisation, person }) => {
    const reach: Reach = { organisation, country: grant.country, placeId: grant.placeId }
    if (!isAdministrator(actor) && !mayGrant(actor, grant.role, reach)) return []
    return [
      {
        id: grant.id,
        role: grant.role,
        over: { organisation, country: grant.country, place: places.get(grant.placeId ?? '') },
        createdAt: grant.createdAt,
        endedAt: grant.endedAt,
        mayEnd:
          reaches(person.email) &&
          mayEndGrant(actor, { personId: grant.personId, role: grant.role, reach }, administrators - 1),
      },
    ]
  })
}

peoplePages.post('/:id/roles', administrator, async (c) => {
  const id = c.req.param('id')
  const person = found(isId(id) ? await findPerson(c.var.db, c.var.actor, id) : undefined)
  const read = await readForm(c, roleForm)
  if (!read.ok) return showPerson(c, read.form, 422)
  const resolved = await resolveOver(c, read.data)
  if (!resolved.ok) return showPerson(c, withErrors(read.form, resolved.errors), 422)
  const input = { personId: person.id, role: read.data.role, ...resolved.over }
  await giveGrant(c.var.db, memberOf(c), input, c.var.now)
  setFlash(c, texts.in(c.var.language)('role.given', { name: person.name }))
  return goTo(c, `/administration/people/${person.id}`)
})

peoplePages.post('/:id/sessions/end', portalAdministrator, async (c) => {
  const id = c.req.param('id')
  const person = found(isId(id) ? await findPerson(c.var.db, c.var.actor, id) : undefined)
  permit((await reachFrom(c.var.db, c.var.actor.id))(person.email), 'person-sessions.refused')
  const count = await endSessionsOf(c.var.db, memberOf(c), person.id, c.var.now)
  setFlash(c, texts.in(c.var.language)('sessions.ended', { count }))
  return goTo(c, `/administration/people/${person.id}`)
})
