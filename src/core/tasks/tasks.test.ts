/** Holds that a task waits for the right people, whatever they act as, and for nobody once it is done. */
import assert from 'node:assert/strict'
import { inArray } from 'drizzle-orm'
import { EXAMPLE_PEOPLE, examplePersonId, grantsOf } from '#core/people/index.ts'
import { addRecord } from '#core/records/index.ts'
import { isMember, nobody } from '#platform/actor.ts'
import { journey } from '#tests/journey.ts'
import { addTask, finishTasks, isTaskFor, tasksFor } from './index.ts'
import { tasks } from './schema.ts'

const now = new Date('2026-11-21T09:00:00Z')

journey('a task waits for those it is for, as they act now, until it is done', async ({ db }) => {
  const record = await addRecord(db, { kind: 'test', country: 'mk', language: 'mk' }, now)
  const recordId = record.id
  const ids = [
    await addTask(db, { recordId, kind: 'test.person', personId: examplePersonId('citizen') }, now),
    await addTask(
      db,
      { recordId, kind: 'test.review', role: 'editor', organisationKind: 'resource_centre', country: 'mk' },
      now,
    ),
    await addTask(db, { recordId, kind: 'test.anywhere', role: 'officer' }, now),
    await addTask(db, { recordId, kind: 'test.bg', role: 'editor', country: 'bg', due: now }, now),
  ]
  const rows = await db.select().from(tasks).where(inArray(tasks.id, ids))
  for (const { key } of EXAMPLE_PEOPLE) {
    const id = examplePersonId(key)
    const grants = await grantsOf(db, id)
    for (const grant of [
      null,
      ...grants,
      { id: 'plain', role: 'editor' as const, organisation: null, country: 'mk', placeId: null },
    ]) {
      const actor = { ...nobody, id, grants, grant }
      assert.ok(isMember(actor))
      const waiting = (await tasksFor(db, actor)).map(({ task }) => task.id).filter((one) => ids.includes(one))
      const allowed = rows.filter((task) => isTaskFor(actor, task)).map((task) => task.id)
      assert.deepEqual(waiting.toSorted(), allowed.toSorted(), `${key} as ${grant?.role}`)
    }
  }
  const editor = {
    ...nobody,
    id: examplePersonId('editor'),
    grant: (await grantsOf(db, examplePersonId('editor')))[0] ?? null,
  }
  const kinds = async () => (await tasksFor(db, editor, ['test.review', 'test.bg'])).map(({ task }) => task.kind)
  assert.deepEqual(await kinds(), ['test.review'])
  await finishTasks(db, recordId, 'test.review', editor, now)
  assert.deepEqual(await kinds(), [])
  await finishTasks(db, recordId, null, editor, now)
  const citizen = { ...nobody, id: examplePersonId('citizen') }
  assert.deepEqual(
    (await tasksFor(db, citizen)).filter(({ task }) => ids.includes(task.id)),
    [],
  )
})
