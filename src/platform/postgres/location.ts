/** Where the data, the socket and copies of the programs lie, so that the user PostgreSQL runs as reaches them; making the cluster is not done here. */
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { type Account, accountFor, amRoot, mayEnter } from './account.ts'
import { explainFailure, StartError } from './start-error.ts'

export type Home = {
  /** Holds `data`, and `socket` when its path is short enough; everything of one cluster. */
  folder: string
  data: string
  account: Account | undefined
}

/** Only root gets there, so nobody else can prepare something for us. /var/tmp is last because some systems clean it. */
const outsidePlaces = ['/var/lib/patokaz', '/opt/patokaz', '/var/tmp/patokaz'] as const

/** Finds, or chooses, where the cluster of `folder` lives. A cluster elsewhere is named by the file `location` in `folder`. */
export function homeOf(folder: string): Home {
  const named = readLocation(folder)
  if (named !== undefined) {
    if (!existsSync(named)) {
      throw new StartError(
        `The data that ${join(folder, 'location')} names, ${named}, is gone: bring it back, or delete that file to begin with an empty portal.`,
      )
    }
    return openHome(named)
  }
  if (existsSync(join(folder, 'data'))) return openHome(folder)
  const account = accountOrError(join(folder, 'data'))
  if (account === undefined || mayEnter(folder, account)) return { folder, data: join(folder, 'data'), account }
  const elsewhere = join(outsidePlace(), randomBytes(8).toString('hex'))
  mkdirSync(elsewhere)
  chmodSync(elsewhere, 0o711)
  writeFileSync(join(folder, 'location'), `${elsewhere}\n`)
  return { folder: elsewhere, data: join(elsewhere, 'data'), account }
}

function openHome(folder: string): Home {
  const data = join(folder, 'data')
  const account = accountOrError(data)
  const owner = existsSync(data) ? lstatSync(data).uid : undefined
  if (account === undefined && owner !== undefined && owner !== process.getuid?.()) {
    throw new StartError(
      `The database in ${data} belongs to another user: start the program as the user who started it before.`,
    )
  }
  if (account !== undefined && !mayEnter(folder, account)) {
    throw new StartError(
      `PostgreSQL runs as ${account.name} and can no longer enter ${folder}: give that user the right to pass through every folder above it.`,
    )
  }
  if (owner !== undefined) closeToOthers(data, account)
  return { folder, data, account }
}

/** PostgreSQL does not start on data that others may read, nor on data that is not its own. */
function closeToOthers(data: string, account: Account | undefined): void {
  const found = statSync(data)
  if (account !== undefined && found.uid !== account.uid) {
    throw new StartError(
      `The database in ${data} belongs to root, under which PostgreSQL does not run: give it back with chown -R ${account.name} '${data}'.`,
    )
  }
  if ((found.mode & 0o027) !== 0) chmodSync(data, 0o700)
}

function accountOrError(data: string): Account | undefined {
  const account = accountFor(data)
  if (amRoot() && account === undefined) {
    throw new StartError(
      'PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody: start as an ordinary user.',
    )
  }
  if (account !== undefined && mayEnter('/', account) === false) {
    throw new StartError(
      'PostgreSQL does not run as root, and root may not change to another user here: start as an ordinary user, or set DATABASE_URL.',
    )
  }
  return account
}

function readLocation(folder: string): string | undefined {
  const file = join(folder, 'location')
  if (!existsSync(file)) return undefined
  const named = readFileSync(file, 'utf8').trim()
  const ours = outsidePlaces.some((place) => dirname(named) === place) && /\/[0-9a-f]{16}$/.test(named)
  if (!ours) throw new StartError(`${file} does not name a place that this program made: correct or delete it.`)
  return named
}

/** A folder of root's that every user may pass through, for what cannot lie in the portal's own folder. */
export function outsidePlace(): string {
  let refusal: unknown
  for (const place of outsidePlaces) {
    try {
      // chmod, since a strict umask would close it.
      if (mkdirSync(place, { recursive: true })) chmodSync(place, 0o755)
      const found = lstatSync(place)
      const plain = found.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0
      if (plain) return place
    } catch (error) {
      refusal = error
    }
  }
  throw explainFailure(refusal ?? 'EACCES', outsidePlaces[0], 'Making a place for the database')
}

/** Makes the folder when needed; others may pass through it as root's PostgreSQL must, but not list it. */
export function makeFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true, mode: amRoot() ? 0o711 : 0o700 })
    return realpathSync(folder)
  } catch (error) {
    throw explainFailure(error, folder, 'Making the folder of the database')
  }
}

/** Gives what we made to the user PostgreSQL runs as. */
export function handOver(path: string, account: Account | undefined): void {
  if (account) chownSync(path, account.uid, account.gid)
}
