/** Pages of organisations: the list, one with its people, adding, changing, closing. */
import { z } from 'zod'
import {
  addOrganisation,
  changeOrganisation,
  changeOrganisationForm,
  closeOrganisation,
  findOrganisation,
  listOrganisations,
  mayAddOrganisation,
  mayManageOrganisation,
  type OrganisationPage as OrganisationFound,
  organisationFilter,
  organisationForm,
} from '#core/people/index.ts'
import { placeTyped } from '#core/places/finding.ts'
import { findPlace } from '#core/places/queries.ts'
import { ChangedMeanwhile, isDuplicate, PAGE_SIZE } from '#platform/database.ts'
import { setFlash } from '#platform/flash.ts'
import { emptyForm, type FormState, optional, type ReadForm, readForm, text, withErrors } from '#platform/forms.ts'
import { found, goTo, memberOf, NotFound, permit, type RequestContext, router } from '#platform/http.ts'
import { suggestOrganisations } from './giving.ts'
import { administrator } from './guards.ts'
import { countryName } from './naming.tsx'
import { CloseOrganisation, OrganisationPage } from './organisation.views.tsx'
import { OrganisationFormPage, type Values } from './organisation-form.views.tsx'
import { OrganisationList } from './organisations.views.tsx'
import { at, show } from './page.tsx'
import { emailsFor, shownGrants } from './people.pages.tsx'
import { grantsOfOrganisation } from './roles.ts'
import { texts } from './texts.ts'

export const organisationPages = router()

organisationPages.get('/', administrator, async (c) => {
  const { db, actor, language, config } = c.var
  const filter = organisationFilter.parse(c.req.query())
  const { organisations, total } = await listOrganisations(db, actor, filter, language)
  const view = (
    <OrganisationList
      at={at(c)}
      lines={organisations}
      total={total}
      pages={Math.ceil(total / PAGE_SIZE)}
      filter={filter}
      countries={config.countries}
      mayAdd={config.countries.some((country) => mayAddOrganisation(actor, country))}
    />
  )
  return show(c, { area: 'organisations', lead: texts.in(language)('organisations.lead') }, view)
})

organisationPages.get('/suggest', administrator, async (c) => {
  const words = z.string().trim().max(100).catch('').default('').parse(c.req.query('q'))
  const lines = words ? await suggestOrganisations(c.var.db, c.var.actor, words) : []
  return c.json(
    lines.map(({ name, country }) => ({ value: name, label: name, note: countryName(c.var.language, country) })),
  )
})

/** The place is typed by name; everything else comes in as core/people takes it. */
const addForm = organisationForm.omit({ placeId: true }).extend({ place: optional(text(1, 200)) })
const changeForm = changeOrganisationForm.omit({ placeId: true }).extend({ place: optional(text(1, 200)) })

const showNew = (c: RequestContext, form: FormState, status: 200 | 422 = 200) => {
  const t = texts.in(c.var.language)
  const { actor, config } = c.var
  const countries = config.countries.filter((country) => mayAddOrganisation(actor, country))
  const view = <OrganisationFormPage at={at(c)} form={form} countries={countries} mayMove />
  return show(c, { area: 'organisations', title: t('organisations.add'), status }, view)
}

organisationPages.get('/new', administrator, (c) => {
  const { actor, config } = c.var
  permit(
    config.countries.some((country) => mayAddOrganisation(actor, country)),
    'organisation.refused',
  )
  return showNew(c, emptyForm({ language: c.var.language }))
})

organisationPages.post('/', administrator, async (c) => {
  const read = await readForm(c, addForm)
  if (!read.ok) return showNew(c, read.form, 422)
  const { place, ...values } = read.data
  const chosen = await placeIn(c, values.country, place)
  if ('errors' in chosen) return showNew(c, withErrors(read.form, chosen.errors), 422)
  const input = { ...values, placeId: chosen.placeId }
  const id = await unlessTaken(() => addOrganisation(c.var.db, memberOf(c), input, c.var.now))
  if (!id) return showNew(c, withErrors(read.form, { name: texts.in(c.var.language)('organisations.taken') }), 422)
  setFlash(c, texts.in(c.var.language)('saved'))
  return goTo(c, `/administration/organisations/${id}`)
})

/** The place that was typed, when it is one of the country. */
async function placeIn(
  c: RequestContext,
  country: string,
  typed: string | undefined,
): Promise<{ placeId: string | undefined } | { errors: Record<string, string> }> {
  if (!typed) return { placeId: undefined }
  const place = await placeTyped(c.var.db, typed, c.var.config.countries)
  const t = texts.in(c.var.language)
  if (!place) return { errors: { place: t('over.place.none') } }
  return place.country === country ? { placeId: place.id } : { errors: { place: t('organisations.placeElsewhere') } }
}

async function unlessTaken<X>(write: () => Promise<X>): Promise<X | undefined> {
  try {
    return await write()
  } catch (error) {
    if (isDuplicate(error)) return undefined
    throw error
  }
}

/** The organisation of the address, when the actor looks after it. */
async function managed(c: RequestContext): Promise<OrganisationFound> {
  const id = z.uuid().safeParse(c.req.param('id')).data
  if (!id) throw new NotFound()
  const organisation = found(await findOrganisation(c.var.db, id))
  permit(mayManageOrganisation(c.var.actor, organisation), 'organisation.refused')
  return organisation
}
const above = (c: RequestContext, { id, name }: { id: string; name: string }) => [
  { href: at(c, `/organisations/${id}`), label: name },
]

organisationPages.get('/:id', administrator, async (c) => {
  const organisation = await managed(c)
  const grants = await grantsOfOrganisation(c.var.db, organisation.id)
  const shown = new Map((await shownGrants(c, grants)).map((grant) => [grant.id, grant]))
  const email = await emailsFor(c)
  const view = (
    <OrganisationPage
      at={at(c)}
      organisation={organisation}
      place={organisation.placeId ? await findPlace(c.var.db, organisation.placeId) : undefined}
      members={grants.flatMap(({ grant, person }) => {
        const line = shown.get(grant.id)
        return line ? [{ ...line, person: { ...person, email: email(person) } }] : []
      })}
      mayClose={mayAddOrganisation(c.var.actor, organisation.country) && !organisation.closedAt}
    />
  )
  return show(c, { area: 'organisations', title: organisation.name }, view)
})

const valuesOf = async (c: RequestContext, organisation: OrganisationFound): Promise<Values> => {
  const place = organisation.placeId ? await findPlace(c.var.db, organisation.placeId) : undefined
  return {
    name: organisation.name,
    language: organisation.language,
    place: place?.slug ?? '',
    email: organisation.email ?? '',
    website: organisation.website ?? '',
  }
}

type Edit = { form?: FormState; now?: Values; status?: 200 | 409 | 422 }
const showEdit = async (c: RequestContext, organisation: OrganisationFound, { form, now, status }: Edit) => {
  const t = texts.in(c.var.language)
  const shown = form ?? { ...emptyForm(await valuesOf(c, organisation)), revision: organisation.revision }
  const mayMove = mayAddOrganisation(c.var.actor, organisation.country)
  const view = <OrganisationFormPage at={at(c)} form={shown} id={organisation.id} mayMove={mayMove} now={now} />
  const title = t('organisations.change')
  return show(c, { area: 'organisations', title, above: above(c, organisation), status }, view)
}

organisationPages.get('/:id/edit', administrator, async (c) => showEdit(c, await managed(c), {}))

organisationPages.post('/:id', administrator, async (c) => {
  const organisation = await managed(c)
  const read = await readForm(c, changeForm)
  const form = { ...read.form, revision: Number(read.form.values.revision) || organisation.revision }
  if (!read.ok) return showEdit(c, organisation, { form, status: 422 })
  const problem = await change(c, organisation, read)
  if (problem === 'changed') {
    const now = await managed(c)
    const again = { ...form, revision: now.revision }
    return showEdit(c, now, { form: again, now: await valuesOf(c, now), status: 409 })
  }
  if (problem) return showEdit(c, organisation, { form: withErrors(form, problem), status: 422 })
  setFlash(c, texts.in(c.var.language)('saved'))
  return goTo(c, `/administration/organisations/${organisation.id}`)
})

type Typed = Extract<ReadForm<z.output<typeof changeForm>>, { ok: true }>
/** Saves what was typed; answers which field is wrong, or that somebody else was faster. */
async function change(c: RequestContext, organisation: OrganisationFound, { data }: Typed) {
  const { place, ...values } = data
  const chosen = await placeIn(c, organisation.country, place)
  if ('errors' in chosen) return chosen.errors
  const input = { ...values, placeId: chosen.placeId }
  try {
    const done = await unlessTaken(async () => {
      await changeOrganisation(c.var.db, memberOf(c), organisation.id, input, c.var.now)
      return true
    })
    return done ? undefined : { name: texts.in(c.var.language)('organisations.taken') }
  } catch (error) {
    if (error instanceof ChangedMeanwhile) return 'changed' as const
    throw error
  }
}

organisationPages.get('/:id/close', administrator, async (c) => {
  const organisation = await managed(c)
  permit(mayAddOrganisation(c.var.actor, organisation.country), 'organisation.refused')
  const t = texts.in(c.var.language)
  const view = <CloseOrganisation at={at(c)} organisation={organisation} />
  return show(c, { area: 'organisations', title: t('organisations.close'), above: above(c, organisation) }, view)
})

organisationPages.post('/:id/close', administrator, async (c) => {
  const organisation = await managed(c)
  await closeOrganisation(c.var.db, memberOf(c), organisation.id, c.var.now)
  setFlash(c, texts.in(c.var.language)('organisations.closedNow'))
  return goTo(c, '/administration/organisations')
})
