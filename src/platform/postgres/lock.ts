/** One program a folder: the file `patokaz.lock` says which process has it; a file of a process that is gone is taken over. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive, startOf } from './process.ts'
import { codeOf, explainFailure, StartError } from './start-error.ts'

/** Throws StartError when another live program has the folder. */
export function holdFolder(folder: string): { release(): void } {
  const file = join(folder, 'patokaz.lock')
  const mine = `${process.pid} ${startOf(process.pid) ?? ''}\n`
  try {
    mkdirSync(folder, { recursive: true })
    take(file, mine, folder)
  } catch (error) {
    throw explainFailure(error, folder, 'Taking the folder')
  }
  return {
    release() {
      if (read(file) === mine) rmSync(file, { force: true })
    },
  }
}

function take(file: string, mine: string, folder: string): void {
  while (!write(file, mine)) {
    const theirs = read(file)
    if (theirs === undefined) continue
    const [pid = '', start = ''] = theirs.trim().split(/ (.*)/)
    if (isHeldBy(Number(pid), start)) {
      throw new StartError(
        `The portal in ${folder} is already running (process ${pid}): use that one, stop it first, or start this one with another folder.`,
      )
    }
    putAside(file, theirs)
  }
}

function isHeldBy(pid: number, start: string): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return false
  const now = startOf(pid)
  return now === undefined || start === '' || now === start
}

/** Of several programs that saw the same stale file one moves it; who moved a newer one by that puts it back. */
function putAside(file: string, stale: string): void {
  const aside = `${file}.${process.pid}`
  try {
    renameSync(file, aside)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  const moved = read(aside)
  if (moved !== undefined && moved !== stale) write(file, moved)
  rmSync(aside, { force: true })
}

function write(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o644 })
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}
