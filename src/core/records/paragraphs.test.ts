/** Holds that paragraphs keep their ids while people edit, and that a difference shows exactly both texts. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type ChangedParagraph, differenceOf, isChanged, paragraphsChanged, wordsChanged } from './difference.ts'
import { fieldsOf, inStepWith, paragraphsOf, partsOf, textOf } from './paragraphs.ts'

const counting = () => {
  let count = 0
  return () => `p${++count}`
}
const WORDS = [
  'општина',
  'отпад',
  'сортирање',
  '1.200 домаќинства',
  "об'єднання",
  'қала',
  'ё',
  'shkollë',
  '–',
  'и',
  'a',
] as const
const sentence = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 12 })
  .map((words) => `${words.join(' ')}.`)
const paragraphs = fc.array(sentence, { maxLength: 8 })
const anyText = fc.string({ unit: 'grapheme', maxLength: 200 })

const shown = (changed: readonly ChangedParagraph[], without: 'added' | 'removed') =>
  changed
    .map((parts) =>
      parts
        .filter(({ kind }) => kind !== without)
        .map(({ text }) => text)
        .join(''),
    )
    .filter(Boolean)

test('what people wrote comes back as they wrote it, without blank lines too many', () => {
  assert.deepEqual(partsOf('  Прво. \n \n\n Второ:\n- ставка\n\n'), ['Прво.', 'Второ:\n- ставка'])
  fc.assert(fc.property(anyText, (text) => assert.deepEqual(partsOf(textOf(paragraphsOf(text))), partsOf(text))))
})

test('every paragraph has an id of its own', () => {
  fc.assert(
    fc.property(paragraphs, paragraphs, (before, after) => {
      const makeId = counting()
      const older = paragraphsOf(before.join('\n\n'), [], makeId)
      const newer = paragraphsOf(after.join('\n\n'), older, makeId)
      assert.equal(new Set(newer.map(({ id }) => id)).size, newer.length)
    }),
  )
})

test('a paragraph that nobody touched keeps its id wherever others are added, removed or moved around it', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(sentence, { minLength: 1, maxLength: 8 }),
      paragraphs,
      fc.nat(),
      (before, added, seed) => {
        const makeId = counting()
        const older = paragraphsOf(before.join('\n\n'), [], makeId)
        const kept = before.filter((_, at) => (seed >> at) % 2 === 0)
        const mixed = [...added.filter((text) => !before.includes(text)), ...kept.toReversed()]
        const newer = paragraphsOf(mixed.join('\n\n'), older, makeId)
        for (const text of kept)
          assert.equal(newer.find((one) => one.text === text)?.id, older.find((one) => one.text === text)?.id)
      },
    ),
  )
})

test('saving the same text again changes nothing', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const older = paragraphsOf(text)
      assert.deepEqual(paragraphsOf(textOf(older), older), older)
    }),
  )
})

test('a paragraph in which a few words changed is the same paragraph', () => {
  const older = paragraphsOf('Прашавме 140 земјоделци колку фолија менуваат.\n\nОпределивме осум собирни места.')
  const newer = paragraphsOf(
    'Нов почеток, сосема друг.\n\nПрашавме 150 земјоделци колку фолија менуваат секоја година.\n\nОпределивме девет собирни места.',
    older,
  )
  assert.deepEqual(
    newer.slice(1).map(({ id }) => id),
    older.map(({ id }) => id),
  )
  assert.ok(!older.some(({ id }) => id === newer[0]?.id))
})

test('a translation that comes whole stands paragraph by paragraph beside its source', () => {
  const source = fieldsOf({ summary: 'Прво.\n\nВторо.', results: 'Трето.' })
  const translated = inStepWith(source, fieldsOf({ summary: 'E para.\n\nE dyta.\n\nE treta.', results: 'E katërta.' }))
  const ids = (fields: typeof source, name: string) => fields[name]?.map(({ id }) => id) ?? []
  assert.deepEqual(ids(translated, 'summary').slice(0, 2), ids(source, 'summary'))
  assert.ok(!ids(source, 'summary').includes(ids(translated, 'summary')[2] ?? ''))
  assert.deepEqual(ids(translated, 'results'), ids(source, 'results'))
  assert.equal(textOf(translated.summary), 'E para.\n\nE dyta.\n\nE treta.')
})

test('a difference without what came is the old text, without what went the new one', () => {
  fc.assert(
    fc.property(paragraphs, paragraphs, (before, after) => {
      const older = paragraphsOf(before.join('\n\n'))
      const newer = paragraphsOf(after.join('\n\n'), older)
      const changed = paragraphsChanged(older, newer)
      assert.deepEqual(shown(changed, 'removed'), after)
      assert.deepEqual(shown(changed, 'added'), before)
    }),
  )
  fc.assert(
    fc.property(anyText, anyText, (before, after) => {
      const changed = wordsChanged(before, after)
      assert.equal(shown([changed], 'removed').join(''), after)
      assert.equal(shown([changed], 'added').join(''), before)
    }),
  )
})

test('neighbouring words that changed are shown as one change', () => {
  assert.deepEqual(wordsChanged('Собравме три тони отпад.', 'Собравме пет големи камиони отпад.'), [
    { kind: 'same', text: 'Собравме ' },
    { kind: 'removed', text: 'три тони' },
    { kind: 'added', text: 'пет големи камиони' },
    { kind: 'same', text: ' отпад.' },
  ])
})

test('a reader of a difference sees which fields changed', () => {
  const older = { title: 'Втор живот на отпадот', fields: fieldsOf({ summary: 'Кратко.', results: 'Десет тони.' }) }
  const newer = {
    title: older.title,
    fields: fieldsOf({ summary: 'Кратко.', results: 'Дванаесет тони.' }, older.fields),
  }
  const difference = differenceOf(older, newer, ['summary', 'results', 'partners'])
  assert.deepEqual(
    difference.map(({ field, changed }) => [field, changed]),
    [
      ['title', false],
      ['summary', false],
      ['results', true],
    ],
  )
  assert.equal(isChanged(difference), true)
  assert.equal(isChanged(differenceOf(older, older, ['summary', 'results'])), false)
})
