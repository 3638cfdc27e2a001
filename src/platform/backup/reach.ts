/** Reaches the database of a portal beside it: the one that runs is used and left running, one that does not run is started for the while. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import type { Config } from '../config.ts'
import { openEmbedded } from '../open.ts'
import { holdFolder, StartError } from '../postgres/launcher.ts'

export type Reached = { owner: pg.ClientConfig; stop(): Promise<void> }

/** Says that there is no portal in the folder, instead of making one. */
export function expectPortal({ folder, database, secret }: Config): void {
  const isThere = database ? secret || existsSync(join(folder, 'keys')) : existsSync(join(folder, 'postgres'))
  if (!isThere)
    throw new StartError(
      `There is no portal in ${folder}: go to its folder, or name its data with VAR as for npm start.`,
    )
}

/** `make`: into an empty machine, where no portal may run. Migrations belong to the start of the portal. */
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
    const { owner, stop } = await openEmbedded(config, secret, log)
    return {
      owner,
      stop: async () => {
        if (held) await stop()
        held?.release()
      },
    }
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
