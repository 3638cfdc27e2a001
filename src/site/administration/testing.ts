/** What the journeys of administration share: where it is, roles that the examples do not have, and the names of the trail. */
import assert from 'node:assert/strict'
import { eq } from 'drizzle-orm'
import { type ExampleKey, exampleOrganisation, examplePersonId } from '#core/people/index.ts'
import { grants, people } from '#core/people/schema.ts'
import type { Grant } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { auditEntries } from '#platform/schema.ts'
import type { Browser } from '#tests/journey.ts'

export const AT = '/mk/administration'
export const PORTAL_ONLY = [
  'audit',
  'audit/1',
  'audit/export.csv',
  'outbox',
  `outbox/${newId()}`,
  'jobs',
  'reference-data',
]
export const OF_PEOPLE = [
  'people',
  `people/${examplePersonId('officer')}`,
  'roles',
  'invitations',
  'invitations/new',
  'organisations',
  'organisations/new',
  `organisations/${exampleOrganisation('municipality', 'mk')}`,
]

/** Lets an example person act in a role that the examples do not have. */
export async function giveTo(
  db: Db,
  key: ExampleKey,
  role: Grant['role'],
  over: { organisationId?: string; country?: string } = {},
) {
  const id = newId()
  await db.insert(grants).values({ id, personId: examplePersonId(key), role, ...over, createdAt: new Date() })
  await db
    .update(people)
    .set({ actingGrantId: id })
    .where(eq(people.id, examplePersonId(key)))
  return id
}
export const actionsOf = async (db: Db) =>
  (await db.select({ action: auditEntries.action }).from(auditEntries).orderBy(auditEntries.id)).map(
    ({ action }) => action,
  )

/** A real administrator: example people reach example people only. */
export const makeReal = (db: Db, key: ExampleKey) =>
  db
    .update(people)
    .set({ example: false })
    .where(eq(people.id, examplePersonId(key)))

/** All that the links of a list lead to, page after page; fails when something comes twice. */
export async function readAll(browser: Browser, path: string, item: RegExp): Promise<Set<string>> {
  const seen = new Set<string>()
  let next: string | undefined = path
  for (let page = 0; next && page < 20; page++) {
    const { text } = await browser.visit(next)
    for (const [, id = ''] of text.matchAll(item)) {
      assert.ok(!seen.has(id), `${id} twice`)
      seen.add(id)
    }
    next = /rel="next" href="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&')
  }
  return seen
}
