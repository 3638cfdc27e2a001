/** Makes two texts of a practice comparable: facts are put into words of the reader before they are compared. Shows nothing. */
import { nameOf, placesByIds } from '#core/places/index.ts'
import { differenceOf, type FieldDifference, fieldsOf, type Version } from '#core/records/index.ts'
import type { Paragraph } from '#core/records/schema.ts'
import { listTopics, topicName } from '#core/topics/index.ts'
import { methodsByIds } from '#modules/methods/index.ts'
import type { Reader } from '#platform/module.ts'
import { factField, factTexts, monthOf } from './facts.ts'
import type { Parts } from './forms.ts'
import { SECTIONS } from './schema.ts'

/** Facts that are compared, in the order of the form. Innovators are left to those who work on the practice. */
const COMPARED = [
  'place',
  'topics',
  'methods',
  'periodFrom',
  'periodTo',
  'costAmount',
  'costCurrency',
  'costDate',
  'innovator',
] as const
export type ComparedFact = (typeof COMPARED)[number]

/** What typed text would become if it were saved: its paragraphs take the ids of the ones they stand for. */
export const versionFrom = ({ title, texts, facts }: Parts, previous: Version): Version => ({
  title,
  fields: fieldsOf({ ...texts, ...factTexts(facts) }, previous.fields),
})

/** From the older to the newer text, by field. `withPersons`: also who thought of it. */
export async function compare(
  reader: Pick<Reader, 'db' | 'actor' | 'language'>,
  older: Version,
  newer: Version,
  withPersons: boolean,
): Promise<FieldDifference[]> {
  const names = await factNames(reader, [older, newer])
  const facts = COMPARED.filter((name) => withPersons || name !== 'innovator').map(factField)
  // A version without facts was written before they were kept with it; all of them would seem to be new.
  const both = [older, newer].every(({ fields }) => facts.some((field) => fields[field]))
  return differenceOf(inWords(older, names), inWords(newer, names), [...SECTIONS, ...(both ? facts : [])])
}

type Names = ReadonlyMap<string, string>

async function factNames(
  { db, actor, language }: Pick<Reader, 'db' | 'actor' | 'language'>,
  versions: readonly Version[],
): Promise<Names> {
  const idsOf = (name: ComparedFact) =>
    versions.flatMap(({ fields }) => (fields[factField(name)] ?? []).map(({ text }) => text))
  const places = await placesByIds(db, idsOf('place'))
  const topics = idsOf('topics').length > 0 ? await listTopics(db) : []
  const methods = await methodsByIds(db, actor, idsOf('methods'), language)
  return new Map([
    ...[...places.values()].map((place) => [place.id, nameOf(place, language)] as const),
    ...methods.map(({ id, title }) => [id, title] as const),
    ...topics.map((topic) => [topic.id, topicName(topic, language)] as const),
  ])
}

function inWords({ title, fields }: Version, names: Names): Version {
  const said = (name: ComparedFact, say: (text: string) => string): Record<string, Paragraph[]> => {
    const paragraphs = fields[factField(name)]
    return paragraphs ? { [factField(name)]: paragraphs.map(({ id, text }) => ({ id, text: say(text) })) } : {}
  }
  const named = (text: string) => names.get(text) ?? text
  return {
    title,
    fields: {
      ...fields,
      ...said('place', named),
      ...said('topics', named),
      ...said('methods', named),
      ...said('periodFrom', monthOf),
      ...said('periodTo', monthOf),
      ...said('costDate', monthOf),
    },
  }
}
