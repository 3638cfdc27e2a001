/** All writing SQL of collections. What is public leaves events in the same transaction; one's own collections are nobody's business. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import { isExampleAccount } from '#core/people/index.ts'
import { addRecord, addVersion, dropSlugs, giveSlug, latest, textsOf, touchRecord } from '#core/records/index.ts'
import { type RecordRow, records } from '#core/records/schema.ts'
import { recipients } from '#modules/practices/index.ts'
import type { Actor, Member } from '#platform/actor.ts'
import { ChangedMeanwhile, type Db } from '#platform/database.ts'
import { record as enter } from '#platform/events.ts'
import { Refused } from '#platform/http.ts'
import { sendLater } from '#platform/mail.ts'
import { type EditInput, type NewInput, type PutInput, RESERVED } from './forms.ts'
import { hiddenLetter } from './letters.ts'
import { type CollectionLine, itemsOf, REASON_FIELD } from './queries.ts'
import * as rules from './rules.ts'
import { collectionItems } from './schema.ts'

type Context = { publicUrl: string; now: Date }

const happened = (
  db: Db,
  actor: Actor,
  type: string,
  record: RecordRow,
  now: Date,
  data: Record<string, unknown> = {},
) => enter(db, actor, type, now, { recordId: record.id, country: record.country, data })

const factsOf = (record: RecordRow, hidden = false): rules.CollectionFacts => ({ ...record, hidden })
export const factsOfLine = (line: CollectionLine): rules.CollectionFacts => ({
  ...line,
  hidden: line.hiddenFor !== null,
})

/** A new collection of one's own: nobody else sees it. */
export const addCollection = (db: Db, member: Member, input: NewInput, country: string, now: Date) =>
  db.transaction((tx) => add(tx, member, input, country, now))

async function add(db: Db, member: Member, input: NewInput, country: string, now: Date) {
  const [own] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(records)
    .where(and(eq(records.kind, 'collection'), eq(records.ownerId, member.id)))
  if ((own?.count ?? 0) >= rules.MOST_COLLECTIONS) return undefined
  const example = await isExampleAccount(db, member.id)
  const { title, description, language } = input
  const { id } = await addRecord(db, { kind: 'collection', country, language, ownerId: member.id, example }, now)
  await addVersion(db, { recordId: id, language, title, texts: { description }, authorId: member.id }, now)
  return { id, slug: await giveSlug(db, 'collection', id, title, now, RESERVED) }
}

export type Put = { added: number; removed: number; created: string | undefined; full: boolean }
/** Puts a record into the ticked collections, takes it out of the others that were shown, and makes a new one for it. */
export const putIn = (
  db: Db,
  member: Member,
  about: RecordRow,
  input: PutInput & Pick<NewInput, 'language'>,
  now: Date,
) =>
  db.transaction(async (tx): Promise<Put> => {
    const put: Put = { added: 0, removed: 0, created: undefined, full: false }
    const shown = [...new Set([...input.shown, ...input.in])]
    // Locked in one order, so that two presses never wait for each other.
    const shelves = shown.length
      ? await tx
          .select()
          .from(records)
          .where(and(inArray(records.id, shown), eq(records.kind, 'collection')))
          .orderBy(records.id)
          .for('update')
      : []
    for (const shelf of shelves) {
      if (!rules.mayEdit(member, shelf)) throw new Refused('collection.extended', shelf.id)
      if (input.in.includes(shelf.id)) {
        const result = await append(tx, member, shelf, about.id, now)
        if (result === 'added') put.added++
        if (result === 'full') put.full = true
      } else if (await takeOut(tx, member, shelf, about.id, now)) put.removed++
    }
    if (input.title) {
      const made = await add(
        tx,
        member,
        { title: input.title, description: '', language: input.language },
        countryFor(member, about.country),
        now,
      )
      if (made) {
        await insertItem(tx, member, made.id, about.id, 1, now)
        put.added++
        put.created = made.slug
      } else put.full = true
    }
    return put
  })

/** Of the organisation for which one acts; else of what one collects first. */
export const countryFor = ({ grant }: Actor, otherwise: string): string =>
  grant?.organisation?.country ?? grant?.country ?? otherwise

const insertItem = (db: Db, member: Member, collectionId: string, recordId: string, position: number, now: Date) =>
  db
    .insert(collectionItems)
    .values({ collectionId, recordId, position, addedBy: member.id, at: now })
    .onConflictDoNothing()
    .returning()

async function append(db: Db, member: Member, shelf: RecordRow, recordId: string, now: Date) {
  const { rows } = await db.execute<{ count: number; last: number; holds: boolean }>(sql`
    select count(*)::int as count, coalesce(max(position), 0)::int as last, coalesce(bool_or(record_id = ${recordId}::uuid), false) as holds
    from collection_items where collection_id = ${shelf.id}::uuid`)
  const { count, last, holds } = rows[0] ?? { count: 0, last: 0, holds: false }
  if (holds) return 'there'
  if (count >= rules.MOST_RECORDS) return 'full'
  await insertItem(db, member, shelf.id, recordId, last + 1, now)
  await touchRecord(db, shelf.id, shelf.revision, now)
  if (shelf.visibility === 'public') await happened(db, member, 'collection.extended', shelf, now, { added: recordId })
  return 'added'
}

async function takeOut(db: Db, member: Member, shelf: RecordRow, recordId: string, now: Date) {
  const gone = await db
    .delete(collectionItems)
    .where(and(eq(collectionItems.collectionId, shelf.id), eq(collectionItems.recordId, recordId)))
    .returning()
  if (gone.length === 0) return false
  await touchRecord(db, shelf.id, shelf.revision, now)
  if (shelf.visibility === 'public') await happened(db, member, 'collection.changed', shelf, now, { removed: recordId })
  return true
}

type Edit = { input: EditInput; notes: ReadonlyMap<string, string>; seen: readonly string[] }
/** Saves title, description and notes, and then moves or drops the record whose button was pressed. Throws ChangedMeanwhile. */
export const saveCollection = (db: Db, member: Member, line: CollectionLine, { input, notes, seen }: Edit, now: Date) =>
  db.transaction(async (tx) => {
    const { id } = line
    if (!rules.mayEdit(member, line)) throw new Refused('collection.changed', id)
    // What has been published stays a text of its language: translations point at it.
    const language = line.isNew ? (input.language ?? line.original) : line.original
    const touched = await touchRecord(tx, id, input.revision, now, { language })
    const version = await addText(tx, member, touched, { title: input.title, description: input.description }, now)
    if (touched.publishedVersion !== null)
      await tx.update(records).set({ publishedVersion: version }).where(eq(records.id, id))
    for (const { recordId, note } of await itemsOf(tx, id)) {
      const typed = notes.get(recordId)
      if (typed !== undefined && typed !== (note ?? ''))
        await tx
          .update(collectionItems)
          .set({ note: typed || null })
          .where(and(eq(collectionItems.collectionId, id), eq(collectionItems.recordId, recordId)))
    }
    const [step, recordId] = input.intent?.split(':') ?? []
    if (step === 'drop' && recordId)
      await tx
        .delete(collectionItems)
        .where(and(eq(collectionItems.collectionId, id), eq(collectionItems.recordId, recordId)))
    if ((step === 'up' || step === 'down') && recordId) await move(tx, id, seen, recordId, step)
    const slug = await giveSlug(tx, 'collection', id, input.title, now, RESERVED)
    if (touched.visibility === 'public')
      await happened(tx, member, 'collection.changed', touched, now, { version, ...(step && { step }) })
    return slug
  })

/** A new version keeps the reason of a moderator until one brings the collection back. */
async function addText(
  db: Db,
  member: Member,
  { id, language }: RecordRow,
  { title, description }: { title: string; description: string },
  now: Date,
  reason?: string | null,
) {
  const before = await latest(db, id, language)
  const kept = reason === undefined ? textsOf(before?.fields ?? {})[REASON_FIELD] : reason
  const texts = { description, ...(kept && { [REASON_FIELD]: kept }) }
  return addVersion(db, { recordId: id, language, title, texts, authorId: member.id }, now)
}

async function move(db: Db, id: string, seen: readonly string[], recordId: string, step: rules.Move) {
  const order = rules.moved(
    (await itemsOf(db, id)).map((item) => item.recordId),
    seen,
    recordId,
    step,
  )
  await db.execute(sql`
    update collection_items i set position = o.position
    from unnest(${sql.param(order)}::uuid[]) with ordinality as o(record_id, position)
    where i.collection_id = ${id}::uuid and i.record_id = o.record_id`)
}

type Seen = Pick<CollectionLine, 'id' | 'revision'>

/** Shows it to everybody, in the name of the organisation for which the member acts, or in their own. */
export const publishCollection = (
  db: Db,
  member: Member,
  line: CollectionLine,
  name: 'organisation' | 'person',
  now: Date,
) =>
  db.transaction(async (tx) => {
    if (!rules.mayPublish(member, factsOfLine(line))) throw new Refused('collection.published', line.id)
    const organisation = name === 'organisation' ? rules.organisationOf(member) : undefined
    const before = await latest(tx, line.id, line.original)
    const touched = await touch(tx, line, now, {
      visibility: 'public',
      organisationId: organisation?.id ?? null,
      country: countryFor(member, line.country),
      publishedVersion: before?.version ?? 1,
      publishedAt: line.publishedAt ?? now,
    })
    await happened(tx, member, 'collection.published', touched, now, { name: organisation ? 'organisation' : 'person' })
  })

const touch = (db: Db, { id, revision }: Seen, now: Date, changes: Parameters<typeof touchRecord>[4]) =>
  touchRecord(db, id, revision, now, changes)

/** Makes it one's own again. What nobody owns any more becomes that of who does it. */
export const withdrawCollection = (db: Db, member: Member, line: CollectionLine, now: Date) =>
  db.transaction(async (tx) => {
    if (!rules.mayWithdraw(member, factsOfLine(line))) throw new Refused('collection.withdrawn', line.id)
    const touched = await touch(tx, line, now, { visibility: 'restricted', organisationId: null })
    if (line.ownerId === null) await tx.update(records).set({ ownerId: member.id }).where(eq(records.id, line.id))
    await happened(tx, member, 'collection.withdrawn', touched, now)
  })

/** A moderator takes it from the public, or brings it back. The reason stays with the text and goes to its collector by letter. */
export const judgeCollection = (
  db: Db,
  member: Member,
  line: CollectionLine,
  reason: string | null,
  { publicUrl, now }: Context,
) =>
  db.transaction(async (tx) => {
    const who = { actor: member, isExample: await isExampleAccount(tx, member.id) }
    const hides = reason !== null
    const type = hides ? 'collection.hidden' : 'collection.restored'
    if (!(hides ? rules.mayHide : rules.mayRestore)(who, factsOfLine(line))) throw new Refused(type, line.id)
    const touched = await touch(tx, line, now, { visibility: hides ? 'restricted' : 'public' })
    const before = await latest(tx, line.id, touched.language)
    if (!before) throw new ChangedMeanwhile()
    const text = { title: before.title, description: textsOf(before.fields).description ?? '' }
    const version = await addText(tx, member, touched, text, now, reason)
    if (!hides) await tx.update(records).set({ publishedVersion: version }).where(eq(records.id, line.id))
    await happened(tx, member, type, touched, now)
    if (hides && touched.ownerId)
      for (const to of await recipients(tx, [touched.ownerId]))
        await sendLater(tx, hiddenLetter(to, { ...line, title: before.title }, reason, publicUrl), now)
  })

/** Throws a collection away. Where others have written about it, it only stops being public: nobody's words are lost. */
export const removeCollection = (db: Db, member: Member, line: CollectionLine, now: Date) =>
  db.transaction(async (tx) => {
    const [record] = await tx.select().from(records).where(eq(records.id, line.id)).for('update')
    if (!record || record.revision !== line.revision) throw new ChangedMeanwhile()
    if (record.ownerId !== member.id || !rules.mayEdit(member, factsOf(record)))
      throw new Refused('collection.removed', line.id)
    await dropOrEmpty(tx, line.id)
    if (record.publishedVersion !== null) await happened(tx, member, 'collection.removed', record, now)
  })

async function dropOrEmpty(db: Db, id: string) {
  const { rows } = await db.execute(sql`select 1 from comments where record_id = ${id}::uuid limit 1`)
  if (rows.length > 0) {
    await db.delete(collectionItems).where(eq(collectionItems.collectionId, id))
    await db
      .update(records)
      .set({ visibility: 'restricted', ownerId: null, organisationId: null })
      .where(eq(records.id, id))
    return
  }
  await dropSlugs(db, 'collection', id)
  await db.delete(records).where(eq(records.id, id))
}

/** What is public in the name of an organisation stays its; what was the person's own goes with them. */
export async function forgetPerson(db: Db, personId: string): Promise<void> {
  const own = await db
    .select()
    .from(records)
    .where(and(eq(records.kind, 'collection'), eq(records.ownerId, personId)))
  for (const { id, visibility, organisationId } of own) {
    if (visibility === 'public' && organisationId !== null)
      await db.update(records).set({ ownerId: null }).where(eq(records.id, id))
    else await dropOrEmpty(db, id)
  }
  await db.update(collectionItems).set({ addedBy: null }).where(eq(collectionItems.addedBy, personId))
}
