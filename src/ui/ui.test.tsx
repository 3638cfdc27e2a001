/** What people would notice if components broke: text that becomes code, errors that cannot be found, words in a foreign language. */
import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { emptyForm, type FormState } from '#platform/forms.ts'
import { LANGUAGES } from '#platform/languages.ts'
import { buildAssets } from '../../scripts/assets.ts'
import { Gallery } from './gallery.tsx'
import {
  Checkbox,
  DataTable,
  Difference,
  Explanation,
  Field,
  Form,
  initialsOf,
  LanguageProvider,
  Pager,
  pagesAround,
  Radios,
  RecordCard,
} from './index.tsx'
import { uiTexts } from './texts.ts'

const withErrors = (errors: FormState['errors'], values: FormState['values'] = {}): FormState => ({
  ...emptyForm(values),
  errors,
})

describe('What people type', () => {
  test('someone who types code sees it as text, in a field, in a title and in a table', () => {
    const evil = '"><script>alert(1)</script>'
    const html = String(
      <>
        <Field form={emptyForm({ a: evil })} name="a" label={evil} />
        <Field form={emptyForm({ b: `</textarea>${evil}` })} name="b" label="b" rows={3} />
        <RecordCard href="/x" title={evil} summary={evil} />
        <DataTable caption={evil} columns={[{ key: 'a', label: evil }]} rows={[{ a: evil }]} />
        <Difference paragraphs={[{ kind: 'added', text: evil }]} />
        <Form action="/x" form={withErrors({ a: evil })} submit={evil}>
          <Field form={withErrors({ a: evil })} name="a" label={evil} />
        </Form>
      </>,
    )
    assert.ok(!html.includes('<script'), html)
    assert.equal(html.match(/<\/textarea>/g)?.length, 1)
  })

  test('a text that begins with an empty line keeps it', () => {
    const html = String(<Field form={emptyForm({ a: '\nAfter the empty line' })} name="a" label="a" rows={3} />)
    assert.match(html, />\n\nAfter/)
  })

  test('a password is never sent back', () => {
    const html = String(<Field form={emptyForm({ password: 'тајна' })} name="password" label="p" type="password" />)
    assert.ok(!html.includes('тајна'))
  })
})

describe('A form that is not right', () => {
  const form = withErrors({ size: 'Choose one of the options.', title: 'Write at least 5 characters.', '': 'Compare.' })
  const html = String(
    <Form action="/x" form={{ ...form, revision: 7 }} submit="Send">
      <Field form={form} name="title" label="Title" hint="In one line." required maxlength={20} />
      <Radios form={form} name="size" label="Size" required options={[{ value: 's', label: 'Small' }]} />
      <Checkbox form={form} name="consent" label="They agree" required />
    </Form>,
  )

  test('a person reads first what is wrong, each with the name of its field, in the order of the page', () => {
    const summary = html.slice(html.indexOf('error-summary'), html.indexOf('</ul>'))
    assert.ok(html.indexOf('error-summary') < html.indexOf('<label'))
    const texts = [...summary.matchAll(/<li>(.*?)<\/li>/g)].map((match) => match[1]?.replace(/<[^>]+>/g, ''))
    assert.deepEqual(texts, ['Compare.', 'Title: Write at least 5 characters.', 'Size: Choose one of the options.'])
  })

  test('every link of the summary leads to a field that is there', () => {
    const targets = [...html.matchAll(/href="#(field-[^"]+)"/g)].map((match) => match[1])
    assert.deepEqual(targets, ['field-title', 'field-size'])
    for (const id of targets) assert.ok(html.includes(`id="${id}"`), id)
  })

  test('a screen reader hears hint, counter and error of the field it stands in', () => {
    const input = /<input class="ds-input" id="field-title"[^>]*>/.exec(html)?.[0] ?? ''
    assert.match(input, /aria-invalid="true"/)
    const ids = /aria-describedby="([^"]+)"/.exec(input)?.[1]?.split(' ') ?? []
    assert.deepEqual(ids, ['hint-title', 'counter-title', 'error-title'])
    for (const id of ids) assert.ok(html.includes(`id="${id}"`), id)
  })

  test('a field that is right is not called wrong', () => {
    assert.doesNotMatch(/<input[^>]*id="field-consent"[^>]*>/.exec(html)?.[0] ?? '', /aria-invalid/)
  })

  test('the revision that the person saw goes along', () => {
    assert.match(html, /<input type="hidden" name="revision" value="7"/)
  })
})

describe('In every language', () => {
  for (const language of LANGUAGES)
    test(`a reader of ${language} meets every component without a missing word`, () => {
      const html = String(
        <LanguageProvider language={language}>
          <Gallery />
        </LanguageProvider>,
      )
      const t = uiTexts.in(language)
      for (const key of ['optional', 'problem', 'next', 'why', 'clearFilters'] as const)
        assert.ok(html.includes(t(key)), `${language}: ${key}`)
      assert.ok(!/undefined|\[object/.test(html.replace(/<svg[\s\S]*?<\/svg>/g, '')))
      const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1])
      assert.deepEqual(
        ids.filter((id, index) => ids.indexOf(id) !== index),
        [],
        'every id stands once',
      )
      assert.ok(!/\sstyle="|<script|\son\w+="/.test(html), 'nothing that the content security policy forbids')
    })

  test('a reader of Kyrgyz sees weights and contributions in their own numerals', () => {
    const html = String(
      <LanguageProvider language="ky">
        <Explanation factors={[{ label: 'a', value: 'b', weight: 0.5, contribution: 1.25 }]} rule="r" />
      </LanguageProvider>,
    )
    assert.match(html, /\+1,25/)
  })
})

test('a person on page 5 of 12 can go to the first, the last and the pages near', () => {
  assert.deepEqual(pagesAround(5, 12), [1, undefined, 4, 5, 6, undefined, 12])
  assert.deepEqual(pagesAround(3, 4), [1, 2, 3, 4])
  assert.deepEqual(pagesAround(1, 1), [1])
  assert.equal(String(<Pager page={1} pages={1} href={String} />), '')
})

test('initials are letters of the name, also for organisations in quotation marks', () => {
  assert.equal(initialsOf('Ана-Марија Коста'), 'АК')
  assert.equal(initialsOf('Здружение „Патоказ“'), 'ЗП')
  assert.equal(initialsOf('өнүктүрүү'), 'Ө')
  assert.equal(initialsOf(''), '')
})

test('what a visitor downloads stays within 40 kB of styles and 20 kB of script', async () => {
  const home = fileURLToPath(new URL('../..', import.meta.url))
  const root = await mkdtemp(join(tmpdir(), 'assets-'))
  try {
    for (const name of ['src', 'node_modules', 'package-lock.json', 'package.json', 'scripts'])
      await symlink(join(home, name), join(root, name))
    await buildAssets(root)
    const built = join(root, 'public/built')
    const manifest = JSON.parse(await readFile(join(built, 'manifest.json'), 'utf8')) as Record<string, string>
    const size = async (name: string) => (await readFile(join(built, `${manifest[name]}.gz`))).length
    assert.ok((await size('site.css')) < 40_000)
    assert.ok((await size('site.js')) < 20_000)
    const before = await readdir(built)
    await buildAssets(root)
    assert.deepEqual(await readdir(built), before)
  } finally {
    await rm(root, { recursive: true, force: true })
  }
})
