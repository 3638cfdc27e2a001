/** A translation says of every paragraph where it stands, whatever authors do to the original meanwhile. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Fields } from '../records/schema.ts'
import { marksOf, statusOf, type Words, wovenFrom } from './status.ts'

const NAMES = ['summary', 'results']
const words = (title: string, fields: Fields): Words => ({ title, fields })
const p = (id: string, text: string) => ({ id, text })

test('a reader is told which paragraphs changed, came and went since the translation', () => {
  const then = words('Чешми', { summary: [p('a', 'Прво'), p('b', 'Второ')], results: [p('c', 'Трето')] })
  const now = words('Чешми', { summary: [p('a', 'Прво!'), p('d', 'Ново')], results: [p('c', 'Трето')] })
  const albanian = words('Krojet', { summary: [p('a', 'E para'), p('b', 'E dyta')], results: [p('c', 'E treta')] })
  const status = statusOf(albanian, { before: then, now }, NAMES)
  assert.deepEqual(Object.fromEntries(status.paragraphs), {
    a: 'outdated',
    b: 'superfluous',
    c: 'current',
    d: 'missing',
  })
  assert.equal(status.whole, 'outdated')
  assert.equal(status.title, 'current')
  assert.deepEqual(marksOf(status), { a: 'outdated', b: 'superfluous', d: 'missing' })
  assert.deepEqual(wovenFrom(albanian, now, NAMES), {
    summary: [p('a', 'E para'), p('b', 'E dyta'), p('d', 'Ново')],
    results: [p('c', 'E treta')],
  })
})

test('a change of facts alone makes no translation outdated', () => {
  const then = words('Чешми', { summary: [p('a', 'Прво')], 'facts.costAmount': [p('x', '100')] })
  const now = words('Чешми', { summary: [p('a', 'Прво')], 'facts.costAmount': [p('x', '200')] })
  assert.equal(
    statusOf(words('Krojet', { summary: [p('a', 'E para')] }), { before: then, now }, NAMES).whole,
    'current',
  )
})

test('a translation that was saved before it was whole is incomplete, not outdated', () => {
  const same = words('Чешми', { summary: [p('a', 'Прво'), p('b', 'Второ')] })
  const status = statusOf(words('Krojet', { summary: [p('a', 'E para')] }), { before: same, now: same }, NAMES)
  assert.equal(status.whole, 'incomplete')
})

const fields = fc
  .uniqueArray(fc.record({ id: fc.constantFrom(...'abcdefgh'), text: fc.constantFrom('1', '2', '3') }), {
    selector: ({ id }) => id,
  })
  .chain((all) => fc.nat(all.length).map((cut): Fields => ({ summary: all.slice(0, cut), results: all.slice(cut) })))
const text = fc.record({ title: fc.constantFrom('x', 'y'), fields })
const idsOf = ({ fields: all }: Words) => NAMES.flatMap((name) => (all[name] ?? []).map(({ id }) => id))

test('whatever is edited, every paragraph of both texts has exactly one state, and the reader gets each once', () => {
  fc.assert(
    fc.property(text, text, text, (translation, then, now) => {
      const { paragraphs, whole } = statusOf(translation, { before: then, now }, NAMES)
      assert.deepEqual([...paragraphs.keys()].sort(), [...new Set([...idsOf(translation), ...idsOf(now)])].sort())
      const woven = { title: '', fields: wovenFrom(translation, now, NAMES) }
      assert.deepEqual(idsOf(woven).sort(), [...paragraphs.keys()].sort())
      const kept = idsOf(woven).filter((id) => idsOf(now).includes(id))
      assert.deepEqual(kept, idsOf(now))
      if (whole === 'current') assert.deepEqual([...new Set(paragraphs.values())].join() || 'current', 'current')
    }),
  )
})

test('a translation of every paragraph of an original that did not change is current', () => {
  fc.assert(
    fc.property(text, (source) => {
      const done = {
        title: 'z',
        fields: Object.fromEntries(
          Object.entries(source.fields).map(([name, all]) => [name, all.map(({ id }) => p(id, 'z'))]),
        ),
      }
      assert.equal(statusOf(done, { before: source, now: source }, NAMES).whole, 'current')
    }),
  )
})
