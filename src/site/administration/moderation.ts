/** What waits for review: the tasks that are for a role, not for one person, and who holds that role. */
import { and, asc, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import { grants, organisations, people } from '#core/people/schema.ts'
import { linesOf } from '#core/records/index.ts'
import { type RecordRow, records } from '#core/records/schema.ts'
import { isTaskFor } from '#core/tasks/index.ts'
import { type Task, tasks } from '#core/tasks/schema.ts'
import { type Actor, isAdministrator, isMember, nobody } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { ModerationLine, Module, Reader } from '#platform/module.ts'
import { deskItems } from '../desk.ts'

const MOST = 200

/** Does a task belong to what the actor looks after? Administrators see what they do not decide themselves. */
function concerns(actor: Actor, task: Task): boolean {
  if (isAdministrator(actor)) return true
  if (actor.grant?.role !== 'administrator') return isTaskFor(actor, task)
  return actor.grant.placeId ? task.placeId === actor.grant.placeId : task.country === actor.grant.country
}

export type Keeper = { id: string; name: string; example: boolean; organisation: string | null }
export type Waiting = {
  task: Task
  record: RecordRow
  title: { text: string; lang: Reader['language']; href: string | undefined } | undefined
  keepers: Keeper[]
}

/** The oldest first. A title is there for those only who may read the record. */
export async function listWaiting(reader: Reader, modules: readonly Module[]): Promise<Waiting[]> {
  const { db, actor } = reader
  const open = await db
    .select({ task: tasks, record: records })
    .from(tasks)
    .innerJoin(records, eq(records.id, tasks.recordId))
    .where(and(isNull(tasks.doneAt), isNotNull(tasks.role)))
    .orderBy(asc(tasks.createdAt), asc(tasks.id))
    .limit(MOST)
  const mine = open.filter(({ task }) => concerns(actor, task))
  const titles = await titlesOf(
    reader,
    modules,
    mine.map(({ record }) => record.id),
  )
  const keepers = await keepersOf(
    db,
    mine.map(({ task }) => task),
  )
  return mine.map(({ task, record }) => ({
    task,
    record,
    title: titles.get(record.id),
    keepers: keepers.filter((one) => isTaskFor(one.actor, task)).map(({ keeper }) => keeper),
  }))
}

/** What subjects have for this moderator beside tasks: comments, reports. */
export async function moderationLines(reader: Reader, modules: readonly Module[]): Promise<ModerationLine[]> {
  const { db, actor, language, now } = reader
  if (!isMember(actor)) return []
  const asked = modules.map((module) => module.moderation?.({ db, actor, language, now }) ?? [])
  return (await Promise.all(asked)).flat()
}

export async function countWaiting(db: Db, actor: Actor): Promise<number> {
  const open = await db
    .select({ task: tasks })
    .from(tasks)
    .where(and(isNull(tasks.doneAt), isNotNull(tasks.role)))
    .limit(1000)
  return open.filter(({ task }) => concerns(actor, task)).length
}

/** What the desk of the reader leads to, or the record's own page; nothing for who may not read it. */
async function titlesOf(reader: Reader, modules: readonly Module[], ids: readonly string[]) {
  const { actor, language, db } = reader
  const lines = await linesOf(reader, ids)
  const items = actor.id === null ? [] : await deskItems({ ...reader, actor: { ...actor, id: actor.id } }, modules)
  const found = new Map<string, NonNullable<Waiting['title']>>()
  const kinds = new Map(modules.flatMap((module) => Object.entries(module.kinds ?? {})))
  for (const line of lines) {
    const path = await kinds.get(line.kind)?.pathOf(db, line.id)
    const start = path && `/${language}${encodeURI(path)}/`
    const item = start ? items.find(({ href }) => href.startsWith(start)) : undefined
    found.set(line.id, { text: line.title, lang: line.lang, href: item?.href ?? line.href })
  }
  return found
}

/** People who hold one of the roles, as the rule of tasks wants to be asked about them. */
async function keepersOf(db: Db, waiting: readonly Task[]): Promise<{ actor: Actor; keeper: Keeper }[]> {
  const roles = [...new Set(waiting.flatMap(({ role }) => role ?? []))]
  if (roles.length === 0) return []
  const rows = await db
    .select({
      grant: grants,
      organisation: organisations,
      person: { id: people.id, name: people.name, example: people.example },
    })
    .from(grants)
    .innerJoin(people, eq(people.id, grants.personId))
    .leftJoin(organisations, eq(organisations.id, grants.organisationId))
    .where(
      and(
        inArray(grants.role, roles),
        isNull(grants.endedAt),
        isNull(people.deletedAt),
        isNull(organisations.closedAt),
      ),
    )
    .limit(1000)
  return rows.map(({ grant, organisation, person }) => ({
    actor: { ...nobody, id: person.id, name: person.name, grant: { ...grant, organisation } },
    keeper: { ...person, organisation: organisation?.name ?? null },
  }))
}
