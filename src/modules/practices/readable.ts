/** The SQL twin of `mayRead`: which practices a person may read. The rule itself is in rules.ts; readable.test.ts holds the two together. */
import { type SQL, sql } from 'drizzle-orm'
import { allCountries } from '#countries/index.ts'
import type { Actor } from '#platform/actor.ts'
import { WRITING_ROLES } from './rules.ts'

/** Over `records` or its alias: public ones by anyone, one's own and one's organisation's, and to reviewers what was sent. */
export function readableTo(actor: Actor, alias = 'records'): SQL {
  const r = sql.identifier(alias)
  const reasons = [sql`${r}.visibility = 'public'`]
  if (actor.id !== null) {
    reasons.push(authoredBy(actor, alias))
    const reviewed = reviewedCountries(actor)
    if (reviewed.length > 0)
      reasons.push(
        sql`(${r}.country in (${sql.join(
          reviewed.map((country) => sql`${country}`),
          sql`, `,
        )}) and exists (select 1 from practices sent where sent.id = ${r}.id and sent.state <> 'draft'))`,
      )
  }
  return sql`(${sql.join(reasons, sql` or `)})`
}

/** The SQL twin of `isAuthor`, over `records` or its alias. */
export function authoredBy(actor: Actor, alias = 'records'): SQL {
  const { personId, organisationId } = authorIds(actor)
  if (personId === null) return sql`false`
  const r = sql.identifier(alias)
  const own = sql`${r}.owner_id = ${personId}::uuid`
  return organisationId === null ? own : sql`(${own} or ${r}.organisation_id = ${organisationId}::uuid)`
}

/** By which owner or organisation of a record the actor is one of its authors. */
export const authorIds = ({ id, grant }: Actor) => ({
  personId: id,
  organisationId:
    id !== null && grant?.organisation && WRITING_ROLES.includes(grant.role) ? grant.organisation.id : null,
})

/** Countries whose practices the actor reviews: an editor of the country's publisher, of the country, or of the whole portal. */
function reviewedCountries({ grant }: Actor): string[] {
  if (grant?.role !== 'editor' || grant.placeId) return []
  const { organisation, country } = grant
  return allCountries
    .filter(({ code, practicesArePublishedBy }) =>
      organisation
        ? organisation.kind === practicesArePublishedBy && organisation.country === code
        : country === null || country === code,
    )
    .map(({ code }) => code)
}
