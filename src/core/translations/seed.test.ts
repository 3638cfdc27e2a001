/** A new portal shows texts in several languages, each paragraph beside its original. */
import assert from 'node:assert/strict'
import { eq } from 'drizzle-orm'
import { journey } from '#tests/journey.ts'
import { kindNamed } from '../records/index.ts'
import { contents, records } from '../records/schema.ts'
import { languagesOf } from './queries.ts'
import { readTranslationExamples } from './seed.ts'

journey(
  'a newcomer meets translations of every kind: by people, by a machine, overtaken by the original',
  async ({ db }) => {
    const examples = await readTranslationExamples()
    const names = (kindNamed('practice')?.fields ?? []).map(({ name }) => name)
    const found = new Map<string, number>()
    for (const one of examples) {
      const [row] = await db
        .select({ record: records })
        .from(contents)
        .innerJoin(records, eq(records.id, contents.recordId))
        .where(eq(contents.title, one.title))
      assert.ok(row, `${one.title}: has it as many paragraphs as its original?`)
      assert.equal(row.record.publishedVersion === null, false, one.title)
      const line = (await languagesOf(db, row.record, names)).find(({ language }) => language === one.language)
      const state = `${line?.by} ${line?.state}`
      found.set(state, (found.get(state) ?? 0) + 1)
    }
    assert.ok((found.get('human current') ?? 0) >= 12, JSON.stringify([...found]))
    assert.equal(found.get('human outdated'), 1)
    assert.equal(found.get('machine current'), 1)
  },
)
