/** The private folder of PostgreSQL's Unix socket, whose path must be short; who may connect is decided by the folder and the password. */
import { createHash } from 'node:crypto'
import {
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { mayEnter } from './account.ts'
import { type Home, handOver } from './location.ts'
import { codeOf } from './start-error.ts'

export const port = 5432

/** Linux allows 107 bytes (sockaddr_un, unix(7)), macOS 103. */
const longestPath = 103

/**
 * Inside the home when the path is short enough, else in the temporary folder under a name that the next start finds again.
 * When somebody else made that name before us, a random one, remembered in the file `socket-folder`.
 */
export function socketFolderOf(home: Home): string {
  const inside = join(home.folder, 'socket')
  if (isShort(inside) && claim(inside, home)) return inside
  const memory = join(home.folder, 'socket-folder')
  const remembered = existsSync(memory) ? readFileSync(memory, 'utf8').trim() : ''
  const places = ['/tmp', tmpdir(), '/var/tmp'].filter((place) => isUsable(place, home))
  const isOurs = places.includes(dirname(remembered)) && basename(remembered).startsWith('patokaz-')
  if (isOurs && isShort(remembered) && claim(remembered, home)) return remembered
  const place = places[0] ?? '/tmp'
  const derived = join(place, `patokaz-${createHash('sha256').update(home.data).digest('hex').slice(0, 16)}`)
  if (claim(derived, home)) return derived
  const random = mkdtempSync(join(place, 'patokaz-'))
  handOver(random, home.account)
  writeFileSync(memory, `${random}\n`)
  return random
}

function isUsable(place: string, home: Home): boolean {
  return existsSync(place) && isShort(join(place, `patokaz-${'x'.repeat(16)}`)) && mayEnter(place, home.account)
}

/** One outside the home is made anew at each start; PostgreSQL took its socket out of it when it ended. */
export function leaveSocketFolder(socketFolder: string, home: Home): void {
  if (dirname(socketFolder) === home.folder) return
  try {
    rmdirSync(socketFolder)
  } catch {
    // Something else is in it: it stays.
  }
}

function isShort(folder: string): boolean {
  return Buffer.byteLength(join(folder, `.s.PGSQL.${port}`)) <= longestPath
}

/** True when the folder is now a real one, of the right owner and closed to everybody else. */
function claim(folder: string, home: Home): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') return false
  }
  const found = lstatSync(folder)
  const owner = home.account?.uid ?? process.getuid?.()
  if (!found.isDirectory() || (found.mode & 0o077) !== 0) return false
  if (found.uid === owner) return true
  // Made by us as root a moment ago, or by a start that was cut off here.
  if (home.account === undefined || found.uid !== 0) return false
  lchownSync(folder, home.account.uid, home.account.gid)
  return true
}
