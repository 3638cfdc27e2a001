/** One attempt to run the server program on a cluster: launching it, waiting until it answers, saying why it did not; adopting and retrying are in launcher.ts. */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, fstatSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { placeOf } from './account.ts'
import type { Home } from './location.ts'
import { readPidFile } from './postmaster.ts'
import { explainFailure, StartError } from './start-error.ts'

export type Launch = {
  child: ChildProcess
  /** What this server wrote into its log. */
  said(): string
  logPath: string
}

const longestLog = 5 * 1024 * 1024

/** In a group of processes of its own, so that Ctrl-C in a terminal reaches only the program, which finishes its requests first. */
export function launch(program: string, args: readonly string[], home: Home, logFolder: string): Launch {
  const logPath = join(logFolder, 'postgres.log')
  if (existsSync(logPath) && statSync(logPath).size > longestLog) renameSync(logPath, `${logPath}.1`)
  const log = openSync(logPath, 'a', 0o600)
  const before = fstatSync(log).size
  try {
    const child = spawn(program, args, { ...placeOf(home.account), stdio: ['ignore', log, log], detached: true })
    child.unref()
    return { child, logPath, said: () => readFileSync(logPath).subarray(before).toString('utf8') }
  } finally {
    closeSync(log)
  }
}

/** Waits for 'ready', for its end (in words), or for the end of our patience: 'busy'. */
export async function outcomeOf(
  { child, said }: Launch,
  data: string,
  patience: number,
  log: (line: string) => void,
): Promise<string> {
  let ended: string | undefined
  child.once('error', (error) => {
    ended = error.message
  })
  child.once('exit', (code, signal) => {
    ended = `it ended with ${signal ?? code}`
  })
  const begin = Date.now()
  let told = false
  while (Date.now() - begin < patience) {
    const file = readPidFile(data)
    if (file !== undefined && file.pid === child.pid && file.status === 'ready') return 'ready'
    if (ended !== undefined) return ended
    if (!told && Date.now() - begin > 1000) {
      told = true
      if (/not properly shut down|interrupted/i.test(said())) {
        log('PostgreSQL was not stopped properly and recovers; this can take a minute.')
      }
    }
    await pause(10)
  }
  return 'busy'
}

/** The main process was killed and its children still finish what they do, or another start was quicker. */
export function isOccupied(said: string): boolean {
  return /pre-existing shared memory block|lock file "postmaster.pid" already exists/.test(said)
}

/** Why the server did not start, from the last words of its log. */
export function failureOf({ said, logPath }: Launch, outcome: string, home: Home): StartError {
  const lines = said().split('\n')
  const reason = (lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? outcome).replace(/^.*?(FATAL|PANIC): +/, '')
  if (/No space left|Disk quota|Permission denied|Read-only file system/i.test(reason)) {
    return explainFailure(reason, home.data, 'Starting PostgreSQL')
  }
  if (isOccupied(reason)) {
    return new StartError(`Another PostgreSQL still works in ${home.data}: end its processes, then start again.`)
  }
  if (/checkpoint record|corrupt|invalid checksum|incorrect checksum/i.test(reason)) {
    return new StartError(
      `The database in ${home.data} is damaged (${reason}): move it away and bring the portal back with npm run restore.`,
    )
  }
  return new StartError(`PostgreSQL does not start: ${reason}. More is in ${logPath}.`)
}
