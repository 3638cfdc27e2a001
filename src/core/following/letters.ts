/** The letter to a follower: one piece of news or several about one record, in the language of who reads it. */
import { and, eq, isNull } from 'drizzle-orm'
import { type Actor, nobody } from '#platform/actor.ts'
import type { Config } from '#platform/config.ts'
import type { Db } from '#platform/database.ts'
import type { Letter } from '#platform/mail.ts'
import type { EventFacts, Told } from '#platform/module.ts'
import { grantsOf } from '../people/index.ts'
import { people } from '../people/schema.ts'
import { findReadable, linesOf, pathOfRecord } from '../records/index.ts'
import { toldOf } from './telling.ts'
import { texts } from './texts.ts'
import { stopToken } from './tokens.ts'

/** A letter names this many; the record's page has the rest. */
const MOST_NAMED = 12

/** A person as they would act if they signed in now; nobody when the account is gone. */
export async function actorOfPerson(db: Db, personId: string): Promise<(Actor & { id: string }) | undefined> {
  const [person] = await db
    .select()
    .from(people)
    .where(and(eq(people.id, personId), isNull(people.deletedAt)))
  if (!person) return undefined
  const { id, name, email, language, readingLanguages: reading, actingGrantId } = person
  const grants = await grantsOf(db, id)
  const grant = grants.find((one) => one.id === actingGrantId) ?? grants[0] ?? null
  return { ...nobody, id, name, email, language, reading, grants, grant }
}

/** Nothing when the person may no longer read the record, or when nothing of it is news. */
export async function letterOf(
  db: Db,
  config: Config,
  personId: string,
  recordId: string,
  events: readonly EventFacts[],
  now: Date,
): Promise<Letter | undefined> {
  const actor = await actorOfPerson(db, personId)
  const record = actor && (await findReadable(db, actor, recordId))
  if (!actor || !record) return undefined
  const { language } = actor
  const [line] = await linesOf({ db, actor, language, now }, [recordId])
  const news = distinct(events.flatMap((event) => toldOf(language, event) ?? []))
  const [first] = news
  if (!line || !first) return undefined
  const t = texts.in(language)
  const { title } = line
  const path = (news.length === 1 ? first.path : undefined) ?? (await pathOfRecord(db, record)) ?? '/following'
  const at = (to: string) => `${config.publicUrl}/${language}${encodeURI(decodeURI(to))}`
  const subject =
    news.length === 1
      ? t('mail.subject', { news: first.subject, title })
      : t('mail.several', { count: news.length, title })
  return {
    to: actor.email,
    personId,
    language,
    subject,
    paragraphs: [
      t('mail.greeting', { name: actor.name }),
      t('mail.about', { title }),
      ...(news.length === 1 ? [first.sentence] : news.slice(0, MOST_NAMED).map(({ sentence }) => `– ${sentence}`)),
      t('mail.often'),
    ],
    action: { label: t('mail.read'), url: at(path) },
    choices: [
      {
        label: t('mail.stop'),
        url: `${config.publicUrl}/${language}/following/stop?token=${stopToken(config, { personId, recordId })}`,
      },
    ],
    recordId,
  }
}

/** Ten comments are one sentence: who reads it, goes and looks. */
const distinct = (news: readonly Told[]): Told[] => {
  const bySentence = new Map<string, Told>()
  for (const one of news) {
    const before = bySentence.get(one.sentence)
    // Of several of a kind none is the place to go: the record is.
    bySentence.set(one.sentence, before ? { subject: one.subject, sentence: one.sentence } : one)
  }
  return [...bySentence.values()]
}
