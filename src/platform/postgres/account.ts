/** Under which user of the machine PostgreSQL runs, and running its programs as that user; which files they are is not known here. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'

/** Another user than ours; `undefined` where one is expected means ourselves. */
export type Account = { uid: number; gid: number; name: string }

export function amRoot(): boolean {
  return process.getuid?.() === 0
}

/**
 * PostgreSQL refuses to run as root, so as root it runs as whoever owns the data already, else `postgres`, else `nobody`.
 * As an ordinary user it runs as that user.
 */
export function accountFor(data: string): Account | undefined {
  if (!amRoot()) return undefined
  const owner = statSync(data, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, name: `user ${owner.uid}` }
  return accountNamed('postgres') ?? accountNamed('_postgres') ?? accountNamed('nobody')
}

function accountNamed(name: string): Account | undefined {
  // `id` asks whatever directory of users the system has; macOS prints the ids of nobody as -2.
  const answer = spawnSync('id', [name], { encoding: 'utf8' })
  const found = /uid=(-?\d+).*?gid=(-?\d+)/.exec(answer.stdout ?? '')
  return found ? { uid: Number(found[1]) >>> 0, gid: Number(found[2]) >>> 0, name } : undefined
}

export function mayEnter(folder: string, account: Account | undefined): boolean {
  return runAs(account, '/bin/sh', ['-c', 'test -x "$1"', 'sh', folder]).status === 0
}

export function runAs(
  account: Account | undefined,
  command: string,
  args: readonly string[],
): SpawnSyncReturns<string> {
  return spawnSync(command, args, { ...placeOf(account), encoding: 'utf8' })
}

/**
 * What every PostgreSQL program is started with: a folder that every user may be in, and an environment without the
 * secrets of the program, of the PG… settings of a terminal, and of languages other than English in its messages.
 */
export function placeOf(account: Account | undefined) {
  return {
    ...(account && { uid: account.uid, gid: account.gid }),
    cwd: '/',
    env: { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' },
  }
}
