/** A table to begin with: the headings in the reader's language and one row that shows how values are written. */
import type { Language } from '#platform/languages.ts'
import { writeCsv } from './csv.ts'
import type { Importer } from './importer.ts'
import { writeXlsx } from './workbook.ts'

function rowsOf(importer: Importer, language: Language): [headings: string[], example: string[]] {
  const fields = importer.fields(language)
  return [fields.map(({ label }) => label), fields.map(({ example }) => example)]
}

export const templateCsv = (importer: Importer, language: Language): string => writeCsv(rowsOf(importer, language))

export function templateXlsx(importer: Importer, language: Language): Promise<Uint8Array> {
  const [headings, example] = rowsOf(importer, language)
  return writeXlsx(importer.title(language), headings, [example])
}
