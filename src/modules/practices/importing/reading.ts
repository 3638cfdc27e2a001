/** Practices out of a table: knows the portal as it is when the reading begins, keeps in mind the rows it has met, and adds those that are asked for. */
import { and, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm'
import type { AddedRow, CheckedRow, GoodRow, ImportWork, Reading, RowProblem, RowValues } from '#core/imports/index.ts'
import { organisations } from '#core/people/schema.ts'
import { fold } from '#core/places/index.ts'
import { contents, records } from '#core/records/schema.ts'
import { listTopics } from '#core/topics/index.ts'
import { publishedNames } from '#modules/methods/index.ts'
import type { Db } from '#platform/database.ts'
import { isId } from '#platform/ids.ts'
import { isLanguage, LANGUAGE_NAMES, LANGUAGES, type Language } from '#platform/languages.ts'
import { moneyText } from '#platform/texts.ts'
import { isReviewer, writesFor } from '../rules.ts'
import { practices, SECTIONS, STATES, type State } from '../schema.ts'
import { texts as practiceTexts } from '../texts.ts'
import { addFilesOf, addImported, addTranslations } from './adding.ts'
import { type Choices, fileKey, type Knowledge, type Parsed, type ParsedRow, parseRow } from './parsing.ts'
import { placeFinder } from './places.ts'

export type Whose = { countries: readonly string[] }

export async function beginReading(work: ImportWork, { countries }: Whose): Promise<Reading> {
  const { language } = work
  const choices = choicesOf(work.choices)
  const known = await knowledgeOf(work, countries)
  const topicNames = new Map((await listTopics(work.db)).map((topic) => [topic.id, topic.names[language]]))
  const inPortal = await titlesInPortal(work, countries)
  const inFile = new Map<string, number>()
  /** Rows by the number that their owner gave them: what translations refer to. */
  const sources = new Map<string, { row: number; language: Language; isGood: boolean; isDuplicate: boolean }>()
  const added = new Map(work.added)

  const check = (row: number, values: RowValues): CheckedRow => {
    const { parsed, problems } = parseRow(values, known, choices)
    const more: RowProblem[] = []
    let duplicate = false
    if (parsed.translation) {
      const source = sources.get(parsed.translation.of)
      const isWrong = !source?.isGood || source.language === parsed.language
      if (isWrong) more.push({ column: 'translationOf', problem: 'translationOf', fatal: true })
      duplicate = source?.isDuplicate ?? false
    } else {
      const found = duplicateOf(parsed, inPortal, inFile)
      if (found) more.push(found)
      duplicate = found !== undefined && work.choices.duplicates !== 'add'
      const key = keyOf(parsed.title, parsed.facts.placeId)
      if (!inFile.has(key)) inFile.set(key, row)
      const isGood = !problems.some(({ fatal }) => fatal)
      if (parsed.sourceId)
        sources.set(parsed.sourceId, { row, language: parsed.language, isGood, isDuplicate: duplicate })
    }
    return {
      title: parsed.title,
      problems: [...problems, ...more],
      duplicate,
      understood: understood({ parsed, problems }, known, topicNames, language),
    }
  }

  const addAll = async (tx: Db, rows: readonly GoodRow[], now: Date): Promise<AddedRow[]> => {
    const parsed = rows.map(({ row, values }) => ({ row, ...parseRow(values, known, choices).parsed }))
    const texts = parsed.filter(({ translation }) => translation === undefined)
    const translations = parsed.filter(({ translation }) => translation !== undefined)
    const answers = new Map<number, AddedRow>()
    const practices = await addImported(tx, work, texts.map(withId), now)
    for (const [at, { row, files }] of texts.entries()) {
      const practice = practices[at]
      if (!practice) throw new Error('a practice was not added')
      answers.set(row, { ...practice, problems: await addFilesOf(tx, work, practice.recordId, files, now) })
    }
    const translated = translations.map((one) => {
      const row = sources.get(one.translation?.of ?? '')?.row ?? -1
      const recordId = answers.get(row)?.recordId ?? added.get(row)
      if (!recordId) throw new Error('the text that it translates was not added')
      return { ...one, recordId }
    })
    for (const [at, answer] of (await addTranslations(tx, work.actor, translated, now)).entries())
      answers.set(translated[at]?.row ?? 0, answer)
    for (const [row, { recordId }] of answers) added.set(row, recordId)
    return rows.flatMap(({ row }) => answers.get(row) ?? [])
  }
  /** An own number that is a free id becomes the id of the record. */
  const withId = (parsed: Parsed) => {
    const { sourceId } = parsed
    return { ...parsed, id: sourceId && isId(sourceId) && !inPortal.has(sourceId) ? sourceId : undefined }
  }

  return { check, addAll }
}

function choicesOf(given: ImportWork['choices']): Choices {
  const one = <X extends string>(name: string, options: readonly X[]): X =>
    options.find((option) => option === given[name]) ?? (options[0] as X)
  return {
    state: one('state', ['draft', 'submitted', 'published', 'file']),
    organisation: one('organisation', ['place', 'own', 'none']),
    language: isLanguage(given.language) ? given.language : 'guess',
    doubtful: one('doubtful', ['refuse', 'leave']),
  }
}

async function knowledgeOf(work: ImportWork, countries: readonly string[]): Promise<Knowledge> {
  const { db, actor, country, archive, now } = work
  const all = await listTopics(db)
  const topics = new Map<string, string>()
  // Names win over everyday words, which several topics may share.
  const name = (word: string, id: string) => !topics.has(word) && topics.set(word, id)
  for (const { id } of all) name(id, id)
  for (const { id, names } of all) for (const word of Object.values(names)) name(fold(word), id)
  for (const { id, synonyms } of all) for (const word of Object.values(synonyms).flat()) name(fold(word), id)
  const known = await db
    .select({
      id: organisations.id,
      name: organisations.name,
      country: organisations.country,
      kind: organisations.kind,
      placeId: organisations.placeId,
    })
    .from(organisations)
    .where(and(inArray(organisations.country, [...countries]), isNull(organisations.closedAt)))
  return {
    country,
    countries,
    places: await placeFinder(db, countries),
    topics,
    methods: methodsNamed(await publishedNames(db)),
    organisations: known.map(({ kind, ...one }) => ({ ...one, isMunicipality: kind === 'municipality' })),
    files: archive && filesByName(archive.names),
    states: stateWords(),
    ownOrganisation: writesFor(actor)?.id ?? null,
    mayPublish: isReviewer(actor, { country, placeId: null }),
    now,
  }
}

/** Of two with one name, the first keeps it; what each is called in its own language comes first. */
function methodsNamed(all: readonly { id: string; title: string }[]): Knowledge['methods'] {
  const ids = new Map<string, string>()
  const titles = new Map<string, string>()
  for (const { id, title } of all) {
    if (!titles.has(id)) titles.set(id, title)
    for (const word of [id, title.toLowerCase(), fold(title)]) if (!ids.has(word)) ids.set(word, id)
  }
  return { ids, titles }
}

function stateWords(): Map<string, State> {
  const words = LANGUAGES.flatMap((language) => {
    const t = practiceTexts.in(language)
    return STATES.map((state) => [fold(t(`state.${state}`)), state] as const)
  })
  return new Map(words)
}

/** By whole path; by bare name too where no two files share it. */
function filesByName(names: readonly string[]): Map<string, string> {
  const paths = new Map(names.map((name) => [fileKey(name), name]))
  const bare = Map.groupBy(names, (name) => fileKey(name).split('/').at(-1) ?? '')
  for (const [name, [path, ...others]] of bare)
    if (path && others.length === 0 && !paths.has(name)) paths.set(name, path)
  return paths
}

/** The same title in the same place is the same practice, whatever its spelling. */
const keyOf = (title: string, placeId: string | null) => `${fold(title)} | ${placeId ?? ''}`

/** Ids, and titles with places, of what the portal has; drafts of others are nobody's business. */
async function titlesInPortal({ db, actor }: ImportWork, countries: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectDistinct({ id: records.id, title: contents.title, placeId: records.placeId })
    .from(records)
    .innerJoin(practices, eq(practices.id, records.id))
    .innerJoin(contents, and(eq(contents.recordId, records.id), eq(contents.language, records.language)))
    .where(
      and(
        inArray(records.country, [...countries]),
        or(eq(records.visibility, 'public'), ne(practices.state, 'draft'), eq(records.ownerId, actor.id)),
      ),
    )
  const ids = await db.execute<{ id: string }>(sql`select id from records where kind = 'practice'`)
  return new Set([...rows.map(({ title, placeId }) => keyOf(title, placeId)), ...ids.rows.map(({ id }) => id)])
}

function duplicateOf(
  parsed: Parsed,
  inPortal: ReadonlySet<string>,
  inFile: ReadonlyMap<string, number>,
): RowProblem | undefined {
  const key = keyOf(parsed.title, parsed.facts.placeId)
  const row = inFile.get(key)
  if (row !== undefined) return { column: 'title', problem: 'duplicateInFile', values: { row }, fatal: false }
  const isThere = inPortal.has(key) || (parsed.sourceId !== undefined && inPortal.has(parsed.sourceId))
  return isThere ? { column: 'title', problem: 'duplicateInPortal', fatal: false } : undefined
}

/** What the preview shows: names instead of ids, one way of writing dates and money. */
function understood(
  { parsed }: ParsedRow,
  known: Knowledge,
  topicNames: ReadonlyMap<string, string>,
  language: Language,
): Record<string, string> {
  const { facts } = parsed
  const place = facts.placeId === null ? undefined : known.places.byId(facts.placeId)
  const t = practiceTexts.in(language)
  return {
    ...parsed.texts,
    title: parsed.title,
    place: place ? known.places.nameOf(place, language) : '',
    country: parsed.country.toUpperCase(),
    language: LANGUAGE_NAMES[parsed.language],
    topics: facts.topics.map((id) => topicNames.get(id) ?? id).join('; '),
    methods: facts.methods.map((id) => known.methods.titles.get(id) ?? id).join('; '),
    periodFrom: facts.periodFrom ?? '',
    periodTo: facts.periodTo ?? '',
    costAmount: facts.costAmount === null ? '' : moneyText(language, facts.costAmount, facts.costCurrency ?? 'EUR'),
    costCurrency: facts.costCurrency ?? '',
    costDate: facts.costDate ?? '',
    innovator: facts.innovator ?? '',
    innovatorConsent: facts.innovatorConsentAt?.toISOString().slice(0, 10) ?? '',
    organisation: known.organisations.find(({ id }) => id === parsed.organisationId)?.name ?? '',
    files: parsed.files.join('; '),
    id: parsed.sourceId ?? '',
    state: t(`state.${parsed.state}`),
    publishedAt: parsed.publishedAt?.toISOString().slice(0, 10) ?? '',
    translationOf: parsed.translation?.of ?? '',
    translationStatus: parsed.translation?.status ?? '',
    example: parsed.example ? '✓' : '',
  }
}

/** For the report: which texts are missing, in words. */
export const sectionNames = (sections: string, language: Language): string =>
  SECTIONS.filter((section) => sections.split(',').includes(section))
    .map((section) => practiceTexts.in(language)(`section.${section}`))
    .join(', ')
