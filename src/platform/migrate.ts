/** Brings the database to the state that this version of the program needs, as its owner, and gives the program's lesser role its rights. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { StartError } from './postgres/start-error.ts'
import { ROOT } from './root.ts'

const FOLDER = join(ROOT, 'migrations')
const OLDEST_MAJOR = 15
/** Any number that no other program of this database uses: two processes never migrate at once. */
const LOCK = 7_064_081_795

type Journal = { entries: { idx: number; when: number; tag: string }[] }
const journal = () => JSON.parse(readFileSync(join(FOLDER, 'meta/_journal.json'), 'utf8')) as Journal

/** Name and time of the newest migration of this version; `/readyz` compares the database with it. */
export const newestMigration = () => {
  const last = journal().entries.at(-1)
  if (!last) throw new Error('no migrations')
  return { tag: last.tag, when: last.when }
}

/** Time of the newest migration that the database has, or 0 for an empty one. */
export async function migrationOf(client: pg.ClientBase | pg.Pool): Promise<number> {
  const { rows } = await client.query<{ there: string | null }>(
    `select to_regclass('drizzle.__drizzle_migrations') as there`,
  )
  if (!rows[0]?.there) return 0
  const newest = await client.query<{ at: string | null }>(
    'select max(created_at) as at from drizzle.__drizzle_migrations',
  )
  return Number(newest.rows[0]?.at ?? 0)
}

/** Says in one sentence that the database cannot be used as it is, or nothing. */
async function examine(client: pg.ClientBase) {
  const { rows } = await client.query<{ version: string; encoding: string }>(
    `select current_setting('server_version_num') as version, pg_encoding_to_char(encoding) as encoding from pg_database where datname = current_database()`,
  )
  const major = Math.floor(Number(rows[0]?.version) / 10_000)
  if (major < OLDEST_MAJOR)
    throw new StartError(
      `PostgreSQL ${major} is too old: Patokaz needs PostgreSQL ${OLDEST_MAJOR} or newer in DATABASE_URL.`,
    )
  if (rows[0]?.encoding !== 'UTF8')
    throw new StartError(
      `The database has the encoding ${rows[0]?.encoding}: make one with "CREATE DATABASE … ENCODING 'UTF8'".`,
    )
  const has = await migrationOf(client)
  if (has > newestMigration().when)
    throw new StartError(
      'The database is newer than this program: start the newer version of Patokaz, or restore a backup made before the upgrade.',
    )
  return { isNew: has === 0, isCurrent: has === newestMigration().when }
}

/**
 * Migrates under an advisory lock and grants the program's role what it needs and no more.
 * `appRole` is made by the caller. Returns whether the database was empty.
 */
export async function migrate(
  owner: pg.ClientConfig,
  appRole: string,
  queues: string[],
): Promise<{ isNew: boolean; changed: boolean }> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    const { isNew, isCurrent } = await examine(client)
    if (!isCurrent) await applyMigrations(drizzle(client), { migrationsFolder: FOLDER })
    await migrateQueues(owner, queues)
    await grantRights(client, appRole)
    return { isNew, changed: !isCurrent }
  } finally {
    await client.end()
  }
}

/** pg-boss makes and upgrades its own schema; only the owner may. */
async function migrateQueues(owner: pg.ClientConfig, queues: string[]) {
  const pool = new pg.Pool({ ...owner, max: 2 })
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    supervise: false,
    schedule: false,
  })
  boss.on('error', () => {})
  try {
    await boss.start()
    const there = new Set((await boss.getQueues()).map(({ name }) => name))
    for (const queue of queues)
      if (!there.has(queue)) await boss.createQueue(queue, { retryLimit: 3, retryDelay: 30, retryBackoff: true })
    await boss.stop({ graceful: false })
  } finally {
    await pool.end()
  }
}

/** Rights of the lesser role: rows, not tables; of the audit trail, adding and reading only. */
async function grantRights(client: pg.Client, role: string) {
  const to = client.escapeIdentifier(role)
  await client.query(`
    revoke create on schema public from public;
    grant usage on schema public, pgboss, drizzle to ${to};
    grant select, insert, update, delete on all tables in schema public, pgboss to ${to};
    grant select on all tables in schema drizzle to ${to};
    grant usage, select on all sequences in schema public, pgboss to ${to};
    grant execute on all functions in schema pgboss to ${to};
    revoke update, delete, truncate on audit_entries, audit_links from ${to};
    revoke update, delete, truncate on nomination_links from ${to};
    revoke update, truncate on audit_personal from ${to};
    revoke update, truncate on events from ${to};
  `)
}

/** Makes the program's role when it is not there, with a password that every process of the installation can derive. */
export async function ensureRole(owner: pg.ClientConfig, role: string, password: string): Promise<void> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    const name = client.escapeIdentifier(role)
    const secret = client.escapeLiteral(password)
    const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role])
    await client.query(`${rowCount ? 'alter' : 'create'} role ${name} with login password ${secret}`)
    await client.query(`grant connect on database ${client.escapeIdentifier(client.database ?? '')} to ${name}`)
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '42501')
      throw new StartError(
        `The owner in DATABASE_URL may not make the role "${role}": give it CREATEROLE, or make a role yourself and name it in DATABASE_APP_URL.`,
      )
    throw error
  } finally {
    await client.end()
  }
}
