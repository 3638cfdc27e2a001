/** The text of a record that a reader would want most, as a piece of SQL for lists of any kind. Whether they may read the record is asked apart. */
import { type SQL, sql } from 'drizzle-orm'
import { type Language, readingOrder } from '#platform/languages.ts'

/**
 * Joins, for the row `record` of `records`, the text in the first of the reader's languages that has one: `text.language`, `.version`,
 * `.status`, `.title`, `.fields`. Of the original its published version, of a translation the newest that says no more than that.
 */
export function joinShownText(language: Language, record = 'r', text = 'text'): SQL {
  const r = sql.identifier(record)
  const order = sql.join(
    readingOrder(language).map((one) => sql`${one}::text`),
    sql`, `,
  )
  return sql`join lateral (
    select c.language, c.version, c.status, c.title, c.fields from contents c
    where c.record_id = ${r}.id and (
      (c.language = ${r}.language and c.version = ${r}.published_version)
      or (c.language <> ${r}.language and c.source_version <= ${r}.published_version))
    order by array_position(array[${order}], c.language), c.version desc limit 1
  ) ${sql.identifier(text)} on true`
}
