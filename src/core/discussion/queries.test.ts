import assert from 'node:assert/strict'
import { EXAMPLE_PEOPLE, examplePersonId, grantsOf } from '#core/people/index.ts'
import { records } from '#core/records/schema.ts'
import { type Actor, nobody } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { newId } from '#platform/ids.ts'
import { journey } from '#tests/journey.ts'
import { countWaiting, listWaiting, moderating } from './moderating.ts'
import { pageOf, threadOf } from './reading.ts'
import { mayModerate, maySee } from './rules.ts'
import { COMMENT_STATES, comments } from './schema.ts'
import { quietPractice } from './testing.ts'

/** Every example person, acting in their first role. */
async function everybody(db: Db): Promise<Actor[]> {
  const people = EXAMPLE_PEOPLE.map(async ({ key }) => {
    const grants = await grantsOf(db, examplePersonId(key))
    return { ...nobody, id: examplePersonId(key), grants, grant: grants[0] ?? null }
  })
  return [nobody, ...(await Promise.all(people))]
}

journey('the queue holds exactly those comments on which the rules let a person decide', async ({ db }) => {
  const waiting = (await db.select().from(comments)).filter(({ state }) => state === 'waiting')
  const { id } = await quietPractice(db)
  const more = (['editor', 'moderator', 'officer-bg'] as const).map((key, index) => ({
    id: newId(),
    recordId: id,
    authorId: examplePersonId(key),
    language: 'mk' as const,
    text: `Чека ${key}.`,
    state: 'waiting' as const,
    createdAt: new Date(2026, 0, index + 1),
    example: key !== 'officer-bg',
  }))
  const added = await db.insert(comments).values(more).returning()
  const about = await db.select().from(records)
  for (const actor of await everybody(db)) {
    const who = await moderating(db, actor)
    const allowed = [...waiting, ...added].filter((comment) => {
      const record = about.find((one) => one.id === comment.recordId)
      return record && mayModerate(who, comment, record)
    })
    const { cases } = await listWaiting(db, who, 1)
    const listed = cases.filter(({ comment }) => comment.state === 'waiting').map(({ comment }) => comment.id)
    assert.deepEqual(listed.toSorted(), allowed.map((comment) => comment.id).toSorted(), actor.id ?? 'a visitor')
    assert.equal(await countWaiting(db, who), cases.length)
  }
})

journey('a thread gives the words of a comment to exactly those who may see it', async ({ db }) => {
  const { id } = await quietPractice(db)
  const whose = COMMENT_STATES.flatMap((state) => (['citizen', 'officer'] as const).map((key) => ({ state, key })))
  const rows = whose.flatMap(({ state, key }, index) => {
    const own = { recordId: id, authorId: examplePersonId(key), language: 'mk' as const, state }
    const parent = { ...own, id: newId(), text: `${state} ${key}`, createdAt: new Date(2026, 0, index + 1) }
    const answer = { ...own, id: newId(), text: `${state} ${key}, одговор`, createdAt: new Date(2026, 1, index + 1) }
    return [parent, { ...answer, parentId: parent.id }]
  })
  const added = await db.insert(comments).values(rows).returning()
  for (const actor of await everybody(db)) {
    const { comments: shown, count } = await threadOf(db, id, 1, actor.id)
    const read = shown.flatMap((line) => [line, ...line.answers]).filter(({ isGone }) => !isGone)
    const allowed = added.filter((comment) => comment.state !== 'withdrawn' && maySee(actor, comment, false))
    assert.deepEqual(read.map(({ text }) => text).toSorted(), allowed.map(({ text }) => text).toSorted())
    assert.equal(count, added.filter(({ state }) => state === 'shown').length)
    for (const line of shown.flatMap((one) => [one, ...one.answers]))
      if (line.isGone) assert.deepEqual([line.text, line.author, line.note], ['', null, null])
  }
  const [first] = added
  if (first) assert.equal(await pageOf(db, first, null), 1)
})
