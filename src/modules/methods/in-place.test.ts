/** Walks as an officer does who writes a practice, looks for what it applied and adds what is not there, without leaving the form. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eq, inArray } from 'drizzle-orm'
import { practices } from '#modules/practices/schema.ts'
import { emptyForm } from '#platform/forms.ts'
import { journey } from '#tests/journey.ts'
import { readInPlace, shownNumbers } from './choosing.ts'
import { methods, recordMethods } from './schema.ts'

const TITLE = 'Велес ги мери сите водомери одново'
const JURY = 'Гласање со зрна грав'
const written = {
  title: TITLE,
  language: 'mk',
  topics: ['water-supply'],
  summary: 'Општината одново ги измери сите водомери и најде каде истекува водата што никој не ја плаќа.',
  background:
    'Во 2022 година половина од водата не се наплаќаше. Никој не знаеше колку од неа истекува, а колку се троши без сметка во објектите.',
  practice:
    'Прво ги пописавме сите приклучоци. Потоа шест месеци, зона по зона, ноќе го меревме протокот и ги споредувавме бројките со сметките. Каде што разликата беше поголема од една петтина, екипата ја отвораше шахтата и го менуваше водомерот.',
  results:
    'За една година загубите паднаа од 51 на 38 проценти. Приходот порасна за 4,2 милиони денари, без поскапување на водата.',
  costs: 'Водомери 3,1 милиони денари, екипа од четири вработени на половина работно време.',
  partners: 'ЈКП „Дервен“, месните заедници.',
  legalBasis: 'Закон за снабдување со вода за пиење и одведување на отпадни води.',
  obstacles: 'Жителите не веруваа дека новиот водомер мери точно, па пробно меревме пред нив, со кофа од десет литри.',
  replication:
    'Почнете од една зона со најмногу загуби и со вработени што ја познаваат мрежата. Не купувајте сè одеднаш.',
  contact: 'vodomeri@example.org, Општина Велес',
  periodFrom: '2023-02',
  periodTo: '',
  costAmount: '',
  costCurrency: 'MKD',
  costDate: '',
  innovator: '',
}
const beside = { 'newMethod1.title': JURY, 'newMethod1.kind': 'method' }
const SENTENCE = 'Секој присутен става зрно грав во теглата на предлогот што го поддржува.'

test('what is half written beside a practice is named field by field, and an empty line waits below', () => {
  const form = emptyForm({
    ...beside,
    'newMethod1.summary': '',
    'newMethod3.title': 'Табела за протокот',
    'newMethod3.summary': SENTENCE,
    'newMethod3.kind': 'tool',
  })
  const { added, errors } = readInPlace(form, 'mk')
  assert.deepEqual(
    added.map(({ title, kind }) => [title, kind]),
    [['Табела за протокот', 'tool']],
  )
  assert.deepEqual(Object.keys(errors), ['newMethod1.summary'])
  assert.deepEqual(shownNumbers(form), [1, 3, 4])
  assert.deepEqual(shownNumbers(emptyForm()), [1])
})

journey(
  'an officer adds a new method in place with a mistake elsewhere, loses nothing, and the editor publishes both',
  async (world) => {
    const { as, anyone, db } = world
    const officer = await as('officer')
    const searched = await officer.post('/mk/practices/new', {
      ...written,
      title: '',
      methodWords: 'регистар',
      intent: 'findMethods',
    })
    assert.equal(searched.status, 200)
    const offered = await searched.text()
    assert.match(offered, /Штиклирајте го она што сте го примениле/)
    assert.match(offered, /зона по зона, ноќе/)
    const register =
      /name="methods" value="([0-9a-f-]{36})"[^>]*>\s*<label[^>]*>\s*<span[^>]*>Прво регистар, потоа вложување/.exec(
        offered,
      )?.[1]
    assert.ok(register, 'the register is offered')

    const all = { ...written, ...beside, 'newMethod1.summary': SENTENCE, methods: [register] }
    const bad = await officer.post('/mk/practices/new', {
      ...all,
      results: 'Добро.',
      'newMethod1.summary': 'Грав',
      intent: 'send',
    })
    assert.equal(bad.status, 422)
    const again = await bad.text()
    assert.match(again, new RegExp(`value="${JURY}"`))
    assert.match(again, /id="error-newMethod1\.summary"/)
    assert.match(again, /id="error-results"/)
    assert.match(again, new RegExp(`value="${register}" checked`))
    assert.equal(
      (await db.select().from(recordMethods).where(eq(recordMethods.methodId, register))).some(
        ({ recordId }) => recordId === register,
      ),
      false,
    )

    const sent = await officer.submit('/mk/practices/new', { ...all, intent: 'send' })
    assert.equal(sent.status, 200, sent.text)
    assert.match(sent.text, new RegExp(JURY))
    const [linked] = await db
      .select({ id: recordMethods.recordId })
      .from(recordMethods)
      .innerJoin(methods, eq(methods.id, recordMethods.methodId))
      .where(inArray(methods.state, ['submitted']))
    assert.ok(linked)
    const [practice] = await db.select().from(practices).where(eq(practices.id, linked.id))
    assert.equal(practice?.state, 'submitted')

    const editor = await as('editor')
    const desk = await editor.visit('/mk/desk')
    assert.match(desk.text, new RegExp(JURY))
    const review = await editor.visit(`/mk/practices/${linked.id}/review`)
    assert.match(review.text, /Чека уредник/)
    const revisionOf = (page: { text: string }) => /name="revision" value="(\d+)"/.exec(page.text)?.[1] ?? ''
    await editor.submit(`/mk/practices/${linked.id}/review`, { decision: 'publish', revision: revisionOf(review) })
    const before = await anyone.visit(`/mk/practices/${linked.id}`)
    assert.match(before.text, /Применети методи и алатки/)
    assert.doesNotMatch(before.text, new RegExp(JURY))

    const path =
      /href="(\/mk\/methods\/[^"]*зрна[^"]*|\/mk\/methods\/[^"]*%D0%B7%D1%80%D0%BD%D0%B0[^"]*)"/.exec(desk.text)?.[1] ??
      ''
    const method = await editor.visit(path)
    await editor.submit(`${path}/decision`, { decision: 'publish', note: '', revision: revisionOf(method) })
    assert.match((await anyone.visit(`/mk/practices/${linked.id}`)).text, new RegExp(JURY))
    assert.match((await anyone.visit(path)).text, new RegExp(TITLE))
    assert.match(await (await anyone.get(`/api/v1/practices/${linked.id}`)).text(), new RegExp(register))
  },
)

journey(
  'Enter in the title of a practice saves it, though the first button of the form is the one that finds',
  async ({ as }) => {
    const officer = await as('officer')
    const saved = await officer.submit('/mk/practices/new', {
      title: TITLE,
      language: 'mk',
      methodWords: '',
      intent: 'findMethods',
    })
    assert.match(saved.path, /\/edit$/)
  },
)
