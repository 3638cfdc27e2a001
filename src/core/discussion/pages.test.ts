import assert from 'node:assert/strict'
import { eq } from 'drizzle-orm'
import { follows } from '#core/following/schema.ts'
import { examplePersonId } from '#core/people/index.ts'
import { records } from '#core/records/schema.ts'
import { events } from '#platform/schema.ts'
import { journey } from '#tests/journey.ts'
import { comments, reactions } from './schema.ts'
import { commentOf, findByText, quietPractice } from './testing.ts'

journey(
  'an officer comments on a practice and is answered; visitors read both and may sign in to write',
  async (world) => {
    const { db, as, anyone } = world
    const { id } = await quietPractice(db)
    const officer = await as('officer')
    const sent = await officer.submit(
      `/mk/discussion/of/${id}`,
      commentOf('Колку чинеше софтверот?\n\nВидете https://primer.example/cena.', {
        commentFollow: 'on',
        commentAbout: 'costs',
      }),
    )
    assert.equal(sent.status, 200)
    assert.match(sent.path, /^\/mk\/practices\//)
    const question = await findByText(db, 'Колку чинеше софтверот?\n\nВидете https://primer.example/cena.')
    assert.deepEqual(question.anchor, { field: 'costs', paragraphId: '' })
    await (await as('neighbour')).submit(`/mk/discussion/of/${id}`, {
      ...commentOf('Ништо, слободен е.'),
      commentParent: question.id,
    })
    const page = await anyone.visit(sent.path)
    assert.match(page.text, /2 коментари/)
    assert.match(page.text, /<p>Колку чинеше софтверот\?<\/p>/)
    assert.match(page.text, /href="https:\/\/primer\.example\/cena" rel="nofollow ugc noopener"/)
    assert.match(page.text, /Ништо, слободен е\./)
    assert.match(page.text, /за: Трошоци/)
    assert.match(page.text, /account\/sign-in\?next=%2Fmk%2Fpractices%2F/)
    assert.doesNotMatch(page.text, /<textarea/)
    const followers = await db.select().from(follows).where(eq(follows.recordId, id))
    assert.deepEqual(
      followers.map(({ personId }) => personId),
      [examplePersonId('officer')],
      'who left the box unticked follows nothing',
    )
    const told = await db.select({ data: events.data }).from(events).where(eq(events.type, 'comment.shown'))
    assert.deepEqual(
      told.map(({ data }) => data.parentId),
      [null, question.id],
    )
  },
)

journey(
  'an answer by the administration that wrote the practice is marked, a councillor’s is not',
  async ({ db, as }) => {
    const { id } = await quietPractice(db)
    await db
      .update(records)
      .set({ organisationId: null, ownerId: examplePersonId('officer') })
      .where(eq(records.id, id))
    await (await as('officer')).submit(`/mk/discussion/of/${id}`, commentOf('Ние го направивме ова.'))
    await (await as('councillor')).submit(`/mk/discussion/of/${id}`, commentOf('Советот го поддржа.'))
    assert.equal((await findByText(db, 'Ние го направивме ова.')).byAuthor, true)
    assert.equal((await findByText(db, 'Советот го поддржа.')).byAuthor, false)
  },
)

journey(
  'a comment in Albanian on a Macedonian page says its language, to the eye and to a screen reader',
  async ({ db, as, anyone }) => {
    const { id } = await quietPractice(db)
    await (await as('officer-sq')).submit(
      `/sq/discussion/of/${id}`,
      commentOf('Shumë e dobishme.', { commentLanguage: 'sq' }),
    )
    const page = await anyone.visit(`/mk/discussion/of/${id}`)
    assert.match(page.text, /<div class="comment-text" lang="sq"><p>Shumë e dobishme\./)
    assert.match(page.text, /<span lang="sq">Shqip<\/span>/)
  },
)

journey(
  'a new person is told that a moderator reads first, sees what waits, and nobody else does',
  async ({ db, as, anyone }) => {
    const { id } = await quietPractice(db)
    const citizen = await as('citizen')
    // The seed has given this person one shown comment; one is still new.
    const form = await citizen.visit(`/mk/discussion/of/${id}`)
    assert.match(form.text, /Модератор го чита коментарот пред да се прикаже/)
    const sent = await citizen.submit(`/mk/discussion/of/${id}`, commentOf('Дали има и мојата улица?'))
    assert.match(sent.text, /Вашиот коментар ќе се појави/)
    assert.match(sent.text, /Дали има и мојата улица\?/)
    assert.doesNotMatch((await anyone.visit(sent.path)).text, /Дали има и мојата улица/)
    assert.doesNotMatch((await (await as('officer')).visit(sent.path)).text, /Дали има и мојата улица/)
    assert.match((await citizen.visit('/mk/discussion/mine')).text, /Дали има и мојата улица/)
  },
)

journey(
  'who writes too much or too many links gets the text back and is told what to do',
  async ({ db, as, clock }) => {
    const { id } = await quietPractice(db)
    const citizen = await as('citizen')
    const links = await citizen.post(`/mk/discussion/of/${id}`, commentOf('https://a.example https://b.example'))
    assert.equal(links.status, 422)
    const withLinks = await links.text()
    assert.match(withLinks, /најмногу 1 врска/)
    assert.match(withLinks, /<textarea[^>]*>https:\/\/a\.example https:\/\/b\.example</)
    for (const text of ['Прво.', 'Второ.', 'Трето.'])
      assert.equal((await citizen.post(`/mk/discussion/of/${id}`, commentOf(text))).status, 303)
    const fourth = await citizen.post(`/mk/discussion/of/${id}`, commentOf('Четврто.', { commentLanguage: 'sq' }))
    assert.equal(fourth.status, 429)
    assert.ok(Number(fourth.headers.get('retry-after')) > 0)
    const again = await fourth.text()
    assert.match(again, /<textarea[^>]*>Четврто\.</)
    assert.match(again, /<option value="sq" selected/)
    assert.match(again, /Во еден час може да испратите 3 коментари/)
    clock.now = new Date(clock.now.getTime() + 3_601_000)
    assert.equal((await citizen.post(`/mk/discussion/of/${id}`, commentOf('Четврто.'))).status, 303)
  },
)

journey('a button pressed twice sends a comment once', async ({ db, as }) => {
  const { id } = await quietPractice(db)
  const officer = await as('officer')
  const twice = await Promise.all([1, 2].map(() => officer.post(`/mk/discussion/of/${id}`, commentOf('Само еднаш.'))))
  assert.deepEqual(
    twice.map(({ status }) => status),
    [303, 303],
  )
  assert.equal((await db.select().from(comments).where(eq(comments.text, 'Само еднаш.'))).length, 1)
})

journey(
  'an author edits and withdraws; answers stay, and whoever opened it twice loses no text',
  async ({ db, as, anyone, clock }) => {
    const { id } = await quietPractice(db)
    const officer = await as('officer')
    await officer.submit(`/mk/discussion/of/${id}`, commentOf('Прва верзија.'))
    const first = await findByText(db, 'Прва верзија.')
    const at = `/mk/discussion/${first.id}`
    assert.match((await officer.visit(`${at}/edit`)).text, /<textarea[^>]*>Прва верзија\.</)
    await officer.submit(`${at}/edit`, commentOf('Втора верзија.', { revision: '1' }))
    const late = await officer.post(`${at}/edit`, commentOf('Трета верзија.', { revision: '1' }))
    assert.equal(late.status, 409)
    const both = await late.text()
    assert.match(both, /<textarea[^>]*>Трета верзија\.</)
    assert.match(both, /<p>Втора верзија\.<\/p>/)
    await (await as('neighbour')).submit(`/mk/discussion/of/${id}`, {
      ...commentOf('Одговор.'),
      commentParent: first.id,
    })
    clock.now = new Date(clock.now.getTime() + 31 * 60_000)
    assert.equal((await officer.get(`${at}/edit`)).status, 403)
    assert.equal((await (await as('mayor')).post(`${at}/withdraw`)).status, 403)
    await officer.submit(`${at}/withdraw`)
    const page = await anyone.visit(`/mk/discussion/of/${id}`)
    assert.doesNotMatch(page.text, /Втора верзија/)
    assert.match(page.text, /Авторот го повлече овој коментар/)
    assert.match(page.text, /Одговор\./)
    assert.equal((await anyone.get(at)).status, 404)
    const answer = await officer.post(`/mk/discussion/of/${id}`, { ...commentOf('Доцна.'), commentParent: first.id })
    assert.equal(answer.status, 409, 'what was withdrawn is not answered')
    assert.match(await answer.text(), /<textarea[^>]*>Доцна\.</)
  },
)

journey('people react once each, take it back, and never to themselves', async ({ db, as, anyone }) => {
  const { id } = await quietPractice(db)
  const officer = await as('officer')
  const neighbour = await as('neighbour')
  await officer.submit(`/mk/discussion/of/${id}`, commentOf('Одлично.'))
  const { id: comment } = await findByText(db, 'Одлично.')
  await Promise.all([1, 2].map(() => neighbour.post(`/mk/discussion/${comment}/react`, { give: 'thanks' })))
  await neighbour.post(`/mk/discussion/of/${id}/react`, { give: 'helpful' })
  assert.equal((await officer.post(`/mk/discussion/${comment}/react`, { give: 'agree' })).status, 403)
  assert.equal((await anyone.post(`/mk/discussion/${comment}/react`, { give: 'agree' })).status, 303, 'sign in first')
  assert.equal((await db.select().from(reactions).where(eq(reactions.recordId, id))).length, 2)
  const page = (await neighbour.visit(`/mk/discussion/of/${id}`)).text
  assert.equal(page.match(/name="take" value="(thanks|helpful)" aria-pressed="true"/g)?.length, 2)
  await neighbour.post(`/mk/discussion/${comment}/react`, { take: 'thanks' })
  assert.equal((await db.select().from(reactions).where(eq(reactions.commentId, comment))).length, 0)
})

journey(
  'a long discussion goes on at its own address, and a link finds a comment on any page',
  async ({ db, anyone, clock }) => {
    const { id } = await quietPractice(db)
    const rows = Array.from({ length: 23 }, (_, index) => ({
      id: crypto.randomUUID(),
      recordId: id,
      authorId: examplePersonId('expert'),
      language: 'mk' as const,
      text: `Коментар број ${index + 1}.`,
      state: 'shown' as const,
      createdAt: new Date(clock.now.getTime() - (50 - index) * 60_000),
    }))
    await db.insert(comments).values(rows)
    const first = await anyone.visit(`/mk/discussion/of/${id}`)
    assert.match(first.text, /Коментар број 20\./)
    assert.doesNotMatch(first.text, /Коментар број 21\./)
    const last = await anyone.get(`/mk/discussion/${rows[22]?.id}`)
    assert.equal(last.headers.get('location'), `/mk/discussion/of/${id}?page=2#comment-${rows[22]?.id}`)
    assert.match((await anyone.visit(`/mk/discussion/of/${id}?page=2`)).text, /Коментар број 23\./)
  },
)

journey('nobody reads or writes about a practice that is not theirs to read', async ({ db, as, anyone }) => {
  const { id } = await quietPractice(db)
  await db.update(records).set({ visibility: 'restricted' }).where(eq(records.id, id))
  for (const browser of [anyone, await as('citizen')]) {
    assert.equal((await browser.get(`/mk/discussion/of/${id}`)).status, 404)
    if (browser !== anyone) assert.equal((await browser.post(`/mk/discussion/of/${id}`, commentOf('Не.'))).status, 404)
  }
})
