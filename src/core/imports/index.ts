/** The door of imports for modules that want their records imported, and for those that export them in the same form. */
export type { Archive } from './archive.ts'
export { csvLines, writeCsv } from './csv.ts'
export { cut } from './general.ts'
export {
  type AddedRow,
  type CheckedRow,
  type GoodRow,
  type ImportChoice,
  type Importer,
  type ImportField,
  type ImportWork,
  type Reading,
  type RowValues,
  registerImporter,
} from './importer.ts'
export { mayImport } from './rules.ts'
export type { RowProblem } from './schema.ts'
export { writeXlsx } from './workbook.ts'
export { type ZipEntry, zipParts } from './zip.ts'
