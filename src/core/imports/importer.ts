/** What a module says to have its records imported from tables. It registers an importer once; everything around it is done here. */
import type { Actor, Member } from '#platform/actor.ts'
import type { Config } from '#platform/config.ts'
import type { Db } from '#platform/database.ts'
import type { FileStore } from '#platform/file-store.ts'
import type { Language } from '#platform/languages.ts'
import type { Archive } from './archive.ts'
import type { ImportRow, RowProblem } from './schema.ts'

export type ImportField = {
  key: string
  label: string
  /** How its values may be written, in a sentence. */
  hint: string
  required?: boolean
  /** Headings under which it is found, in any language. */
  aliases: readonly string[]
  /** Value of the example row of the template. */
  example: string
}

/** Something to decide for the whole import: the state of the new records, in whose name they are. */
export type ImportChoice = {
  name: string
  label: string
  hint?: string
  options: readonly { value: string; label: string }[]
  standard: string
}

export type RowValues = Record<string, string>

/** What a row would become. `columns` of problems are keys of fields here; the headings of the file are put in later. */
export type CheckedRow = {
  /** Its title, to name it by in reports. */
  title: string
  problems: readonly RowProblem[]
  /** It is in the file or in the portal already. */
  duplicate: boolean
  /** How each field was understood, for the preview. */
  understood: Readonly<Record<string, string>>
}

/** An importer that knows the portal as it is now: it reads rows, in their order, and adds those that are asked for. */
export type Reading = {
  check(row: number, values: RowValues): CheckedRow
  /**
   * Adds the records of rows that `check` found good, in as few statements as it can, and answers one for each, in their order. Runs in the
   * transaction of its batch. When it throws, nothing of it stays, and it is asked again row by row.
   */
  addAll(tx: Db, rows: readonly GoodRow[], now: Date): Promise<AddedRow[]>
}
export type GoodRow = { row: number; values: RowValues }
/** `problems`: what could be seen only now, such as a file that is not what its name says. */
export type AddedRow = { recordId: string; revision: number; problems?: readonly RowProblem[] }

export type ImportWork = {
  importId: string
  db: Db
  config: Config
  store: FileStore
  /** In whose name, as they were allowed when they asked. */
  actor: Member
  country: string
  /** Choices by name, each one of its options. */
  choices: Readonly<Record<string, string>>
  /** The files of the rows, when an archive came with the table. */
  archive: Archive | undefined
  /** In which language `understood` is said. */
  language: Language
  now: Date
  /** Records that earlier rows of this import became; a killed import goes on with them. */
  added: ReadonlyMap<number, string>
}

export type Importer = {
  name: string
  /** Kind of the records that it adds. */
  kind: string
  title: (language: Language) => string
  fields: (language: Language) => readonly ImportField[]
  choices: (language: Language, actor: Member, country: string) => readonly ImportChoice[]
  mayImport: (actor: Actor, country: string) => boolean
  begin: (work: ImportWork) => Promise<Reading>
  /** The sentence of a problem that `check` found. */
  problem: (language: Language, problem: RowProblem) => string
  /** Tables that belong to the record itself; a row of any other table that points to it is somebody's work, and keeps it. */
  ownTables: readonly string[]
  /** Those of the records that people have worked on in ways that only the module knows. */
  touched: (db: Db, recordIds: readonly string[]) => Promise<ReadonlySet<string>>
  /** Takes records away that nobody has touched. Runs in the transaction of their batch. */
  removeAll: (tx: Db, actor: Member, recordIds: readonly string[], now: Date) => Promise<void>
}

const importers = new Map<string, Importer>()

/** Called once by the module of the records. */
export const registerImporter = (importer: Importer): void => {
  importers.set(importer.name, importer)
}
export const importerNamed = (name: string): Importer | undefined => importers.get(name)
export const allImporters = (): Importer[] => [...importers.values()]

/** The importer of an import that was begun; its module cannot have gone. */
export function importerOf({ importer }: Pick<ImportRow, 'importer'>): Importer {
  const known = importers.get(importer)
  if (!known) throw new Error(`no module imports ${importer}`)
  return known
}
