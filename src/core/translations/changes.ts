/** Writing SQL of translations: a person's text, a machine's text, and orders to the machine, each with its event in the same transaction. */
import { and, eq } from 'drizzle-orm'
import { type Member, theProgram } from '#platform/actor.ts'
import { ChangedMeanwhile, type Db } from '#platform/database.ts'
import { dropDraft } from '#platform/drafts.ts'
import { record as enter } from '#platform/events.ts'
import { queueJob } from '#platform/jobs.ts'
import type { Language } from '#platform/languages.ts'
import { latest, textOf } from '../records/index.ts'
import { contents, type Fields, type RecordRow, records } from '../records/schema.ts'
import type { Translatable } from './queries.ts'
import { translationOrders } from './schema.ts'

export const ORDER_QUEUE = 'translations.order'
export const draftKey = (recordId: string, into: Language) => `translation-${into}.${recordId}`

export type TranslatedText = {
  into: Language
  title: string
  /** By id of the source's paragraph. */
  texts: ReadonlyMap<string, string>
}

/** The paragraphs of the original with their translated words; those without words are left out. */
export function translatedFields({ names, source }: Translatable, texts: ReadonlyMap<string, string>): Fields {
  return Object.fromEntries(
    names
      .map((name) => {
        const paragraphs = (source.fields[name] ?? []).map(({ id }) => ({ id, text: texts.get(id) ?? '' }))
        return [name, paragraphs.filter(({ text }) => text !== '')] as const
      })
      .filter(([, paragraphs]) => paragraphs.length > 0),
  )
}

/** Locks the record, so that of two who save a translation at once the second waits and is told. Its revision is its authors' and stays. */
async function locked(db: Db, id: string): Promise<Pick<RecordRow, 'publishedVersion'>> {
  const [row] = await db
    .select({ publishedVersion: records.publishedVersion })
    .from(records)
    .where(eq(records.id, id))
    .for('update')
  if (!row) throw new ChangedMeanwhile()
  return row
}

/** Saves what a person translated. Throws ChangedMeanwhile when original or translation are no longer as the person saw them (`seen`: 0 for no translation). */
export const saveTranslation = (
  db: Db,
  member: Member,
  translatable: Translatable,
  { into, title, texts }: TranslatedText,
  seen: number,
  now: Date,
): Promise<number> =>
  db.transaction(async (tx) => {
    const { record, source } = translatable
    const { publishedVersion } = await locked(tx, record.id)
    const previous = await latest(tx, record.id, into)
    if (publishedVersion !== source.version || (previous?.version ?? 0) !== seen) throw new ChangedMeanwhile()
    const fields = translatedFields(translatable, texts)
    await dropDraft(tx, member, draftKey(record.id, into))
    const isSame =
      previous?.status === 'human' &&
      previous.sourceVersion === source.version &&
      previous.title === title &&
      translatable.names.every((name) => textOf(previous.fields[name]) === textOf(fields[name]))
    if (isSame) return previous.version
    const version = seen + 1
    await tx.insert(contents).values({
      ...{ recordId: record.id, language: into, version, status: 'human', sourceVersion: source.version },
      ...{ title, fields, authorId: member.id, createdAt: now },
    })
    await tx.delete(translationOrders).where(orderOf(record.id, into))
    await enter(tx, member, 'translation.saved', now, {
      ...whereOf(record),
      data: { language: into, version, sourceVersion: source.version, status: 'human' },
    })
    return version
  })

const whereOf = ({ id, placeId, country }: RecordRow) => ({ recordId: id, placeId, country })
const orderOf = (recordId: string, into: Language) =>
  and(eq(translationOrders.recordId, recordId), eq(translationOrders.language, into))

/** Asks the machine for a translation: a job does it, when the transaction has committed. */
export const orderTranslation = (db: Db, member: Member, { record }: Translatable, into: Language, now: Date) =>
  db.transaction(async (tx) => {
    const values = { orderedBy: member.id, orderedAt: now, doneAt: null, problem: null }
    await tx
      .insert(translationOrders)
      .values({ recordId: record.id, language: into, ...values })
      .onConflictDoUpdate({ target: [translationOrders.recordId, translationOrders.language], set: values })
    await queueJob(tx, ORDER_QUEUE, { recordId: record.id, language: into })
    await enter(tx, member, 'translation.ordered', now, { ...whereOf(record), data: { language: into } })
  })

/** Saves what the machine answered, unless a person has translated the text meanwhile. Says whether it did. */
export const saveMachineTranslation = (
  db: Db,
  translatable: Translatable,
  { into, title, texts }: TranslatedText,
  now: Date,
): Promise<boolean> =>
  db.transaction(async (tx) => {
    const { record, source } = translatable
    await locked(tx, record.id)
    const previous = await latest(tx, record.id, into)
    await tx.update(translationOrders).set({ doneAt: now, problem: null }).where(orderOf(record.id, into))
    if (previous && previous.status !== 'machine') return false
    const version = (previous?.version ?? 0) + 1
    await tx.insert(contents).values({
      ...{ recordId: record.id, language: into, version, status: 'machine', sourceVersion: source.version },
      ...{ title, fields: translatedFields(translatable, texts), authorId: null, createdAt: now },
    })
    await enter(tx, theProgram, 'translation.saved', now, {
      ...whereOf(record),
      data: { language: into, version, sourceVersion: source.version, status: 'machine' },
    })
    return true
  })

/** Writes down why the machine's translation did not come. */
export const noteProblem = (db: Db, recordId: string, into: Language, problem: string) =>
  db.update(translationOrders).set({ problem }).where(orderOf(recordId, into))

/** Takes a person out of the orders that stay. */
export const forgetOrderer = (db: Db, personId: string) =>
  db.update(translationOrders).set({ orderedBy: null }).where(eq(translationOrders.orderedBy, personId))
