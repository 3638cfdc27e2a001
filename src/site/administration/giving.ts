/** What comes in when a role is given or offered: the role, and over what, typed by name; resolved here to what core/people takes. */
import { and, asc, eq, ilike, isNull, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { findOrganisation, grantableRoles, mayManageOrganisation } from '#core/people/index.ts'
import { reachOf } from '#core/people/people-queries.ts'
import { type Reach, roleFits } from '#core/people/rules.ts'
import { organisations } from '#core/people/schema.ts'
import { placeTyped } from '#core/places/finding.ts'
import { type Actor, isAdministrator, ROLES, type Role } from '#platform/actor.ts'
import { COUNTRY_CODES, type CountryCode } from '#platform/config.ts'
import type { Db } from '#platform/database.ts'
import { email, optional, text } from '#platform/forms.ts'
import type { RequestContext } from '#platform/http.ts'
import { LANGUAGES } from '#platform/languages.ts'
import { texts } from './texts.ts'

export const OVER = ['organisation', 'country', 'place', 'portal'] as const

export const roleForm = z.object({
  role: z.enum(ROLES),
  over: z.enum(OVER),
  /** Known already, when the form was opened from the organisation's page. */
  organisationId: optional(z.uuid()),
  organisation: optional(text(1, 200)),
  country: optional(z.enum(COUNTRY_CODES)),
  place: optional(text(1, 200)),
})
export const invitationForm = z.object({ email, language: z.enum(LANGUAGES), ...roleForm.shape })
export type RoleInput = z.output<typeof roleForm>

/** A form about one organisation asks nothing more than the role. */
export type FixedOrganisation = { id: string; name: string; roles: Role[] }

/** The organisation that a form is about: the one an administrator acts for, or the one whose page it was opened from. */
export async function fixedOrganisation(c: RequestContext, id?: string): Promise<FixedOrganisation | undefined> {
  const { actor, db } = c.var
  const wanted = actor.grant?.organisation?.id ?? id
  const found = wanted ? await findOrganisation(db, wanted) : undefined
  if (!found || found.closedAt || !mayManageOrganisation(actor, found)) return undefined
  return {
    id: found.id,
    name: found.name,
    roles: grantableRoles(actor, { organisation: found, country: null, placeId: null }),
  }
}

/** What the actor may choose from when no organisation is fixed. */
export const choicesOf = (actor: Actor) => ({
  over: isAdministrator(actor)
    ? [...OVER]
    : actor.grant?.placeId
      ? (['organisation', 'place'] as const)
      : (['organisation', 'country', 'place'] as const),
  country: (actor.grant?.country ?? undefined) as CountryCode | undefined,
})

type Resolved =
  | { ok: true; over: { organisationId?: string; country?: CountryCode; placeId?: string }; reach: Reach }
  | { ok: false; errors: Record<string, string> }

/** From what was typed to what it means, or which field is wrong. Whether the actor may give it is decided by core/people. */
export async function resolveOver(c: RequestContext, input: RoleInput): Promise<Resolved> {
  const { db, language } = c.var
  const t = texts.in(language)
  const over: { organisationId?: string; country?: CountryCode; placeId?: string } = {}
  if (input.over === 'organisation') {
    const found = input.organisationId
      ? [{ id: input.organisationId }]
      : await organisationsNamed(c, input.organisation)
    if (found.length !== 1)
      return {
        ok: false,
        errors: { organisation: t(found.length ? 'over.organisation.several' : 'over.organisation.none') },
      }
    over.organisationId = found[0]?.id
  }
  if (input.over === 'country') {
    if (!input.country) return { ok: false, errors: { country: t('over.country.none') } }
    over.country = input.country
  }
  if (input.over === 'place') {
    const place = input.place && (await placeTyped(db, input.place, c.var.config.countries))
    if (!place) return { ok: false, errors: { place: t('over.place.none') } }
    over.placeId = place.id
  }
  const reach = await reachOf(db, over)
  if (!reach) return { ok: false, errors: { organisation: t('over.organisation.none') } }
  if (!roleFits(input.role, reach)) return { ok: false, errors: { role: t('role.unfit') } }
  return { ok: true, over, reach }
}

/** Open organisations that the actor looks after, by name: the one of exactly this name, or all that contain it. */
async function organisationsNamed(c: RequestContext, typed: string | undefined): Promise<{ id: string }[]> {
  if (!typed) return []
  const found = await suggestOrganisations(c.var.db, c.var.actor, typed)
  const exact = found.filter(({ name }) => name.toLocaleLowerCase() === typed.toLocaleLowerCase())
  return exact.length ? exact : found
}

export const suggestOrganisations = (db: Db, actor: Actor, words: string) =>
  db
    .select({ id: organisations.id, name: organisations.name, country: organisations.country })
    .from(organisations)
    .where(
      and(
        isNull(organisations.closedAt),
        ilike(organisations.name, `%${words.replace(/[\\%_]/g, '\\$&')}%`),
        withinReach(actor),
      ),
    )
    .orderBy(sql`position(lower(${words}) in lower(${organisations.name}))`, asc(organisations.name))
    .limit(8)

/** The SQL twin of `mayManageOrganisation`. */
export function withinReach({ grant }: Actor) {
  if (grant?.role !== 'administrator') return sql`false`
  if (grant.organisation) return eq(organisations.id, grant.organisation.id)
  if (grant.placeId) return eq(organisations.placeId, grant.placeId)
  return grant.country ? or(eq(organisations.country, grant.country)) : undefined
}
