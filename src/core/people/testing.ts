/** What the journeys through accounts share: registering, signing in, and reading the letters that were sent. */
import assert from 'node:assert/strict'
import { eq } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { auditEntries, auditPersonal, outbox } from '#platform/schema.ts'
import type { Browser } from '#tests/journey.ts'
import { people } from './schema.ts'

export const PASSWORD = 'сина река под мостот'

export const lastLetterTo = async (db: Db, email: string) => {
  const letters = await db.select().from(outbox).where(eq(outbox.to, email)).orderBy(outbox.at, outbox.id)
  const letter = letters.at(-1)
  assert.ok(letter, `a letter to ${email}`)
  return letter
}
/** Path and query of the one link of a letter. */
export const linkIn = (letter: { text: string }) => {
  const link = /https?:\/\/\S+/.exec(letter.text)?.[0]
  assert.ok(link, 'a link in the letter')
  const url = new URL(link)
  return { path: url.pathname + url.search, query: url.searchParams }
}

export async function register(browser: Browser, db: Db, email: string, name = 'Ана Пробна') {
  const sent = await browser.submit('/mk/account/register', { name, email, password: PASSWORD })
  assert.equal(sent.path, '/mk/account/check-mail')
  const { query } = linkIn(await lastLetterTo(db, email))
  const confirmed = await browser.submit('/mk/account/confirm', { token: query.get('token') ?? '' })
  assert.equal(confirmed.path, '/mk/account/sign-in')
}
export const signIn = (browser: Browser, email: string, password = PASSWORD) =>
  browser.submit('/mk/account/sign-in', { email, password })
export const idOf = async (db: Db, email: string) => {
  const [person] = await db.select({ id: people.id }).from(people).where(eq(people.email, email))
  assert.ok(person, email)
  return person.id
}
export const actionsOf = async (db: Db, personId: string) =>
  (
    await db
      .select({ action: auditEntries.action })
      .from(auditEntries)
      .innerJoin(auditPersonal, eq(auditPersonal.entryId, auditEntries.id))
      .where(eq(auditPersonal.personId, personId))
      .orderBy(auditEntries.id)
  ).map(({ action }) => action)
