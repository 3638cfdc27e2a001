/** Which migrations this program knows, and bringing an empty database exactly as far as a backup was. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator'
import type pg from 'pg'
import { ROOT } from '../root.ts'

const FOLDER = join(ROOT, 'migrations')

type Journal = { entries: { when: number; tag: string }[] }

const readJournal = () => JSON.parse(readFileSync(join(FOLDER, 'meta/_journal.json'), 'utf8')) as Journal

export const journalEntries = () => readJournal().entries

export const programVersion = (): string =>
  (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version

/** Applies what is missing, no further than the migration of this time. */
export async function migrateUntil(client: pg.Client, when: number): Promise<void> {
  const journal = readJournal()
  const entries = journal.entries.filter((entry) => entry.when <= when)
  const folder = mkdtempSync(join(tmpdir(), 'patokaz-migrations-'))
  try {
    mkdirSync(join(folder, 'meta'))
    writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }))
    for (const { tag } of entries) cpSync(join(FOLDER, `${tag}.sql`), join(folder, `${tag}.sql`))
    await applyMigrations(drizzle(client), { migrationsFolder: folder })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Applies all that is missing. */
export const migrateFully = (client: pg.Client) => applyMigrations(drizzle(client), { migrationsFolder: FOLDER })
