/** Opens the database of an installation, embedded or named by DATABASE_URL, migrated and with the program's lesser role. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Config } from './config.ts'
import { ensureRole, migrate } from './migrate.ts'
import { StartError, startPostgres } from './postgres/launcher.ts'
import { derived } from './secrets.ts'

export type OpenDatabase = {
  /** Settings of the owner, for migrations, backup and restore. */
  owner: pg.ClientConfig
  /** Settings of the lesser role, for everything that serves people. */
  app: pg.ClientConfig
  isNew: boolean
  changed: boolean
  description: string
  stop(): Promise<void>
}

const OWNER = 'patokaz_owner'
const DATABASE = 'patokaz'

export async function openDatabase(
  config: Config,
  secret: string,
  queues: string[],
  log: (line: string) => void,
): Promise<OpenDatabase> {
  mkdirSync(config.folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  const embedded = config.database ? undefined : await openEmbedded(config, secret, log)
  try {
    const owner = embedded?.owner ?? { connectionString: config.database?.ownerUrl }
    const version = await reach(owner)
    const appRole = `${embedded ? DATABASE : version.database}_app`
    let app: pg.ClientConfig
    if (config.database?.appUrl) app = { connectionString: config.database.appUrl }
    else {
      const password = derived(secret, 'database role')
      await ensureRole(owner, appRole, password)
      app = embedded
        ? { ...embedded.owner, user: appRole, password }
        : { connectionString: withUser(config.database?.ownerUrl ?? '', appRole, password) }
    }
    const roleName = config.database?.appUrl ? decodeURIComponent(new URL(config.database.appUrl).username) : appRole
    const { isNew, changed } = await migrate(owner, roleName, queues)
    const where = embedded ? `embedded, ${join(config.folder, 'postgres')}` : 'from DATABASE_URL'
    return {
      owner,
      app,
      isNew,
      changed,
      description: `PostgreSQL ${version.version} (${where})`,
      stop: async () => embedded?.stop(),
    }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

/** The embedded PostgreSQL with the owner and the database of the portal, which are made when they are not there. */
export async function openEmbedded(
  config: Config,
  secret: string,
  log: (line: string) => void,
): Promise<{ owner: pg.ClientConfig; stop(): Promise<void> }> {
  const folder = join(config.folder, 'postgres')
  const postgres = await startPostgres({ folder, password: derived(secret, 'database superuser'), log })
  try {
    const password = derived(secret, 'database owner')
    const client = new pg.Client(postgres.superuser)
    await client.connect()
    try {
      const { rowCount: hasRole } = await client.query('select 1 from pg_roles where rolname = $1', [OWNER])
      if (!hasRole)
        await client.query(`create role ${OWNER} with login createrole password ${client.escapeLiteral(password)}`)
      const { rowCount: hasDatabase } = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
      if (!hasDatabase) await client.query(`create database ${DATABASE} owner ${OWNER}`)
    } finally {
      await client.end()
    }
    return { owner: { ...postgres.superuser, user: OWNER, password, database: DATABASE }, stop: () => postgres.stop() }
  } catch (error) {
    // A server that was there before, perhaps a running portal's, is not ours to stop.
    if (!postgres.adopted) await postgres.stop()
    throw error
  }
}

/** Connects once, so that an address that cannot work is told before anything else is done. */
async function reach(owner: pg.ClientConfig): Promise<{ version: string; database: string }> {
  const client = new pg.Client({ ...owner, connectionTimeoutMillis: 8000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ version: string; database: string }>(
      `select split_part(current_setting('server_version'), ' ', 1) as version, current_database() as database`,
    )
    return rows[0] ?? { version: '?', database: '' }
  } catch (error) {
    const reason =
      error instanceof AggregateError
        ? error.errors.map(String).join('; ')
        : error instanceof Error
          ? error.message
          : String(error)
    throw new StartError(
      `The database in DATABASE_URL cannot be used (${reason}): check address, name and password, and that PostgreSQL runs there.`,
    )
  } finally {
    await client.end().catch(() => {})
  }
}

function withUser(url: string, user: string, password: string): string {
  const address = new URL(url)
  address.username = encodeURIComponent(user)
  address.password = encodeURIComponent(password)
  return address.toString()
}
