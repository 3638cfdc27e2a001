/** Making the data directory and judging one that exists; running the server is in launcher.ts. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { placeOf } from './account.ts'
import type { Binaries } from './binaries.ts'
import { type Home, handOver } from './location.ts'
import { codeOf, explainFailure, StartError } from './start-error.ts'

export const superuserName = 'postgres'

/** True when the cluster was made now. Throws when the one that is there cannot be used by this PostgreSQL. */
export async function ensureCluster(home: Home, binaries: Binaries, password: string): Promise<boolean> {
  if (existsSync(home.data) && readdirSync(home.data).length > 0) {
    judge(home.data, binaries)
    return false
  }
  sweep(home.folder)
  const making = join(home.folder, `making-${randomBytes(4).toString('hex')}`)
  try {
    mkdirSync(making, { mode: 0o700 })
    const passwordFile = join(making, 'password')
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
    handOver(passwordFile, home.account)
    handOver(making, home.account)
    await initdb(home, binaries, join(making, 'data'), passwordFile)
    if (existsSync(home.data)) rmdirSync(home.data)
    // Only a whole cluster gets the real name, so that a start that was cut off is simply repeated.
    renameSync(join(making, 'data'), home.data)
    return true
  } catch (error) {
    throw explainFailure(error, home.folder, 'Making the database')
  } finally {
    rmSync(making, { recursive: true, force: true })
  }
}

/** What a start left that was cut off. Its initdb may still be writing; then the next first start sweeps. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder).filter((name) => name.startsWith('making-'))) {
    try {
      rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    } catch (error) {
      if (codeOf(error) !== 'ENOTEMPTY') throw error
    }
  }
}

function judge(data: string, binaries: Binaries): void {
  const versionFile = join(data, 'PG_VERSION')
  const major = existsSync(versionFile) ? Number.parseInt(readFileSync(versionFile, 'utf8'), 10) : Number.NaN
  if (Number.isNaN(major) || !existsSync(join(data, 'global', 'pg_control'))) {
    throw new StartError(
      `${data} is not a whole PostgreSQL database: move it away and bring the portal back with npm run restore.`,
    )
  }
  if (major !== binaries.major) {
    throw new StartError(
      `The database in ${data} is of PostgreSQL ${major} and this program brings ${binaries.major}: make a backup with the old program (npm run backup), move ${data} away, and bring it back with the new one (npm run restore).`,
    )
  }
}

/** The root collation of ICU orders all scripts well and is the same on every machine; both platforms' builds have ICU. */
async function initdb(home: Home, binaries: Binaries, data: string, passwordFile: string): Promise<void> {
  await run(home, binaries.initdb, [
    `--pgdata=${data}`,
    `--username=${superuserName}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=icu',
    '--icu-locale=und',
    '--data-checksums',
    '--no-sync',
    '--no-instructions',
  ])
}

/** Brings to the disk what a fresh cluster left to the operating system; runs beside the server. */
export function syncCluster(home: Home, binaries: Binaries): Promise<void> {
  return run(home, binaries.initdb, [`--pgdata=${home.data}`, '--sync-only'])
}

function run(home: Home, command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...placeOf(home.account),
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      said += part
    })
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(said || `${command} ended with ${code}`))))
  })
}
