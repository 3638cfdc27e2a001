/** Runs once before all tests: one throw-away PostgreSQL (or TEST_DATABASE_URL) with a template that each test clones. */
import { randomBytes } from 'node:crypto'
import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { ensureRole, migrate } from '#platform/migrate.ts'
import { type Postgres, startPostgres } from '#platform/postgres/launcher.ts'
import { ROOT } from '#platform/root.ts'
import { assemble } from '#site/assemble.ts'
import { allJobs } from '#site/modules.ts'
import { buildAssets } from '../scripts/assets.ts'
import { APP_ROLE, databaseSettings, TEMPLATE, testConfig } from './database.ts'

let postgres: Postgres | undefined
let folder: string

/** Fast and forgetful: nothing here needs to survive a power cut. */
const FORGETFUL = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }

export async function globalSetup() {
  folder = mkdtempSync(join(quickPlace(), 'patokaz-tests-'))
  chmodSync(folder, 0o711)
  process.env.TEST_FOLDER = folder
  process.env.TEST_RUN = randomBytes(4).toString('hex')
  await buildAssets(ROOT)
  if (!process.env.TEST_DATABASE_URL) {
    const password = 'tests'
    postgres = await startPostgres({ folder: join(folder, 'postgres'), password, settings: FORGETFUL, log: () => {} })
    process.env.TEST_DATABASE = JSON.stringify(postgres.superuser)
  } else process.env.TEST_DATABASE = JSON.stringify({ connectionString: process.env.TEST_DATABASE_URL })
  await makeTemplate()
}

/** Hundreds of databases are made and dropped, of 600 files each: in memory, where Linux has enough, that costs a tenth. */
function quickPlace(): string {
  const memory = '/dev/shm'
  try {
    accessSync(memory, constants.W_OK)
    const { bavail, bsize } = statfsSync(memory)
    return Math.min(bavail * bsize, process.availableMemory()) > 4e9 ? memory : tmpdir()
  } catch {
    return tmpdir()
  }
}

/** A portal as it is after its first start: migrated, with reference data and examples. */
async function makeTemplate() {
  const admin = new pg.Client(databaseSettings())
  await admin.connect()
  await admin.query(`drop database if exists ${TEMPLATE()}`)
  await admin.query(`create database ${TEMPLATE()}`)
  await admin.end()
  const owner = databaseSettings(TEMPLATE())
  await ensureRole(owner, APP_ROLE, 'tests')
  await migrate(
    owner,
    APP_ROLE,
    allJobs.map(({ queue }) => queue),
  )
  const portal = await assemble(testConfig(), databaseSettings(TEMPLATE(), APP_ROLE), () => new Date(), {
    cache: false,
  })
  try {
    await portal.prepare(() => {})
  } finally {
    await portal.stop()
  }
}

export async function globalTeardown() {
  if (process.env.TEST_DATABASE_URL) {
    const admin = new pg.Client(databaseSettings())
    await admin.connect()
    await admin.query(`drop database if exists ${TEMPLATE()} with (force)`)
    await admin.end()
  }
  await postgres?.stop()
  rmSync(folder, { recursive: true, force: true })
}
