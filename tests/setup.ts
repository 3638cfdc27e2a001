/** Runs once before all tests: one throw-away PostgreSQL (or TEST_DATABASE_URL) with a template that each test clones. */
import { randomBytes } from 'node:crypto'
import { accessSync, chmodSync, constants, globSync, mkdtempSync, rmSync, statfsSync, statSync } from 'node:fs'
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
  const place = quickPlace()
  forgetKilledRuns(place)
  folder = mkdtempSync(join(place, `patokaz-tests-${process.pid}-`))
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

/** What runs that were killed left an hour ago or earlier. Should their PostgreSQL live on, it ends when it misses its folder. */
function forgetKilledRuns(place: string): void {
  for (const name of globSync('patokaz-tests-*-*', { cwd: place })) {
    const left = join(place, name)
    if (isAlive(Number(name.split('-')[2])) || Date.now() - statSync(left).mtimeMs < 3_600_000) continue
    rmSync(left, { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
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
