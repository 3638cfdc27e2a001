/** Starts the embedded PostgreSQL of a folder, or takes over the one that still runs there; databases and roles inside it are made elsewhere. */
import type { ChildProcess } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { amRoot } from './account.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import { ensureCluster, syncCluster } from './cluster.ts'
import { type Home, homeOf, makeFolder, outsidePlace } from './location.ts'
import {
  ask,
  endServer,
  forgetReusedPid,
  readPidFile,
  type Superuser,
  superuserOf,
  wrongPassword,
} from './postmaster.ts'
import { isPostmaster } from './process.ts'
import { failureOf, isOccupied, launch, outcomeOf } from './server.ts'
import { leaveSocketFolder, port, socketFolderOf } from './socket.ts'
import { codeOf, explainFailure, StartError } from './start-error.ts'

export { holdFolder } from './lock.ts'
export { StartError } from './start-error.ts'

export type Postgres = {
  /** Connection settings for `pg` of the superuser that owns the cluster: host is the socket's folder. */
  superuser: Superuser
  /** True: a server that outlived the program was taken over. */
  adopted: boolean
  /** Fast shutdown, waits until it is gone; safe to call twice. */
  stop(): Promise<void>
}

type Options = { folder: string; password: string; settings?: Record<string, string>; log: (line: string) => void }

/** Milliseconds that a recovery, or the end of a killed server's children, may take. */
const patience = 60_000

/** Milliseconds that a server which calls itself ready may leave us without an answer. */
const patienceWithSilence = 2_000

/** Fit for a portal on one small machine; whoever needs more sets DATABASE_URL. */
const laptopSettings: Record<string, string> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '60',
  shared_buffers: '128MB',
  max_wal_size: '256MB',
  min_wal_size: '64MB',
  jit: 'off',
  // Many small requests rather than few large ones, and /dev/shm is small in containers.
  max_parallel_workers_per_gather: '0',
  // Statements and details of errors hold what people typed; the log must not.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
}

/** Throws StartError with what to do. `folder` is `…/var/postgres`; hold the folder above it with holdFolder first. */
export async function startPostgres(options: Options): Promise<Postgres> {
  if (process.platform === 'win32') {
    throw new StartError('No embedded PostgreSQL for Windows: set DATABASE_URL to a PostgreSQL 15 or newer.')
  }
  const folder = makeFolder(options.folder)
  try {
    const home = homeOf(folder)
    const binaries = findBinaries(home.account, () => (amRoot() ? outsidePlace() : folder))
    if (home.folder !== folder) options.log(`The data of PostgreSQL is in ${home.folder}.`)
    const isNew = await ensureCluster(home, binaries, options.password)
    return await startOrAdopt(folder, home, binaries, isNew, options)
  } catch (error) {
    // A defect of ours keeps its stack.
    throw codeOf(error) === undefined ? error : explainFailure(error, folder, 'Starting PostgreSQL')
  }
}

async function startOrAdopt(
  folder: string,
  home: Home,
  binaries: Binaries,
  isNew: boolean,
  options: Options,
): Promise<Postgres> {
  const begin = Date.now()
  let told = false
  for (;;) {
    const adopted = await adopt(home, binaries, options)
    if (adopted) return adopted
    const superuser = superuserOf(socketFolderOf(home), port, options.password)
    forgetReusedPid(home.data, superuser.host)
    const settings = { ...laptopSettings, ...options.settings }
    const launched = launch(binaries.postgres, serverArgs(home.data, superuser.host, settings), home, folder)
    const outcome = await outcomeOf(launched, home.data, patience, options.log)
    // Left running: ending it would only begin the recovery again.
    if (outcome === 'busy') throw stillBusy()
    if (outcome === 'ready') {
      await verify(superuser, launched.child, home.data)
      const synced = isNew && settings.fsync !== 'off' ? syncCluster(home, binaries) : Promise.resolve()
      return started(superuser, launched.child, home, synced, options.log)
    }
    if (!isOccupied(launched.said()) || Date.now() - begin > patience) throw failureOf(launched, outcome, home)
    if (!told) options.log('Waiting for the last connections of a PostgreSQL that was killed.')
    told = true
    await pause(300)
  }
}

/** Waits for a server of this data directory that is starting or ending, and takes over one that answers. */
async function adopt(home: Home, binaries: Binaries, options: Options): Promise<Postgres | undefined> {
  const begin = Date.now()
  let silentSince: number | undefined
  let told = false
  while (Date.now() - begin < patience) {
    const file = readPidFile(home.data)
    if (!file || !isPostmaster(file.pid, home.data)) return undefined
    if (file.status === 'ready') {
      const superuser = superuserOf(file.socketFolder, file.port, options.password)
      const version = await versionOf(superuser, home.data)
      if (version === `${binaries.major}.${binaries.minor}`) {
        options.log('PostgreSQL was still running and is taken over.')
        return { superuser, adopted: true, stop: once(() => stopServer(file.pid, superuser.host, home)) }
      }
      silentSince ??= Date.now()
      // Another minor version than is installed, or somebody cleaned its socket away.
      if (version !== undefined || Date.now() - silentSince > patienceWithSilence) {
        options.log('PostgreSQL was still running and is started anew.')
        await endServer(file.pid, home.data)
        return undefined
      }
    } else if (!told) {
      options.log(`Waiting for the PostgreSQL that is still running (${file.status || 'starting'}).`)
      told = true
    }
    await pause(50)
  }
  throw stillBusy()
}

/** `undefined` while nothing answers. */
async function versionOf(superuser: Superuser, data: string): Promise<string | undefined> {
  try {
    return (await ask(superuser)).version.split(' ')[0]
  } catch (error) {
    if (codeOf(error) === '28P01') throw wrongPassword(data)
    return undefined
  }
}

function serverArgs(data: string, socketFolder: string, settings: Record<string, string>): string[] {
  const socket = `unix_socket_directories="${socketFolder.replaceAll('"', '""')}"`
  const rest = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  return ['-D', data, '-p', String(port), '-c', socket, ...rest]
}

async function verify(superuser: Superuser, child: ChildProcess, data: string): Promise<void> {
  try {
    await ask(superuser)
  } catch (error) {
    if (child.pid) await endServer(child.pid, data)
    throw codeOf(error) === '28P01' ? wrongPassword(data) : error
  }
}

function started(
  superuser: Superuser,
  child: ChildProcess,
  home: Home,
  synced: Promise<void>,
  log: (line: string) => void,
): Postgres {
  let stopping = false
  child.once('exit', (code, signal) => {
    if (!stopping) log(`PostgreSQL ended by itself (${signal ?? code}): start the program again.`)
  })
  // From now on the server brings what it writes to the disk itself, and its log tells when it cannot.
  const settled = synced.catch(() => undefined)
  const stop = once(async () => {
    stopping = true
    await settled
    if (child.pid) await stopServer(child.pid, superuser.host, home)
  })
  return { superuser, adopted: false, stop }
}

async function stopServer(pid: number, socketFolder: string, home: Home): Promise<void> {
  await endServer(pid, home.data)
  leaveSocketFolder(socketFolder, home)
}

function once(act: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  return () => {
    running ??= act()
    return running
  }
}

function stillBusy(): StartError {
  return new StartError('PostgreSQL is still busy recovering and goes on doing so: start again in a minute.')
}
