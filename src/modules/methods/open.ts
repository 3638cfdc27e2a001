/** Methods and tools as open data: one flat shape for CSV and JSON, spelled out field by field. A promise to others: fields are added, never changed. */
import { textOf } from '#core/records/index.ts'
import { countryOf } from '#countries/index.ts'
import type { MethodLine } from './lines.ts'

export const openDataOf = (origin: string, line: MethodLine) => ({
  id: line.id,
  url: `${origin}/id/${line.id}`,
  example: line.example,
  kind: line.kind,
  title: line.title,
  language: line.lang,
  country: countryOf(line.country).iso,
  topics: line.topics,
  summary: textOf(line.fields.summary),
  steps: textOf(line.fields.steps),
  when: textOf(line.fields.when),
  limits: textOf(line.fields.limits),
  website: line.website,
  licence: line.licence,
  applied: line.applied,
  published_at: line.publishedAt?.toISOString() ?? null,
  updated_at: line.updatedAt.toISOString(),
})
export type OpenMethod = ReturnType<typeof openDataOf>

/** Fields in the order of the columns; the codebook describes each. */
export const OPEN_FIELDS = [
  'id',
  'url',
  'example',
  'kind',
  'title',
  'language',
  'country',
  'topics',
  'summary',
  'steps',
  'when',
  'limits',
  'website',
  'licence',
  'applied',
  'published_at',
  'updated_at',
] as const satisfies readonly (keyof OpenMethod)[]
