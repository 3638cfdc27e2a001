/** The search page as people use it, over all subjects together. */
import assert from 'node:assert/strict'
import { and, eq } from 'drizzle-orm'
import { kindNamed } from '#core/records/index.ts'
import { contents, records } from '#core/records/schema.ts'
import { journey } from '#tests/journey.ts'

journey('whoever searches a title finds its record, under the name of its kind', async ({ anyone, db }) => {
  for (const kind of ['practice', 'award', 'method', 'tool']) {
    const [record] = await db
      .select({ title: contents.title })
      .from(records)
      .innerJoin(contents, and(eq(contents.recordId, records.id), eq(contents.version, records.publishedVersion)))
      .where(and(eq(records.kind, kind), eq(records.visibility, 'public'), eq(records.language, 'mk')))
      .limit(1)
    assert.ok(record, kind)
    const { status, text } = await anyone.visit(`/mk/search?q=${encodeURIComponent(record.title)}`)
    assert.equal(status, 200)
    assert.ok(text.includes(record.title), record.title)
    assert.ok(text.includes(kindNamed(kind)?.name('mk') ?? 'no name'), kind)
  }
})
