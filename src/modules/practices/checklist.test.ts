/** Holds what the acceptance checklist finds, in several languages, and that our own examples live up to it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CheckName, checklistOf, linksIn, mayBeSent, unexplainedAcronyms, wordsPerSentence } from './checklist.ts'
import { LENGTHS } from './forms.ts'
import { type PracticeSection, SECTIONS } from './schema.ts'
import { readExamples } from './seed.ts'

const filled = (more: Partial<Record<PracticeSection, string>> = {}) => ({
  title: 'Второ полнење на чешмите во летните месеци',
  language: 'mk' as const,
  texts: {
    ...(Object.fromEntries(
      SECTIONS.map((section) => [
        section,
        'Општината поправи 40 чешми. '.repeat(Math.ceil(LENGTHS[section].from / 28)),
      ]),
    ) as Record<PracticeSection, string>),
    ...more,
  },
  facts: {
    placeId: 'place',
    topics: ['water'],
    innovator: null,
    methods: [],
    innovatorConsentAt: null,
    periodFrom: '2025-03-01',
    periodTo: null,
    costAmount: null,
    costCurrency: null,
    costDate: null,
  },
  hasOrganisation: true,
})
const failing = (practice: Parameters<typeof checklistOf>[0]): CheckName[] =>
  checklistOf(practice)
    .filter(({ fulfilled }) => !fulfilled)
    .map(({ name }) => name)

test('an author who filled in everything has nothing open', () => {
  assert.deepEqual(failing(filled()), [])
  assert.equal(mayBeSent(checklistOf(filled())), true)
})

test('an author learns which sections are empty and which are too short', () => {
  const checks = checklistOf(filled({ results: '', partners: 'Никој' }))
  assert.deepEqual(checks.find(({ name }) => name === 'filled')?.sections, ['results'])
  assert.deepEqual(checks.find(({ name }) => name === 'length')?.sections, ['partners'])
  assert.equal(mayBeSent(checks), false)
})

test('results without numbers, bare links and unexplained abbreviations are advice and do not stop anyone', () => {
  const practice = filled({
    results: 'Многу подобро. '.repeat(10),
    background: `${'Општината поправи. '.repeat(8)} www.example.org и ЈКП.`,
  })
  assert.deepEqual(failing(practice), ['results', 'acronyms', 'links'])
  assert.equal(mayBeSent(checklistOf(practice)), true)
})

test('whoever is named must have agreed, and something must have happened somewhere and some time', () => {
  const { facts, ...rest } = filled()
  assert.deepEqual(failing({ ...rest, facts: { ...facts, innovator: 'Ана Примерова' } }), ['consent'])
  assert.deepEqual(failing({ ...rest, facts: { ...facts, periodFrom: null, topics: [] } }), ['topics', 'when'])
  assert.deepEqual(failing({ ...rest, hasOrganisation: false, facts: { ...facts, placeId: null } }), ['where'])
})

test('an abbreviation is explained by brackets behind it or by standing in brackets, at its first use', () => {
  assert.deepEqual(unexplainedAcronyms(['ЈКП „Комуналец“ ги мери. ЈКП плаќа.']), ['ЈКП'])
  assert.deepEqual(unexplainedAcronyms(['Јавното комунално претпријатие (ЈКП) мери. ЈКП плаќа.']), [])
  assert.deepEqual(unexplainedAcronyms(['ЦНАП (центр надання адміністративних послуг) працює. У ЦНАП черга.']), [])
  assert.deepEqual(unexplainedAcronyms(['Në NJVL-në (njësia e vetëqeverisjes lokale) dhe NJVL.']), [])
  assert.deepEqual(unexplainedAcronyms(['ТОО работает. Товарищество (ТОО).']), ['ТОО'])
  assert.deepEqual(unexplainedAcronyms(['По СМС, во PDF, дел II и XIX век, ЕУ.']), [])
  assert.deepEqual(unexplainedAcronyms(['ana@OPSTINA.mk', 'А и Б']), [])
})

test('web addresses are found with and without https', () => {
  assert.deepEqual(linksIn('Види https://example.org/a и www.example.org.'), [
    'https://example.org/a',
    'www.example.org.',
  ])
})

test('a line of a list is a sentence of its own', () => {
  assert.equal(wordsPerSentence(['Едно два три. Едно два три.'], 'mk'), 3)
  assert.equal(wordsPerSentence(['едно два\nедно два'], 'mk'), 2)
  assert.equal(wordsPerSentence(['', '  '], 'mk'), 0)
})

test('our own examples could be sent for review', async () => {
  for (const example of await readExamples()) {
    const texts = Object.fromEntries(SECTIONS.map((section) => [section, example[section]])) as Record<
      PracticeSection,
      string
    >
    const { facts } = filled()
    const checks = checklistOf({
      title: example.title,
      language: example.language,
      texts,
      facts,
      hasOrganisation: true,
    })
    const open = checks.filter(({ needed, fulfilled }) => needed && !fulfilled)
    assert.deepEqual(
      open.map(({ name, sections }) => [name, ...sections]),
      [],
      example.file,
    )
  }
})
