/** From the texts of a row to a practice: every value is understood, or named as a problem. Pure: what the portal knows is given to it. */
import { cut, type RowProblem, type RowValues } from '#core/imports/index.ts'
import { fold } from '#core/places/index.ts'
import { MOST_TOPICS } from '#core/topics/index.ts'
import { countryOf } from '#countries/index.ts'
import { MOST_CHOSEN } from '#modules/methods/index.ts'
import { isLanguage, type Language } from '#platform/languages.ts'
import type { Facts } from '../facts.ts'
import { LENGTHS, MOST_OF_DRAFT, TITLE_LENGTH } from '../forms.ts'
import { type PracticeSection, SECTIONS, STATES, type State } from '../schema.ts'
import type { Field } from './fields.ts'
import type { PlaceFinder } from './places.ts'
import { currencyOf, dateOf, guessLanguage, itemsOf, languageOf, moneyOf, yesOrNo } from './values.ts'

/** What parsing needs to know of the portal. */
export type Knowledge = {
  country: string
  /** Countries for which the person may import. */
  countries: readonly string[]
  places: PlaceFinder
  /** Ids of topics by every name, folded. */
  topics: ReadonlyMap<string, string>
  /** Methods and tools: ids by every name, folded or not, and by themselves; and what each is called. */
  methods: { ids: ReadonlyMap<string, string>; titles: ReadonlyMap<string, string> }
  organisations: readonly {
    id: string
    name: string
    country: string
    isMunicipality: boolean
    placeId: string | null
  }[]
  /** Files that came along: by path, and by bare name when it is the only one. */
  files: ReadonlyMap<string, string> | undefined
  /** Names of states by every word for them. */
  states: ReadonlyMap<string, State>
  ownOrganisation: string | null
  mayPublish: boolean
  now: Date
}
export type Choices = {
  state: 'draft' | 'submitted' | 'published' | 'file'
  organisation: 'place' | 'own' | 'none'
  language: Language | 'guess'
  /** What becomes of a value that cannot be understood: the row is refused, or comes without it. */
  doubtful: 'refuse' | 'leave'
}

export const TRANSLATIONS = ['human', 'machine', 'outdated'] as const
export type Parsed = {
  sourceId: string | undefined
  title: string
  language: Language
  country: string
  texts: Record<PracticeSection, string>
  facts: Facts
  organisationId: string | null
  state: Exclude<State, 'changes_asked'>
  /** When the public first read it. */
  publishedAt: Date | undefined
  example: boolean
  /** Names of files in the archive. */
  files: readonly string[]
  translation: { of: string; status: (typeof TRANSLATIONS)[number] } | undefined
}
export type ParsedRow = { parsed: Parsed; problems: readonly RowProblem[] }

type Problems = {
  list: RowProblem[]
  /** Without it there is no practice. */
  fatal(column: Field | null, problem: string, values?: RowProblem['values']): void
  /** To know; nothing is lost. */
  warn(column: Field | null, problem: string, values?: RowProblem['values']): void
  /** A value that cannot be understood: as the person chose. */
  doubt(column: Field, problem: string, value: string, values?: RowProblem['values']): void
}

export function parseRow(values: RowValues, known: Knowledge, choices: Choices): ParsedRow {
  const problems = collect(choices)
  const value = (field: Field) => (values[field] ?? '').normalize('NFC').trim()
  const texts = Object.fromEntries(
    SECTIONS.map((section) => [section, textIn(section, value(section), problems)]),
  ) as Parsed['texts']
  const title = titleIn(value('title'), problems)
  const country = countryIn(value('country'), known, problems)
  const language = languageIn(value('language'), [title, ...Object.values(texts)].join(' '), country, choices, problems)
  const translation = translationIn(value('translationOf'), value('translationStatus'), problems)
  const placeId = placeIn(value('place'), country, language, known, problems)
  const parsed: Parsed = {
    sourceId: value('id').slice(0, 200) || undefined,
    title,
    language,
    country,
    texts,
    facts: {
      placeId,
      topics: topicsIn(value('topics'), known, problems),
      methods: methodsIn(value('methods'), known, problems),
      ...innovatorIn(value('innovator'), value('innovatorConsent'), known.now, problems),
      ...periodIn(value('periodFrom'), value('periodTo'), problems),
      ...costIn(value('costAmount'), value('costCurrency'), value('costDate'), country, problems),
    },
    organisationId: organisationIn(value('organisation'), country, placeId, known, choices, problems),
    ...stateIn(value('state'), value('publishedAt'), known, choices, problems),
    example: yesOrNo(value('example')) ?? false,
    files: filesIn(value('files'), known, problems),
    translation,
  }
  const missing = SECTIONS.filter((section) => texts[section] === '')
  if (!translation && parsed.state !== 'draft') {
    if (texts.summary === '' && texts.practice === '') problems.fatal(null, 'nothingToRead')
    else if (missing.length > 0) problems.warn(null, 'incomplete', { sections: missing.join(',') })
  }
  return { parsed, problems: problems.list }
}

function collect({ doubtful }: Choices): Problems {
  const list: RowProblem[] = []
  const add = (fatal: boolean) => (column: Field | null, problem: string, values?: RowProblem['values']) => {
    list.push({ column, problem, fatal, ...(values && { values }) })
  }
  return {
    list,
    fatal: add(true),
    warn: add(false),
    doubt: (column, problem, value, values = {}) =>
      add(doubtful === 'refuse')(column, problem, { ...values, value: cut(value) }),
  }
}

function titleIn(title: string, problems: Problems): string {
  const line = title.replace(/\s*\n\s*/g, ' ')
  if (line.length < 3) problems.fatal('title', 'titleMissing')
  if (line.length > TITLE_LENGTH.to)
    problems.fatal('title', 'titleLong', { length: line.length, most: TITLE_LENGTH.to })
  return line
}

function textIn(section: PracticeSection, text: string, problems: Problems): string {
  if (text.length > MOST_OF_DRAFT) problems.fatal(section, 'textLong', { length: text.length, most: MOST_OF_DRAFT })
  else if (text.length > LENGTHS[section].to)
    problems.warn(section, 'textLonger', { length: text.length, most: LENGTHS[section].to })
  return text
}

function countryIn(text: string, { country, countries }: Knowledge, problems: Problems): string {
  if (text === '') return country
  const plain = text.toLowerCase()
  const found = countries.find((code) => {
    const { iso, names } = countryOf(code)
    return [code, iso.toLowerCase(), ...Object.values(names).map((name) => name.toLowerCase())].includes(plain)
  })
  if (!found) problems.fatal('country', 'country', { value: cut(text) })
  return found ?? country
}

function languageIn(text: string, sample: string, country: string, choices: Choices, problems: Problems): Language {
  const { languages } = countryOf(country)
  const [first = 'en'] = languages
  if (text !== '') {
    const said = languageOf(text)
    if (!said) problems.fatal('language', 'languageUnknown', { value: cut(text) })
    return said ?? first
  }
  if (isLanguage(choices.language)) return choices.language
  const guessed = guessLanguage(sample, languages) ?? first
  problems.warn('language', 'languageGuessed', { language: guessed })
  return guessed
}

function placeIn(
  text: string,
  country: string,
  language: Language,
  { places }: Knowledge,
  problems: Problems,
): string | null {
  if (text === '') return null
  const found = places.find(text, country)
  if (found.ok) return found.place.id
  if (found.candidates.length === 0) problems.doubt('place', 'placeUnknown', text)
  else {
    const shown = found.candidates.slice(0, 4).map((place) => `${places.nameOf(place, language)} ${place.code}`)
    problems.doubt('place', 'placeAmbiguous', text, { candidates: shown.join('; ') })
  }
  return null
}

function topicsIn(text: string, { topics }: Knowledge, problems: Problems): string[] {
  const found = new Set<string>()
  for (const item of itemsOf(text)) {
    const id = topics.get(item.toLowerCase()) ?? topics.get(fold(item))
    if (id) found.add(id)
    else problems.doubt('topics', 'topicUnknown', item)
  }
  if (found.size > MOST_TOPICS) problems.warn('topics', 'topicsMany', { count: found.size, most: MOST_TOPICS })
  return [...found].slice(0, MOST_TOPICS)
}

/** The names of what the practice applied; what the portal does not know is said. */
function methodsIn(text: string, { methods }: Knowledge, problems: Problems): string[] {
  const found = new Set<string>()
  for (const item of itemsOf(text)) {
    const id = methods.ids.get(item.toLowerCase()) ?? methods.ids.get(fold(item))
    if (id) found.add(id)
    else problems.doubt('methods', 'methodUnknown', item)
  }
  return [...found].slice(0, MOST_CHOSEN)
}

/** A name without consent is kept and shown to nobody but its authors, as in the form. */
function innovatorIn(name: string, consent: string, now: Date, problems: Problems) {
  const innovator = name.replace(/\s*\n\s*/g, ' ').slice(0, 200) || null
  const date = dateOf(consent)
  const agreed = consent !== '' && (date !== undefined || yesOrNo(consent) === true)
  if (innovator && !agreed) problems.warn('innovator', 'consentMissing')
  if (consent !== '' && date === undefined && yesOrNo(consent) === undefined)
    problems.doubt('innovatorConsent', 'yesNo', consent)
  return { innovator, innovatorConsentAt: innovator && agreed ? momentOf(consent, now) : null }
}

/** A moment that is written in full is kept to the millisecond; of a day the beginning; never later than now. */
function momentOf(text: string, now: Date): Date {
  const date = dateOf(text)
  const moment = date === undefined ? now : new Date(/t/i.test(text) && !Number.isNaN(Date.parse(text)) ? text : date)
  return moment > now ? now : moment
}

function periodIn(from: string, to: string, problems: Problems) {
  const periodFrom = from === '' ? null : (dateOf(from) ?? null)
  const periodTo = to === '' ? null : (dateOf(to, true) ?? null)
  if (from !== '' && !periodFrom) problems.doubt('periodFrom', 'date', from)
  if (to !== '' && !periodTo) problems.doubt('periodTo', 'date', to)
  if (periodFrom && periodTo && periodTo < periodFrom) {
    problems.doubt('periodTo', 'periodOrder', to)
    return { periodFrom, periodTo: null }
  }
  return { periodFrom, periodTo }
}

function costIn(amount: string, currency: string, date: string, country: string, problems: Problems) {
  const none = { costAmount: null, costCurrency: null, costDate: null }
  if (amount === '') return none
  const money = moneyOf(amount)
  const said = currency === '' ? money?.currency : currencyOf(currency)
  const costDate = date === '' ? null : (dateOf(date) ?? null)
  if (!money) problems.doubt('costAmount', 'number', amount)
  if (currency !== '' && !said) problems.doubt('costCurrency', 'currency', currency)
  if (date !== '' && !costDate) problems.doubt('costDate', 'date', date)
  if (!money || (currency !== '' && !said)) return none
  const standard = countryOf(country).currency
  if (!said) problems.warn('costAmount', 'currencyAssumed', { currency: standard })
  return { costAmount: money.amount, costCurrency: said ?? standard, costDate }
}

function organisationIn(
  name: string,
  country: string,
  placeId: string | null,
  { organisations, ownOrganisation }: Knowledge,
  { organisation }: Choices,
  problems: Problems,
): string | null {
  if (name !== '') {
    const key = fold(name)
    const found = organisations.find((one) => one.country === country && fold(one.name) === key)
    if (found) return found.id
    problems.warn('organisation', 'organisationUnknown', { value: cut(name) })
  }
  if (organisation === 'own') return ownOrganisation
  if (organisation === 'none' || placeId === null) return null
  return organisations.find((one) => one.isMunicipality && one.placeId === placeId)?.id ?? null
}

function stateIn(text: string, published: string, known: Knowledge, choices: Choices, problems: Problems) {
  const said = known.states.get(fold(text)) ?? STATES.find((state) => state === text)
  if (choices.state === 'file' && text !== '' && !said) problems.doubt('state', 'state', text)
  const wanted = choices.state === 'file' ? (said ?? 'draft') : choices.state
  // What came back for changes begins again as a draft: whoever asked for them is not known here.
  const plain = wanted === 'changes_asked' ? 'draft' : wanted
  const state = !known.mayPublish && plain !== 'draft' ? 'submitted' : plain
  const date = published === '' ? undefined : dateOf(published)
  if (published !== '' && !date) problems.doubt('publishedAt', 'date', published)
  const wasPublic = state === 'published' || (state === 'archived' && date !== undefined)
  return { state, publishedAt: wasPublic ? (date ? momentOf(published, known.now) : known.now) : undefined } as const
}

function filesIn(text: string, { files }: Knowledge, problems: Problems): string[] {
  const names = itemsOf(text)
  if (names.length > 0 && !files) problems.doubt('files', 'noArchive', text)
  if (!files) return []
  return names.flatMap((name) => {
    const path = files.get(fileKey(name))
    if (path === undefined) problems.doubt('files', 'fileMissing', name)
    return path ?? []
  })
}
/** Programs write the letters of names in ZIP archives in one way, those of tables in another. */
export const fileKey = (name: string) =>
  name
    .normalize('NFC')
    .replaceAll('\\', '/')
    .replace(/^\.?\/+/, '')
    .toLowerCase()

function translationIn(of: string, status: string, problems: Problems): Parsed['translation'] {
  if (of === '') return undefined
  const said = TRANSLATIONS.find((one) => one === status.toLowerCase())
  if (status !== '' && !said && status.toLowerCase() !== 'original')
    problems.doubt('translationStatus', 'translationStatus', status)
  return { of, status: said ?? 'human' }
}
