import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { expectAccessible, inABrowser, tryAs, type Walk, walk } from './walk.ts'

inABrowser()

const PASSWORD = 'седум шарени чамци на езеро'

/** What a municipal officer in Veles might write: complete, measurable, in plain words. */
const PRACTICE = {
  title: 'Пешачки автобус до училиште во три населби',
  summary:
    'Доброволци секое утро ги водат децата пешки до училиште по утврдена рута. Колите пред портата се преполовија, а децата стигнуваат навреме.',
  background:
    'Пред училиштето секое утро имаше метеж од автомобили и двапати годишно по една незгода. Родителите возеа и за триста метри, затоа што децата немаа со кого да одат.',
  practice:
    'Нацртајте ги рутите заедно со родителите и училиштето.\n\nОбучете по двајца доброволци за секоја рута.\n\nОзначете ги станиците и објавете го возниот ред.\n\nПо три месеци избројте колку коли застануваат пред портата.',
  results:
    'Бројот на коли пред портата падна од 140 на 62 за шест месеци. Во проектот учествуваат 118 деца и 16 доброволци, а незгоди немаше.',
  costs: 'Вкупно 95.000 денари за елеци, табли и обука, платени од буџетот на општината.',
  partners: 'Основното училиште и советот на родители.',
  legalBasis: 'Закон за безбедност на сообраќајот на патиштата и Статут на општината.',
  obstacles: 'Во првиот месец една рута остана без доброволци, па ја споивме со соседната и воведовме резервна листа.',
  replication:
    'Потребни се училиште што соработува, по двајца доброволци на рута и еден службеник што ги координира неделно.',
  contact: 'Одделение за образование, obrazovanie@example.org',
}

async function fillPractice(page: Page) {
  for (const [name, value] of Object.entries(PRACTICE)) await page.fill(`[name="${name}"]`, value)
  await page.fill('[name="periodFrom"]', '2025-02')
  // Groups of topics are folded until they are opened.
  await page.locator('details:has(input[name="topics"]) > summary').first().click()
  const topic = page.locator('input[name="topics"]').first()
  await topic.check()
}

const letterTo = async ({ portal }: Walk, address: string) => {
  const { outbox } = await import('#platform/schema.ts')
  const { desc, eq } = await import('drizzle-orm')
  const [letter] = await portal.db.select().from(outbox).where(eq(outbox.to, address)).orderBy(desc(outbox.at)).limit(1)
  assert.ok(letter, `no letter to ${address}`)
  return letter
}

walk('somebody new registers, confirms the address and signs in', async (world) => {
  const page = await world.open()
  await page.goto('/mk/account/register')
  await expectAccessible(page)
  await page.fill('[name="name"]', 'Мила Пробна')
  await page.fill('[name="email"]', 'mila@example.org')
  await page.fill('[name="password"]', PASSWORD)
  await page.click('main form [type="submit"]')
  const letter = await letterTo(world, 'mila@example.org')
  const link = /https?:\/\/\S+/.exec(letter.text)?.[0] ?? ''
  await page.goto(link)
  if (await page.locator('main form[action*="confirm"] [type="submit"]').count())
    await page.click('main form[action*="confirm"] [type="submit"]')
  if (!(await page.locator('.site-account summary').count())) {
    await page.goto('/mk/account/sign-in')
    await page.fill('main form [name="email"]', 'mila@example.org')
    await page.fill('main form [name="password"]', PASSWORD)
    await page.locator('main form:has([name="password"]) [type="submit"]').first().click()
  }
  await page.waitForSelector('.site-account summary')
  assert.match(await page.locator('.site-account summary').innerText(), /Мила/)
})

walk('an officer writes a practice, an editor publishes it, and anyone reads and prints it', async (world) => {
  const officer = await world.open()
  await tryAs(officer, 'officer')
  await officer.goto('/mk/practices/new')
  await expectAccessible(officer)
  await officer.fill('[name="title"]', 'Кратко')
  await officer.locator('button[name="intent"][value="send"]').click()
  await officer.waitForLoadState()
  assert.match(await officer.title(), /^Грешка:/, 'what is missing is told')
  await expectAccessible(officer)
  await fillPractice(officer)
  await officer.locator('button[name="intent"][value="send"]').click()
  await officer.waitForURL((url) => !url.pathname.endsWith('/new'))

  const editor = await world.open()
  await tryAs(editor, 'editor')
  await editor.goto('/mk/desk')
  await expectAccessible(editor)
  await editor
    .getByRole('link', { name: new RegExp(PRACTICE.title) })
    .first()
    .click()
  await editor.waitForLoadState()
  await expectAccessible(editor)
  await editor.check('[name="decision"][value="publish"]')
  await editor.locator('main form:has([name="decision"]) [type="submit"]').first().click()
  await editor.waitForLoadState()

  const reader = await world.open()
  await reader.goto('/mk/practices')
  await reader.getByRole('link', { name: PRACTICE.title }).first().click()
  await reader.waitForLoadState()
  assert.match(await reader.locator('h1').innerText(), /Пешачки автобус/)
  await expectAccessible(reader)
  await reader.emulateMedia({ media: 'print' })
  assert.equal(await reader.locator('.site-nav').isVisible(), false, 'paper has no menu')
  assert.equal(await reader.getByText('140 на 62').isVisible(), true)
  const pdf = await reader.request.get(`${reader.url()}.pdf`)
  assert.equal(pdf.headers()['content-type'], 'application/pdf')
  assert.equal((await pdf.body()).subarray(0, 5).toString(), '%PDF-')
})

walk('what an officer typed is there again after the window was closed', async (world) => {
  const page = await world.open()
  await tryAs(page, 'officer')
  await page.goto('/mk/practices/new')
  const saved = page.waitForResponse((answer) => answer.url().includes('/drafts/') && answer.ok())
  await page.fill('[name="title"]', 'Започнат наслов што никој не го зачува')
  await saved
  await page.goto('about:blank')
  await page.goto('/mk/practices/new')
  const body = await page.locator('main').innerText()
  const value = await page.locator('[name="title"]').inputValue()
  assert.ok(value.includes('Започнат наслов') || /продолжи/i.test(body), 'the draft is offered')
})

walk('a reader changes the language and stays on the same page', async (world) => {
  const page = await world.open()
  await page.goto('/mk/topics')
  await page.click('.language-switch summary')
  await page.click('.language-switch a[lang="sq"]')
  await page.waitForURL(/\/sq\/topics/)
  assert.equal(await page.locator('html').getAttribute('lang'), 'sq')
  await page.goto('/')
  assert.match(page.url(), /\/sq$/, 'the home address remembers the choice')
})

walk('without JavaScript an officer still saves a draft and a reader still filters', async (world) => {
  const page = await world.open({ javaScriptEnabled: false })
  await tryAs(page, 'officer')
  await page.goto('/mk/practices/new')
  await page.fill('[name="title"]', 'Нацрт напишан без скрипти')
  await page.getByRole('button', { name: 'Зачувај нацрт' }).click()
  await page.waitForLoadState()
  await page.goto('/mk/practices/mine')
  assert.equal(await page.getByText('Нацрт напишан без скрипти').first().isVisible(), true)
  await page.goto('/mk/practices')
  await page.selectOption('select[name="country"]', 'bg')
  await page.locator('.filter-form [type="submit"]').click()
  await page.waitForURL(/country=bg/)
  assert.doesNotMatch(await page.locator('.card-grid').first().innerText(), /Северна Македонија/)
})
