/** Starts the embedded PostgreSQL of a folder, or takes over the one that still runs there; databases and roles inside it are made elsewhere. */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, fstatSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { amRoot, placeOf } from './account.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import { ensureCluster, syncCluster } from './cluster.ts'
import { type Home, homeOf, makeFolder, outsidePlace } from './location.ts'
import {
  ask,
  endServer,
  forgetReusedPid,
  isNotYet,
  readPidFile,
  type Superuser,
  superuserOf,
  wrongPassword,
} from './postmaster.ts'
import { isPostmaster } from './process.ts'
import { port, socketFolderOf } from './socket.ts'
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

const patience = 60_000
const longestLog = 5 * 1024 * 1024

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
    const adopted = isNew ? undefined : await adopt(home, binaries, options)
    if (adopted) return adopted
    return await start(folder, home, binaries, isNew, options)
  } catch (error) {
    // A defect of ours keeps its stack.
    throw codeOf(error) === undefined ? error : explainFailure(error, folder, 'Starting PostgreSQL')
  }
}

/** Waits for a server of this data directory that is starting or ending, and takes over one that answers. */
async function adopt(home: Home, binaries: Binaries, options: Options): Promise<Postgres | undefined> {
  const { data } = home
  const until = Date.now() + patience
  let told = false
  while (Date.now() < until) {
    const file = readPidFile(data)
    if (!file) return undefined
    if (!isPostmaster(file.pid, data)) {
      forgetReusedPid(data, file)
      return undefined
    }
    if (file.status === 'ready') {
      const superuser = superuserOf(file.socketFolder, file.port, options.password)
      const version = await versionOf(superuser, data)
      if (version === `${binaries.major}.${binaries.minor}`) {
        options.log('PostgreSQL was still running and is taken over.')
        return running(superuser, file.pid, home, true, Promise.resolve())
      }
      // Another minor version than installed, or its socket was removed from the temporary folder.
      options.log('PostgreSQL was still running and is started anew.')
      await endServer(file.pid, data)
      return undefined
    }
    if (!told) options.log(`Waiting for the running PostgreSQL (${file.status}).`)
    told = true
    await pause(50)
  }
  throw stillBusy()
}

async function versionOf(superuser: Superuser, data: string): Promise<string | undefined> {
  try {
    return (await ask(superuser)).version
  } catch (error) {
    if (codeOf(error) === '28P01') throw wrongPassword(data)
    if (isNotYet(error)) return undefined
    throw error
  }
}

async function start(
  folder: string,
  home: Home,
  binaries: Binaries,
  isNew: boolean,
  options: Options,
): Promise<Postgres> {
  const socketFolder = socketFolderOf(home)
  const settings = { ...laptopSettings, ...options.settings }
  const superuser = superuserOf(socketFolder, port, options.password)
  const args = [
    `-D`,
    home.data,
    '-p',
    String(port),
    '-c',
    `unix_socket_directories="${socketFolder.replaceAll('"', '""')}"`,
  ]
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`)
  const until = Date.now() + patience
  let told = false
  for (;;) {
    const { child, saidSince } = launch(folder, home, binaries, args)
    const why = await readiness(child, home.data, until, options.log)
    if (why === 'ready') {
      await verify(superuser, child, home.data)
      const synced = isNew && settings.fsync !== 'off' ? syncCluster(home, binaries) : Promise.resolve()
      // The server itself keeps what it writes from now on; a failure here repeats in its log.
      return running(
        superuser,
        child.pid ?? 0,
        home,
        false,
        synced.catch(() => undefined),
      )
    }
    const said = saidSince()
    // The main process was killed and its children still finish what they do.
    if (!/pre-existing shared memory block|is another postmaster/i.test(said) || Date.now() > until) {
      throw failure(said, why, home, join(folder, 'postgres.log'))
    }
    if (!told) options.log('Waiting for the last connections of a PostgreSQL that was killed.')
    told = true
    await pause(300)
  }
}

/** In a group of processes of its own, so that Ctrl-C in a terminal reaches only the program, which finishes its requests first. */
function launch(
  folder: string,
  home: Home,
  binaries: Binaries,
  args: string[],
): { child: ChildProcess; saidSince: () => string } {
  const path = join(folder, 'postgres.log')
  if (existsSync(path) && statSync(path).size > longestLog) renameSync(path, `${path}.1`)
  const log = openSync(path, 'a', 0o600)
  const before = fstatSync(log).size
  try {
    const child = spawn(binaries.postgres, args, {
      ...placeOf(home.account),
      stdio: ['ignore', log, log],
      detached: true,
    })
    child.unref()
    return { child, saidSince: () => readFileSync(path).subarray(before).toString('utf8') }
  } finally {
    closeSync(log)
  }
}

/** 'ready', or how the server ended. */
async function readiness(
  child: ChildProcess,
  data: string,
  until: number,
  log: (line: string) => void,
): Promise<string> {
  let ended: string | undefined
  child.on('error', (error) => {
    ended = error.message
  })
  child.on('exit', (code, signal) => {
    ended = `it ended with ${signal ?? code}`
  })
  const tellAt = Date.now() + 2000
  let told = false
  while (Date.now() < until) {
    const file = readPidFile(data)
    if (file?.pid === child.pid && file?.status === 'ready') return 'ready'
    if (ended !== undefined) return ended
    if (!told && Date.now() > tellAt) {
      log('PostgreSQL was not stopped properly and recovers; this can take a minute.')
      told = true
    }
    await pause(10)
  }
  // Left running: ending it would only begin the recovery again.
  throw stillBusy()
}

async function verify(superuser: Superuser, child: ChildProcess, data: string): Promise<void> {
  try {
    await ask(superuser)
  } catch (error) {
    if (child.pid) await endServer(child.pid, data)
    throw codeOf(error) === '28P01' ? wrongPassword(data) : error
  }
}

function running(superuser: Superuser, pid: number, home: Home, adopted: boolean, synced: Promise<void>): Postgres {
  let stopping: Promise<void> | undefined
  const stop = async () => {
    await synced
    await endServer(pid, home.data)
  }
  return {
    superuser,
    adopted,
    stop() {
      stopping ??= stop()
      return stopping
    },
  }
}

function stillBusy(): StartError {
  return new StartError('PostgreSQL is still busy recovering and goes on doing so: start again in a minute.')
}

function failure(said: string, why: string, home: Home, log: string): StartError {
  const reasons = said.split('\n').filter((line) => /FATAL|PANIC/.test(line))
  const reason = (reasons.at(-1) ?? why).replace(/^.*?(FATAL|PANIC): +/, '')
  if (/No space left|Disk quota|Permission denied|Read-only file system/i.test(reason)) {
    return explainFailure(reason, home.data, 'Starting PostgreSQL')
  }
  if (/pre-existing shared memory block|is another postmaster/i.test(reason)) {
    return new StartError(`Another PostgreSQL still works in ${home.data}: end its processes, then start again.`)
  }
  return new StartError(`PostgreSQL does not start: ${reason}. More is in ${log}.`)
}
