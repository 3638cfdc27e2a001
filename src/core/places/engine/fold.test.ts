import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fold, searchKeys } from './fold.ts'
import { ALIKE, bestLikeness } from './similar.ts'

test('a person finds one place however they spell it', () => {
  for (const spellings of [
    ['Велес', 'veles', 'VELES', 'Vélés'],
    ['Чаир', 'Chair', 'Çair', 'Čair', 'cair'],
    ['Харків', 'Kharkiv', 'kharkiv'],
    ['Кичево', 'Kičevo', 'Kicevo', 'Kichevo'],
    ['Ѓорче Петров', 'Gjorche Petrov', 'Gorče Petrov'],
    ['Желино', 'Zhelino', 'Želino', 'Zelino'],
    ['Пещера', 'Peščera'],
    ['Кюстендил', 'Kyustendil', 'Kjustendil'],
    ['Ысык-Көл', 'Ysyk-Kol', 'ысык көл'],
    ["Кам'янська", 'Кам’янська', 'Kamianska'],
  ])
    assert.equal(new Set(spellings.map(fold)).size, 1, `${spellings}: ${spellings.map(fold)}`)
})

test('a Bulgarian finds Търговище with sht as with shch', () => {
  const keys = searchKeys({ bg: 'Търговище', en: 'Targovishte' })
  assert.ok(keys.includes(`|${fold('Търговище')}|`))
  assert.ok(keys.includes(`|${fold('Targovishte')}|`))
})

test('a code keeps its zeros', () => {
  assert.equal(fold('MK00101'), 'mk00101')
})

test('a slip of the pen still finds, another name does not', () => {
  assert.ok(bestLikeness(fold('Strumca'), searchKeys({ mk: 'Струмица' })) >= ALIKE)
  assert.ok(bestLikeness(fold('Ohrit'), searchKeys({ mk: 'Охрид' })) >= ALIKE)
  assert.ok(bestLikeness(fold('Прилеп'), searchKeys({ mk: 'Охрид' })) < ALIKE)
})
