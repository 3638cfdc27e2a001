import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nobody } from '#platform/actor.ts'
import { bareNameOf, namesOf } from './names.ts'
import { isHistorical, mayChangeBoundaries, sizeClassOf } from './rules.ts'
import { newSlugs, type SlugWish } from './slugs.ts'

test('a municipality belongs to the class of size that its population has reached', () => {
  const classes = [4_999, 5_000, 19_999, 20_000, 50_000, 99_999, 100_000, null].map(sizeClassOf)
  assert.deepEqual(classes, ['under-5', '5-20', '5-20', '20-50', '50-100', '50-100', 'over-100', undefined])
})

test('a place has ended from the day on which it ends', () => {
  assert.equal(isHistorical({ validUntil: '2020-07-12' }, '2020-07-12'), true)
  assert.equal(isHistorical({ validUntil: '2020-07-12' }, '2020-07-11'), false)
  assert.equal(isHistorical({ validUntil: null }, '2020-07-12'), false)
})

test('only who looks after the whole portal changes boundaries', () => {
  const grant = { id: 'g', role: 'administrator', organisation: null, country: null, placeId: null } as const
  assert.equal(mayChangeBoundaries({ ...nobody, id: 'a', grant }), true)
  assert.equal(mayChangeBoundaries({ ...nobody, id: 'a', grant: { ...grant, country: 'mk' } }), false)
  assert.equal(mayChangeBoundaries({ ...nobody, id: 'a', grant: { ...grant, role: 'editor' } }), false)
  assert.equal(mayChangeBoundaries(nobody), false)
})

const wish = (id: string, name: string, more: Partial<SlugWish> = {}): SlugWish => ({
  id,
  code: id,
  level: 'municipality',
  parentId: null,
  names: { bg: name },
  current: undefined,
  ...more,
})

test('two municipalities of one name are told apart by their region, both of them', () => {
  const slugs = newSlugs(
    [
      wish('a', 'Бяла', { parentId: 'r' }),
      wish('b', 'Бяла', { parentId: 'v' }),
      wish('r', 'Област Русе', { level: 'region' }),
      wish('v', 'Област Варна', { level: 'region' }),
    ],
    'bg',
    new Set(),
  )
  assert.equal(slugs.get('a'), 'бяла-област-русе')
  assert.equal(slugs.get('b'), 'бяла-област-варна')
})

test('a place keeps its address while it keeps its name, and gets a new one when renamed', () => {
  const places = [wish('a', 'Русе', { current: 'русе' }), wish('b', 'Нов Дол', { current: 'стар-дол' })]
  const slugs = newSlugs(places, 'bg', new Set(['русе', 'стар-дол']))
  assert.deepEqual([...slugs], [['b', 'нов-дол']])
})

test('a reader gets the name in the language nearest to theirs, and is told which', () => {
  const hromada = { names: { uk: 'Вінницька', en: 'Vinnytska' }, code: 'UA1', type: 'urban_hromada' }
  assert.deepEqual(namesOf(hromada, 'uk'), { text: 'Вінницька міська громада', lang: 'uk' })
  assert.equal(bareNameOf(hromada, 'ru').lang, 'uk')
  assert.deepEqual(bareNameOf({ names: {}, code: 'UA1' }, 'mk'), { text: 'UA1', lang: 'mk' })
})
