/** Where the tests' databases are and how a test gets one of its own. */
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type Config, readConfig } from '#platform/config.ts'

export const APP_ROLE = 'patokaz_tests_app'
export const TEMPLATE = () => `patokaz_template_${process.env.TEST_RUN}`

/** Settings of a database of this run, as its owner or as the program's role. */
export function databaseSettings(database?: string, role?: string): pg.ClientConfig {
  const base = JSON.parse(process.env.TEST_DATABASE ?? 'null') as
    | (pg.ClientConfig & { connectionString?: string })
    | null
  if (!base) throw new Error('Run tests with "npm test": they need tests/setup.ts to start PostgreSQL.')
  if (base.connectionString) {
    const url = new URL(base.connectionString)
    if (database) url.pathname = `/${database}`
    if (role) {
      url.username = role
      url.password = 'tests'
    }
    return { connectionString: url.toString() }
  }
  return { ...base, ...(database && { database }), ...(role && { user: role, password: 'tests' }) }
}

export const testConfig = (settings: Record<string, string> = {}): Config =>
  readConfig({
    PORT: '0',
    PUBLIC_URL: 'http://localhost:3000',
    VAR: join(process.env.TEST_FOLDER ?? '', 'var'),
    SECRET: 'a secret that only the tests know, 32+',
    LOG_LEVEL: 'silent',
    ...settings,
  })

let made = 0
/** A database of one test, cloned from the template in a tenth of a second. */
export async function cloneDatabase(): Promise<{ name: string; drop(): Promise<void> }> {
  const name = `patokaz_test_${process.env.TEST_RUN}_${process.pid}_${made++}`
  const admin = new pg.Client(databaseSettings())
  await admin.connect()
  try {
    // Cloning needs the template to itself for a moment; test files run side by side.
    await admin.query('select pg_advisory_lock(1)')
    await admin.query(`create database ${name} template ${TEMPLATE()} strategy file_copy`)
  } finally {
    await admin.end()
  }
  return {
    name,
    drop: async () => {
      const end = new pg.Client(databaseSettings())
      await end.connect()
      try {
        await end.query(`drop database if exists ${name} with (force)`)
      } finally {
        await end.end()
      }
    },
  }
}

/**
 * Waits until every transaction that is open now has ended, wherever it is on the server: other tests write to the same one, and what
 * they have open holds back what the audit chain knows for certain.
 */
export async function othersHaveEnded(settings: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(settings)
  await client.connect()
  try {
    const { rows } = await client.query<{ id: string }>('select pg_current_xact_id()::text as id')
    for (let tries = 0; tries < 600; tries++) {
      const now = await client.query<{ past: boolean }>(
        'select pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8 as past',
        [rows[0]?.id],
      )
      if (now.rows[0]?.past) return
      await pause(50)
    }
    throw new Error('a transaction stayed open for half a minute')
  } finally {
    await client.end()
  }
}
