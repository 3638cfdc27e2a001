/** Values as people write them: understood where they can mean one thing only, told where they cannot. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { KnownPlace } from './places.ts'
import { finderOf } from './places.ts'
import { currencyOf, dateOf, guessLanguage, itemsOf, itemsText, languageOf, moneyOf, yesOrNo } from './values.ts'

test('dates are read as the region writes them, and no day that no calendar has', () => {
  const cases: [string, string | undefined, string?][] = [
    ['31.12.2024', '2024-12-31'],
    ['1. 3. 2021 г.', '2021-03-01'],
    ['05/06/2020', '2020-06-05'],
    ['2020-02-29', '2020-02-29'],
    ['2024-05-06T07:08:09.123Z', '2024-05-06'],
    ['30.02.2020', undefined],
    ['31.11.2021', undefined],
    ['12.2024', '2024-12-01', '2024-12-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2019', '2019-01-01', '2019-12-31'],
    ['2019 год', '2019-01-01', '2019-12-31'],
    ['март 2019', '2019-03-01', '2019-03-31'],
    ['15 серпня 2021', '2021-08-15'],
    ['3 mars 2020', '2020-03-03'],
    ['пролет 2020', undefined],
    ['12345', undefined],
    ['1.1.0001', undefined],
    ['', undefined],
  ]
  for (const [text, first, last = first] of cases) {
    assert.equal(dateOf(text), first, text)
    assert.equal(dateOf(text, true), last, text)
  }
})

test('money is read with any separators and with the currency where it stands', () => {
  const cases: [string, number | undefined, string?][] = [
    ['1.234,56', 1234.56],
    ['1 234 567', 1_234_567],
    ['1,234.5 USD', 1234.5, 'USD'],
    ['12.000 ден.', 12_000, 'MKD'],
    ['€ 500', 500, 'EUR'],
    ['2.500 лв', 2500, 'BGN'],
    ['300 000 грн', 300_000, 'UAH'],
    ['40000 сом', 40_000, 'KGS'],
    ['околу 500', undefined],
    ['500-600', undefined],
    ['-5', undefined],
    ['бесплатно', undefined],
  ]
  for (const [text, amount, currency] of cases) {
    assert.equal(moneyOf(text)?.amount, amount, text)
    assert.equal(moneyOf(text)?.currency, currency, text)
  }
  assert.equal(currencyOf('евра'), 'EUR')
  assert.equal(currencyOf('chf'), 'CHF')
})

test('a language is known by its name in any language, or by letters that only it has', () => {
  for (const [text, language] of [
    ['mk', 'mk'],
    ['mk-MK', 'mk'],
    ['македонски', 'mk'],
    ['Albanian', 'sq'],
    ['shqip', 'sq'],
    ['українська', 'uk'],
    ['киргизский', 'ky'],
  ] as const)
    assert.equal(languageOf(text), language, text)
  assert.equal(languageOf('клингонски'), undefined)
  const texts = {
    mk: 'Општината ги замени светилките, па сега плаќа половина од тоа што плаќаше',
    bg: 'Общината събира предложения от гражданите всяка година',
    uk: 'Громада зібрала пропозиції мешканців і вибрала найкращі',
    ru: 'Муниципалитет собрал предложения жителей и выбрал лучшие, это было быстро',
    ky: 'Айыл өкмөтү тургундардын сунуштарын чогултуп, мыктысын тандады',
    sq: 'Komuna mblodhi propozimet e qytetarëve dhe zgjodhi më të mirat',
    en: 'The municipality collected proposals and chose the best of them',
  } as const
  for (const [language, text] of Object.entries(texts)) assert.equal(guessLanguage(text, ['mk', 'sq']), language)
})

test('lists survive semicolons in their items', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc
          .stringMatching(/^[а-ѓ";, .a-z]{1,12}$/u)
          .map((text) => text.trim())
          .filter(Boolean),
      ),
      (items) => {
        assert.deepEqual(itemsOf(itemsText(items)), items)
      },
    ),
  )
})

test('whatever stands in a cell, it is a value or it is not, and nothing breaks', () => {
  const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[\d.,/ -]{0,14}$/), fc.lorem())
  fc.assert(
    fc.property(cell, (text) => {
      const date = dateOf(text)
      if (date !== undefined) assert.match(date, /^(19|20|21)\d\d-\d\d-\d\d$/)
      const money = moneyOf(text)
      if (money) assert.ok(money.amount >= 0 && money.amount <= 1e12)
      languageOf(text)
      guessLanguage(text, ['mk'])
      itemsOf(text)
      yesOrNo(text)
    }),
    { numRuns: 2000 },
  )
})

const place = (id: string, name: string, more: Partial<KnownPlace> = {}): KnownPlace => ({
  id,
  country: 'mk',
  code: id.toUpperCase(),
  level: 'municipality',
  parentId: null,
  names: { mk: name },
  searchNames: `|${id}|`,
  ...more,
})

test('a place is found by code and by name with its word around it; of two alike none is taken', () => {
  const finder = finderOf([
    place('veles', 'Велес'),
    place('north', 'Север', { level: 'region' }),
    place('south', 'Југ', { level: 'region' }),
    place('a1', 'Бела', { searchNames: '|bela|', parentId: 'north' }),
    place('a2', 'Бела', { searchNames: '|bela|', parentId: 'south' }),
  ])
  for (const text of ['Велес', 'VELES', 'Општина Велес', 'Komuna e Veles', 'Veles (municipality)'])
    assert.equal((finder.find(text, 'mk') as { place?: KnownPlace }).place?.id, 'veles', text)
  const alike = finder.find('Бела', 'mk')
  assert.deepEqual(alike.ok || alike.candidates.map(({ id }) => id), ['a1', 'a2'])
  assert.equal((finder.find('A2', 'mk') as { place?: KnownPlace }).place?.id, 'a2')
  assert.deepEqual(finder.find('Атлантида', 'mk'), { ok: false, candidates: [] })
  assert.deepEqual(finder.find('Велес', 'bg'), { ok: false, candidates: [] })
})
