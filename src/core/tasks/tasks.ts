/** Every SQL statement about tasks: what waits for a person, or for whoever holds a role. The record's module words them and shows them on desks. */
import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Actor, Member, OrganisationKind, Role } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { planned } from '#platform/planned.ts'
import { type RecordRow, records } from '../records/schema.ts'
import { type Task, tasks } from './schema.ts'

/** For one person, or for everyone who acts in `role` in an organisation of a kind in a country, or in a place. */
export type ForWhom =
  | { personId: string }
  | { role: Role; organisationKind?: OrganisationKind; country?: string; placeId?: string }
export type NewTask = ForWhom & { recordId: string; kind: string; rule?: string; due?: Date | null }

export async function addTask(db: Db, task: NewTask, now: Date): Promise<string> {
  const id = newId()
  await db.insert(tasks).values({ ...task, id, createdAt: now })
  return id
}

/** Many at once. */
export async function addTasks(db: Db, added: readonly NewTask[], now: Date): Promise<void> {
  if (added.length > 0) await db.insert(tasks).values(added.map((task) => ({ ...task, id: newId(), createdAt: now })))
}

/** Ends what waits about a record: all of it, or the tasks of some kinds. */
export const finishTasks = (
  db: Db,
  recordId: string,
  kinds: string | readonly string[] | null,
  actor: Actor,
  now: Date,
) =>
  db
    .update(tasks)
    .set({ doneAt: now, doneBy: actor.id })
    .where(
      and(
        eq(tasks.recordId, recordId),
        isNull(tasks.doneAt),
        kinds === null ? undefined : inArray(tasks.kind, [kinds].flat()),
      ),
    )

export type WaitingTask = { task: Task; record: RecordRow }

/** What waits for an actor, as they act now: what is due first, then the oldest. Whether they may see the record is the module's rule. */
export const tasksFor = (db: Db, actor: Member, kinds?: readonly string[]): Promise<WaitingTask[]> => {
  const { id, grant } = actor
  return planned(db, 'tasks.for', () => tasksQuery(db)).execute({
    personId: id,
    role: grant?.role,
    organisationKind: grant?.organisation?.kind,
    country: grant?.organisation?.country ?? grant?.country,
    placeId: grant?.organisation?.placeId ?? grant?.placeId,
    kinds,
  })
}

const tasksQuery = (db: Db) =>
  db
    .select({ task: tasks, record: records })
    .from(tasks)
    .innerJoin(records, eq(records.id, tasks.recordId))
    .where(
      and(
        isNull(tasks.doneAt),
        or(eq(tasks.personId, sql.placeholder('personId')), isForRole),
        sql`(${sql.placeholder('kinds')}::text[] is null or ${tasks.kind} = any(${sql.placeholder('kinds')}::text[]))`,
      ),
    )
    .orderBy(sql`${tasks.due} asc nulls last`, asc(tasks.createdAt), asc(tasks.id))
    .limit(200)

/** What the task asks for and the actor has must be the same where both are there. */
const suits = (column: PgColumn, name: string) =>
  sql`(${column} is null or ${sql.placeholder(name)}::text is null or ${column}::text = ${sql.placeholder(name)}::text)`
/** The SQL twin of `isTaskFor`, for a task of nobody in particular. */
const isForRole = and(
  eq(tasks.role, sql.placeholder('role')),
  suits(tasks.organisationKind, 'organisationKind'),
  suits(tasks.country, 'country'),
  suits(tasks.placeId, 'placeId'),
)

/** Does a task wait for the actor, as they act now? A role in a whole country or in the whole portal stands for every organisation there. */
export function isTaskFor(
  actor: Actor,
  task: Pick<Task, 'personId' | 'role' | 'organisationKind' | 'country' | 'placeId'>,
) {
  if (actor.id === null) return false
  if (task.personId !== null) return task.personId === actor.id
  const { grant } = actor
  if (!grant || task.role !== grant.role) return false
  const { organisation } = grant
  const country = organisation?.country ?? grant.country
  const placeId = organisation?.placeId ?? grant.placeId
  const suits = (wanted: string | null, has: string | null | undefined) => wanted === null || !has || wanted === has
  return (
    suits(task.organisationKind, organisation?.kind) && suits(task.country, country) && suits(task.placeId, placeId)
  )
}
