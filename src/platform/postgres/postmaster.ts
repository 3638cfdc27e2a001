/** A running PostgreSQL server: what its postmaster.pid says, asking it who it is, ending it; starting one is in launcher.ts. */
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { superuserName } from './cluster.ts'
import { exists, isAlive, isPostmaster } from './process.ts'
import { port } from './socket.ts'
import { codeOf, StartError } from './start-error.ts'

export type PidFile = { pid: number; socketFolder: string; port: number; status: string }

export type Superuser = { host: string; port: number; user: string; password: string; database: 'postgres' }

/** The lines of postmaster.pid, as src/include/utils/pidfile.h of PostgreSQL numbers them. */
export function readPidFile(data: string): PidFile | undefined {
  const text = readIfThere(join(data, 'postmaster.pid'))
  if (text === undefined) return undefined
  const [pid, , , portNumber, socketFolder = '', , , status = ''] = text.split('\n')
  const number = Number(pid)
  if (!Number.isInteger(number) || number <= 1) return undefined
  return { pid: number, port: Number(portNumber), socketFolder, status: status.trim() }
}

export function superuserOf(socketFolder: string, portNumber: number, password: string): Superuser {
  return { host: socketFolder, port: portNumber, user: superuserName, password, database: 'postgres' }
}

/** Connects once and says what answered; throws the error of `pg` when nothing does. */
export async function ask(superuser: Superuser): Promise<{ data: string; version: string }> {
  const client = new pg.Client({ ...superuser, connectionTimeoutMillis: 10_000, ssl: false })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const answer = await client.query<{ data: string; version: string }>(
      `select current_setting('data_directory') as data, current_setting('server_version') as version`,
    )
    const [row] = answer.rows
    if (!row) throw new Error('PostgreSQL gave no answer')
    return row
  } finally {
    await client.end().catch(() => undefined)
  }
}

export function wrongPassword(data: string): StartError {
  return new StartError(
    `The database in ${data} was made with another password: bring back the settings file that was beside it, or move the database away and bring the portal back with npm run restore.`,
  )
}

/**
 * Fast shutdown: running transactions are rolled back, everything is written. If that hangs for a minute, the server is
 * ended at once and recovers at the next start.
 */
export async function endServer(pid: number, data: string): Promise<void> {
  for (const [signal, seconds] of [
    ['SIGINT', 60],
    ['SIGQUIT', 15],
  ] as const) {
    if (!isPostmaster(pid, data)) return
    send(pid, signal)
    const until = Date.now() + seconds * 1000
    while (Date.now() < until) {
      if (!isAlive(pid)) return
      await pause(20)
    }
  }
  throw new Error(`PostgreSQL (process ${pid}) does not end`)
}

function send(pid: number, signal: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error
  }
}

/**
 * PostgreSQL removes the lock files of a server that is gone by itself, except when its number now belongs to another program
 * of the same user, or to the remains of the server that nobody collected (containers without init). Two servers are still
 * kept apart by the shared memory, which PostgreSQL finds by the data directory's inode (sysv_shmem.c).
 */
export function forgetReusedPid(data: string, socketFolder: string): void {
  for (const file of [join(data, 'postmaster.pid'), join(socketFolder, `.s.PGSQL.${port}.lock`)]) {
    const pid = Number.parseInt(readIfThere(file) ?? '', 10)
    if (pid > 1 && exists(pid) && !isPostmaster(pid, data)) rmSync(file, { force: true })
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}
