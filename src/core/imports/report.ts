/** What an import says of its rows, in the reader's language: sentences of problems, and all of them as a table to take away. */
import type { Language } from '#platform/languages.ts'
import { writeCsv } from './csv.ts'
import { cut, isGeneral } from './general.ts'
import type { Importer } from './importer.ts'
import type { ImportedRow, RowProblem } from './schema.ts'
import { texts } from './texts.ts'

export function problemText(importer: Importer, language: Language, problem: RowProblem): string {
  const { problem: key, values } = problem
  return isGeneral(key) ? texts.in(language)(`general.${key}`, values) : importer.problem(language, problem)
}

/** One line a problem: row, state, title, column, weight, sentence. */
export function problemsCsv(importer: Importer, language: Language, rows: readonly ImportedRow[]): string {
  const t = texts.in(language)
  const heading = [
    t('preview.row'),
    t('list.state'),
    t('rows.name'),
    t('problems.column'),
    t('problems.weight'),
    t('problems.title'),
  ]
  const lines = rows.flatMap(({ row, state, title, problems }) =>
    problems.map((problem) => [
      String(row),
      t(`row.${state}`),
      cut(title ?? '', 200),
      problem.column ?? '',
      t(problem.fatal ? 'problems.fatal' : 'problems.warning'),
      problemText(importer, language, problem),
    ]),
  )
  return writeCsv([heading, ...lines])
}
