/** Reaches the database of a portal beside it: the one that runs is used and left running, one that does not run is started for the while. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Config } from '../config.ts'
import { holdFolder, StartError, startPostgres } from '../postgres/launcher.ts'
import { derived } from '../secrets.ts'

export type Reached = { owner: pg.ClientConfig; stop(): Promise<void> }

const OWNER = 'patokaz_owner'
const DATABASE = 'patokaz'

/** Says that there is no portal in the folder, instead of making one. */
export function expectPortal({ folder, database, secret }: Config): void {
  const isThere = database ? secret || existsSync(join(folder, 'keys')) : existsSync(join(folder, 'postgres'))
  if (!isThere)
    throw new StartError(
      `There is no portal in ${folder}: go to its folder, or name its data with VAR as for npm start.`,
    )
}

/** Changes nothing in the database: migrations belong to the start of the portal. */
export async function reachDatabase(
  config: Config,
  secret: string,
  log: (line: string) => void,
  make = false,
): Promise<Reached> {
  if (config.database) return { owner: { connectionString: config.database.ownerUrl }, stop: async () => {} }
  const held = holdUnlessRunning(config.folder)
  if (make && !held) throw new StartError(`A portal runs in ${config.folder}: stop it first.`)
  try {
    const postgres = await startPostgres({
      folder: join(config.folder, 'postgres'),
      password: derived(secret, 'database superuser'),
      log,
    })
    const password = derived(secret, 'database owner')
    const stop = async () => {
      if (held) await postgres.stop()
      held?.release()
    }
    try {
      if (make) await makeDatabase(postgres.superuser, password)
    } catch (error) {
      await stop()
      throw error
    }
    return { owner: { ...postgres.superuser, user: OWNER, password, database: DATABASE }, stop }
  } catch (error) {
    held?.release()
    throw error
  }
}

/** Undefined: a portal has the folder, and its PostgreSQL is not ours to stop. */
function holdUnlessRunning(folder: string) {
  try {
    return holdFolder(folder)
  } catch (error) {
    if (error instanceof StartError && error.message.includes('already running')) return undefined
    throw error
  }
}

async function makeDatabase(superuser: pg.ClientConfig, password: string) {
  const client = new pg.Client(superuser)
  await client.connect()
  try {
    await client.query(`create role ${OWNER} with login createrole password ${client.escapeLiteral(password)}`)
    await client.query(`create database ${DATABASE} owner ${OWNER}`)
  } finally {
    await client.end()
  }
}
