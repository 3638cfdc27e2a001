import assert from 'node:assert/strict'
import { and, eq, isNull } from 'drizzle-orm'
import { examplePersonId } from '#core/people/index.ts'
import { people } from '#core/people/schema.ts'
import { nobody } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { events } from '#platform/schema.ts'
import { type Browser, journey } from '#tests/journey.ts'
import { decide } from './moderating.ts'
import { discussion } from './module.ts'
import { erase, ownData } from './personal.ts'
import { commentReports, comments, discussionSettings } from './schema.ts'
import { commentOf, findByText, quietPractice } from './testing.ts'

/** A comment of the citizen, which waits. */
async function waiting(db: Db, citizen: Browser, text: string) {
  const { id } = await quietPractice(db)
  await citizen.post(`/mk/discussion/of/${id}`, commentOf(text))
  return findByText(db, text)
}
const revisionOf = ({ revision }: { revision: number }) => String(revision)

journey('a moderator shows a comment that waited; its author gets a letter, its followers the news', async (world) => {
  const { db, as, anyone, letters } = world
  const comment = await waiting(db, await as('citizen'), 'Може ли да се додадат и клупите?')
  const moderator = await as('moderator')
  const queue = await moderator.visit('/mk/discussion/moderation')
  assert.match(queue.text, /Може ли да се додадат и клупите\?/)
  assert.match(queue.text, /Секое дрво со број/)
  assert.match((await moderator.visit('/mk/desk')).text, /коментари за модерирање/)
  assert.match(
    (await moderator.visit('/mk/administration/moderation')).text,
    /href="\/mk\/discussion\/moderation">Коментари</,
  )
  await moderator.submit(`/mk/discussion/${comment.id}/moderate`, { decision: 'show', revision: revisionOf(comment) })
  assert.match((await anyone.visit(`/mk/discussion/of/${comment.recordId}`)).text, /Може ли да се додадат/)
  const letter = (await letters()).at(-1)
  assert.equal(letter?.to, 'citizen@example.org')
  assert.match(letter?.subject ?? '', /Вашиот коментар е прикажан/)
  const [shown] = await db.select().from(events).where(eq(events.type, 'comment.shown'))
  assert.deepEqual(shown?.data, { commentId: comment.id, parentId: null, authorId: comment.authorId })
  const told = discussion.told?.['comment.shown']
  const facts = { id: 1, at: world.clock.now, type: 'comment.shown', recordId: comment.recordId, actorId: null }
  assert.equal(told?.('mk', { ...facts, data: shown?.data ?? {} })?.path, `/discussion/${comment.id}`)
  assert.equal(told?.('mk', { ...facts, data: { ...shown?.data, again: true } }), undefined)
})

journey(
  'a refused comment goes back to its author with the reason, and is written again without typing it anew',
  async (world) => {
    const { db, as, anyone, letters } = world
    const citizen = await as('citizen')
    const comment = await waiting(db, citizen, 'Соседот од бројот седум ги сече дрвјата.')
    const moderator = await as('moderator')
    const at = `/mk/discussion/${comment.id}`
    const unreasoned = await moderator.post(`${at}/moderate`, { decision: 'refuse', note: 'Без имиња.', revision: '1' })
    assert.equal(unreasoned.status, 422)
    assert.match(await unreasoned.text(), /Изберете причина[\s\S]*<textarea[^>]*>Без имиња\.</)
    await moderator.submit(`${at}/moderate`, {
      ...{ decision: 'refuse', reason: 'personal_data', note: 'Без имиња.', revision: '1' },
    })
    const place = await citizen.visit(at)
    assert.match(place.text, /Соседот од бројот седум/)
    assert.match(place.text, /Покажува нечии лични податоци/)
    assert.match(place.text, /Модераторот пишува: Без имиња\./)
    assert.doesNotMatch((await anyone.visit(`/mk/discussion/of/${comment.recordId}`)).text, /Соседот од бројот/)
    assert.equal((await anyone.get(at)).status, 404)
    const letter = (await letters()).at(-1)
    assert.match(letter?.text ?? '', /Соседот од бројот седум ги сече дрвјата\./)
    assert.match(letter?.text ?? '', /Покажува нечии лични податоци/)
    assert.match(letter?.text ?? '', new RegExp(`/mk/discussion/${comment.id}/again`))
    const again = await citizen.visit(`${at}/again`)
    assert.match(again.text, /<textarea[^>]*>Соседот од бројот седум ги сече дрвјата\.</)
    assert.equal((await (await as('officer')).get(`${at}/again`)).status, 404)
    await citizen.post(`/mk/discussion/of/${comment.recordId}`, commentOf('На улицата се сечат дрвја.'))
    assert.equal((await findByText(db, 'На улицата се сечат дрвја.')).state, 'waiting')
  },
)

journey(
  'of two moderators at once, the second sees what the first has done and nothing is decided twice',
  async (world) => {
    const { db, as, letters } = world
    const comment = await waiting(db, await as('citizen'), 'Две мислења.')
    const [moderator, editor] = [await as('moderator'), await as('editor')]
    const at = `/mk/discussion/${comment.id}/moderate`
    const answers = await Promise.all([
      moderator.post(at, { decision: 'show', revision: '1' }),
      editor.post(at, { decision: 'refuse', reason: 'off_topic', revision: '1' }),
    ])
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [303, 409])
    const late = answers.find(({ status }) => status === 409)
    assert.match((await late?.text()) ?? '', /Некој во меѓувреме одлучил за коментарот/)
    assert.equal((await letters()).filter(({ to }) => to === 'citizen@example.org').length, 1)
  },
)

journey(
  'a report made twice at once counts once; who reported is told what came of it, the author is not told who',
  async (world) => {
    const { db, as, letters, anyone } = world
    const { id } = await quietPractice(db)
    await (await as('expert')).post(`/mk/discussion/of/${id}`, commentOf('Купете кај нас!'))
    const comment = await findByText(db, 'Купете кај нас!')
    const neighbour = await as('neighbour')
    const at = `/mk/discussion/${comment.id}`
    const form = { reason: 'advertising', note: 'Чиста понуда.' }
    assert.equal(
      (await anyone.post(`${at}/report`, form)).headers.get('location')?.startsWith('/mk/account/sign-in'),
      true,
    )
    assert.equal((await (await as('expert')).post(`${at}/report`, form)).status, 403, 'nobody reports themselves')
    assert.equal((await neighbour.post(`${at}/report`, { reason: 'other' })).status, 422)
    await Promise.all([1, 2].map(() => neighbour.post(`${at}/report`, form)))
    assert.equal((await db.select().from(commentReports).where(eq(commentReports.commentId, comment.id))).length, 1)
    assert.match((await neighbour.submit(`${at}/report`, form)).text, /Овој коментар веќе сте го пријавиле/)
    const moderator = await as('moderator')
    assert.match((await moderator.visit('/mk/discussion/moderation')).text, /Чиста понуда\./)
    await moderator.submit(`${at}/moderate`, { decision: 'refuse', reason: 'advertising', revision: '1' })
    const sent = (await letters()).slice(-2)
    assert.deepEqual(sent.map(({ to }) => to).toSorted(), ['expert@example.org', 'neighbour@example.org'])
    assert.match(sent.find(({ to }) => to.startsWith('neighbour'))?.text ?? '', /Модератор се согласи/)
    assert.doesNotMatch(sent.find(({ to }) => to.startsWith('expert'))?.text ?? '', /Никола|Чиста понуда/)
    const open = and(eq(commentReports.commentId, comment.id), isNull(commentReports.closedAt))
    assert.equal((await db.select().from(commentReports).where(open)).length, 0)
  },
)

journey('an unfounded report is closed and the comment stays', async ({ db, as, letters }) => {
  const { id } = await quietPractice(db)
  await (await as('expert')).post(`/mk/discussion/of/${id}`, commentOf('Не се согласувам со методот.'))
  const comment = await findByText(db, 'Не се согласувам со методот.')
  await (await as('neighbour')).post(`/mk/discussion/${comment.id}/report`, { reason: 'offensive' })
  const moderator = await as('moderator')
  await moderator.submit(`/mk/discussion/${comment.id}/moderate`, { decision: 'dismiss', revision: '1' })
  assert.equal((await findByText(db, comment.text)).state, 'shown')
  assert.match((await letters()).at(-1)?.text ?? '', /тој останува/)
})

journey(
  'moderators decide in their own country, not on their own words; an example account on no real person’s',
  async (world) => {
    const { db, as, clock } = world
    const { id } = await quietPractice(db)
    await (await as('expert')).post(`/mk/discussion/of/${id}`, commentOf('Од експерт.'))
    await (await as('editor')).post(`/mk/discussion/of/${id}`, commentOf('Од уредничка.'))
    const [one, own] = [await findByText(db, 'Од експерт.'), await findByText(db, 'Од уредничка.')]
    const refuse = { decision: 'refuse', reason: 'off_topic', revision: '1' }
    assert.equal((await (await as('foreign-editor')).post(`/mk/discussion/${one.id}/moderate`, refuse)).status, 403)
    assert.equal((await (await as('officer')).post(`/mk/discussion/${one.id}/moderate`, refuse)).status, 403)
    assert.equal((await (await as('editor')).post(`/mk/discussion/${own.id}/moderate`, refuse)).status, 403)
    await db.update(comments).set({ example: false }).where(eq(comments.id, one.id))
    assert.equal((await (await as('moderator')).post(`/mk/discussion/${one.id}/moderate`, refuse)).status, 403)
    const editor = { ...nobody, id: examplePersonId('editor') }
    await assert.rejects(
      decide(db, editor, one.id, { decision: 'show', revision: 1 }, { now: clock.now, publicUrl: 'http://localhost' }),
    )
  },
)

journey('an edited comment of a new person is read again, and moderators see what it said before', async (world) => {
  const { db, as, anyone } = world
  const citizen = await as('citizen')
  const comment = await waiting(db, citizen, 'Браво за општината!')
  const moderator = await as('moderator')
  const at = `/mk/discussion/${comment.id}`
  await moderator.post(`${at}/moderate`, { decision: 'show', revision: '1' })
  const edited = await citizen.submit(`${at}/edit`, commentOf('Купувајте кај мене!', { revision: '2' }))
  assert.match(edited.text, /Повторно ќе се појави/)
  assert.doesNotMatch((await anyone.visit(`/mk/discussion/of/${comment.recordId}`)).text, /Купувајте/)
  const page = await moderator.visit(`${at}/moderate`)
  assert.match(page.text, /Купувајте кај мене!/)
  assert.match(page.text, /Што пишувало порано[\s\S]*Браво за општината!/)
})

journey('a country closes its discussions or reads everything first; what is there stays to be read', async (world) => {
  const { db, as, anyone } = world
  const { id } = await quietPractice(db)
  const officer = await as('officer')
  await officer.post(`/mk/discussion/of/${id}`, commentOf('Пред затворање.'))
  const editor = await as('editor')
  assert.equal((await officer.get('/mk/discussion/settings')).status, 403)
  assert.equal((await editor.post('/mk/discussion/settings/bg', { 'moderation-bg': 'closed' })).status, 403)
  await editor.submit('/mk/discussion/settings/mk', { 'moderation-mk': 'before' })
  await officer.post(`/mk/discussion/of/${id}`, commentOf('Чека и службеник.'))
  assert.equal((await findByText(db, 'Чека и службеник.')).state, 'waiting')
  await editor.submit('/mk/discussion/settings/mk', { 'moderation-mk': 'closed' })
  const refused = await officer.post(`/mk/discussion/of/${id}`, commentOf('Предоцна напишано.'))
  assert.equal(refused.status, 409)
  assert.match(await refused.text(), /<textarea[^>]*>Предоцна напишано\.</)
  const page = await anyone.visit(`/mk/discussion/of/${id}`)
  assert.match(page.text, /Пред затворање\./)
  assert.match(page.text, /Коментирањето е затворено/)
  await (await as('administrator')).submit('/mk/discussion/settings/mk', { 'moderation-mk': 'mixed' })
  assert.equal((await db.select().from(discussionSettings)).length, 0)
})

journey('whoever leaves takes along what only they saw; what others answered stays without a name', async (world) => {
  const { db, as, anyone } = world
  const { id } = await quietPractice(db)
  const expert = await as('expert')
  await expert.post(`/mk/discussion/of/${id}`, commentOf('Ова останува.'))
  const hidden = await waiting(db, await as('citizen'), 'Ова чека.')
  const kept = await findByText(db, 'Ова останува.')
  await expert.post(`/mk/discussion/of/${id}/react`, { give: 'thanks' })
  const data = (await ownData(db, examplePersonId('expert'))) as Record<string, unknown[]>
  assert.ok(data.comments?.length && data.reactions?.length)
  await db.transaction(async (tx) => {
    for (const key of ['expert', 'citizen'] as const) await erase(tx, examplePersonId(key))
  })
  const page = await anyone.visit(`/mk/discussion/of/${id}`)
  assert.match(page.text, /Избришана сметка[\s\S]*Ова останува\./)
  const [after] = await db.select().from(comments).where(eq(comments.id, hidden.id))
  assert.deepEqual([after?.text, after?.state, after?.authorId], ['', 'withdrawn', null])
  assert.equal((await db.select().from(comments).where(eq(comments.id, kept.id)))[0]?.authorId, null)
  const empty = (await ownData(db, examplePersonId('expert'))) as Record<string, unknown[]>
  assert.deepEqual(Object.values(empty).flat(), [])
  assert.ok(
    (
      await db
        .select()
        .from(people)
        .where(eq(people.id, examplePersonId('expert')))
    ).length,
  )
})
