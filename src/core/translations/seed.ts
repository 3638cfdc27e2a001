/** Example translations of example records: by people, one that its original has overtaken, one by a machine. Runs once on a new portal. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { and, asc, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { LANGUAGES } from '#platform/languages.ts'
import type { SeedContext } from '#platform/module.ts'
import { ROOT } from '#platform/root.ts'
import { type ExampleKey, examplePersonId } from '../people/index.ts'
import { people } from '../people/schema.ts'
import { partsOf } from '../records/index.ts'
import { contents, type Fields, records } from '../records/schema.ts'

const FOLDER = join(ROOT, 'src/core/translations/examples')

/** `of`: title of the original; all further keys are fields of the text. */
const example = z
  .object({ of: z.string(), language: z.enum(LANGUAGES), status: z.enum(['human', 'machine']), title: z.string() })
  .catchall(z.string())
export type TranslationExample = z.infer<typeof example>

export async function readTranslationExamples(): Promise<TranslationExample[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.json')).sort()
  return Promise.all(files.map(async (file) => example.parse(JSON.parse(await readFile(join(FOLDER, file), 'utf8')))))
}

/** Example editors who translate what belongs to their country. */
const TRANSLATORS: Record<string, ExampleKey> = { mk: 'editor', bg: 'foreign-editor', ua: 'editor-ua', kg: 'editor-kg' }

/** The paragraphs of the original with the words of the example; undefined when it has another number of them. */
export function fieldsFor(source: Fields, one: TranslationExample): Fields | undefined {
  const { of: _, language: _l, status: _s, title: _t, ...texts } = one
  const fields: Fields = {}
  for (const [name, text] of Object.entries(texts)) {
    const parts = partsOf(text)
    const paragraphs = source[name] ?? []
    if (parts.length !== paragraphs.length) return undefined
    fields[name] = paragraphs.map(({ id }, at) => ({ id, text: parts[at] ?? '' }))
  }
  return fields
}

export async function seed({ db, now, log }: SeedContext): Promise<void> {
  const examples = await readTranslationExamples()
  const sources = await db
    .select({ content: contents, country: records.country })
    .from(contents)
    .innerJoin(records, and(eq(records.id, contents.recordId), eq(records.language, contents.language)))
    .where(and(eq(records.example, true), inArray(contents.title, [...new Set(examples.map((one) => one.of))])))
    .orderBy(asc(contents.version))
  const known = new Set(
    (await db.select({ id: people.id }).from(people).where(eq(people.example, true))).map((p) => p.id),
  )
  const rows = examples.flatMap((one): (typeof contents.$inferInsert)[] => {
    // The first version with as many paragraphs: an example of an earlier one shows how its original went on.
    for (const { content, country } of sources.filter((source) => source.content.title === one.of)) {
      const fields = fieldsFor(content.fields, one)
      if (!fields) continue
      const translator = TRANSLATORS[country]
      const authorId = translator && examplePersonId(translator)
      const { language, status, title } = one
      return [
        {
          ...{
            recordId: content.recordId,
            language,
            version: 1,
            status,
            sourceVersion: content.version,
            title,
            fields,
          },
          authorId: status === 'human' && authorId && known.has(authorId) ? authorId : null,
          createdAt: now,
        },
      ]
    }
    return []
  })
  if (rows.length === 0) return
  await db.insert(contents).values(rows).onConflictDoNothing()
  log(`${rows.length} example translations`)
}
