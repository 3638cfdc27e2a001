/** What practices put on a person's desk, into their own data, and what stays of them when they leave. */
import { and, desc, eq, isNull } from 'drizzle-orm'
import { dropSlugs, textsOf } from '#core/records/index.ts'
import { contents, records } from '#core/records/schema.ts'
import { tasksFor } from '#core/tasks/index.ts'
import type { Member } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { Language } from '#platform/languages.ts'
import type { DeskItem, Reader } from '#platform/module.ts'
import { CHANGE_TASK, REVIEW_TASK } from './changes.ts'
import { listOwn, titlesOf } from './manuscripts.ts'
import { reviewersMay } from './reviewing.ts'
import { practices, reviewNotes } from './schema.ts'
import { CONFIRM_TASK, UNCONFIRMED_TASK } from './standing/asking.ts'
import { reasonToAnswer } from './standing/parts.tsx'
import { texts } from './texts.ts'

/** Drafts shown on a desk; the rest is on the page of one's own practices. */
const MOST_DRAFTS = 5

/** Practices to review, practices that came back, and drafts that were begun. */
export async function deskOf({ db, actor, language }: Reader & { actor: Member }): Promise<DeskItem[]> {
  const t = texts.in(language)
  const waiting = await tasksFor(db, actor, [REVIEW_TASK, CHANGE_TASK, CONFIRM_TASK, UNCONFIRMED_TASK])
  const mayDecide = await reviewersMay(
    db,
    actor,
    waiting.map(({ record }) => record.id),
  )
  const shown = waiting.filter(({ task, record }) => task.kind !== REVIEW_TASK || mayDecide.has(record.id))
  const titles = await titlesOf(
    db,
    shown.map(({ record }) => record.id),
  )
  const tasks = shown.flatMap(({ task, record }): DeskItem[] => {
    const line = titles.get(record.id)
    if (!line) return []
    const [page, reason] = waitingFor(language, task.kind)
    return [{ ...itemOf(language, line, page), reason, due: task.due }]
  })
  const drafts = (await listOwn(db, actor, 'draft')).slice(0, MOST_DRAFTS)
  return [
    ...tasks,
    ...drafts.map((line) => ({ ...itemOf(language, line, 'edit'), reason: t('desk.draft'), due: null })),
  ]
}

/** Where a task leads, and why it waits. */
function waitingFor(language: Language, task: string): [page: string, reason: string] {
  const t = texts.in(language)
  if (task === REVIEW_TASK) return ['review', t('desk.review')]
  if (task === CHANGE_TASK) return ['edit', t('desk.change')]
  return ['still-true', reasonToAnswer(language, task)]
}

const itemOf = (language: string, line: { slug: string; title: string; lang: DeskItem['lang'] }, page: string) => ({
  title: line.title,
  lang: line.lang,
  href: `/${language}/practices/${encodeURIComponent(line.slug)}/${page}`,
})

/** What the portal keeps of a person's practices: those they own, every version they wrote, every note. */
export async function ownData(db: Db, personId: string): Promise<Record<string, unknown>> {
  const owned = await db
    .select({ id: records.id, state: practices.state, createdAt: records.createdAt, innovator: practices.innovator })
    .from(records)
    .innerJoin(practices, eq(practices.id, records.id))
    .where(eq(records.ownerId, personId))
  const versions = await db
    .select({
      recordId: contents.recordId,
      language: contents.language,
      version: contents.version,
      title: contents.title,
      fields: contents.fields,
      createdAt: contents.createdAt,
    })
    .from(contents)
    .innerJoin(practices, eq(practices.id, contents.recordId))
    .where(eq(contents.authorId, personId))
    .orderBy(desc(contents.createdAt))
  const notes = await db.select().from(reviewNotes).where(eq(reviewNotes.authorId, personId))
  return {
    practices: owned,
    versions: versions.map(({ fields, ...row }) => ({ ...row, texts: textsOf(fields) })),
    notes,
  }
}

/** Drafts that nobody else saw go with the person; what others rely on stays, without its owner. */
export async function erase(db: Db, personId: string): Promise<void> {
  const drafts = await db
    .select({ id: records.id })
    .from(records)
    .innerJoin(practices, eq(practices.id, records.id))
    .where(
      and(
        eq(records.ownerId, personId),
        isNull(records.organisationId),
        isNull(records.publishedVersion),
        isNull(practices.submittedAt),
      ),
    )
  for (const { id } of drafts) {
    await dropSlugs(db, 'practice', id)
    await db.delete(records).where(eq(records.id, id))
  }
  await db
    .update(records)
    .set({ ownerId: null })
    .where(and(eq(records.kind, 'practice'), eq(records.ownerId, personId)))
}
