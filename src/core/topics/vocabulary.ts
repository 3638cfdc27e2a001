/** The vocabulary as its file has it: topics and the laws that their citations name. Loading it into the database is in reference.ts. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { LANGUAGES } from '#platform/languages.ts'
import { ROOT } from '#platform/root.ts'

const language = z.enum(LANGUAGES)
const inLanguages = z.record(language, z.string())

const shape = z.object({
  version: z.string(),
  laws: z.record(z.string(), z.object({ language, title: z.string(), short: z.string(), gazette: z.string() })),
  topics: z.array(
    z.object({
      id: z.string(),
      broader: z.string().nullable(),
      names: inLanguages,
      description: inLanguages,
      synonyms: z.record(language, z.array(z.string())),
      competence: z.record(z.string(), z.string()),
      related: z.array(z.string()),
    }),
  ),
})
export type Vocabulary = z.output<typeof shape>
/** A law on local self-government; citations of topics end with its `short` name. */
export type Law = Vocabulary['laws'][string]

export const vocabularyText = (): string => readFileSync(join(ROOT, 'src/core/topics/vocabulary.json'), 'utf8')
export const vocabularyOf = (text: string): Vocabulary => shape.parse(JSON.parse(text))

let laws: Vocabulary['laws'] | undefined
/** The laws by country code. */
export function lawsOfTopics(): Vocabulary['laws'] {
  laws ??= vocabularyOf(vocabularyText()).laws
  return laws
}
