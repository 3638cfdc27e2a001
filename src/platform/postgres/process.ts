/** Whether a process of a given number lives, and which one it is: numbers are given out again; only lock.ts and postmaster.ts ask. */
import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { codeOf } from './start-error.ts'

const linux = process.platform === 'linux'

/** Whether the number is in use, be it by a process that ended but was not yet collected. */
export function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** A process that ended but was not yet collected by its parent (in a container perhaps never) does not live. */
export function isAlive(pid: number): boolean {
  return exists(pid) && !(linux && statusFields(pid)?.[0] === 'Z')
}

/** Tells one process from a later one of the same number; `undefined` when the system does not say. */
export function startOf(pid: number): string | undefined {
  if (!linux)
    return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() || undefined
  // Field 22 counts from the last boot (proc_pid_stat(5)), so the boot belongs to it.
  const ticks = statusFields(pid)?.[19]
  return ticks && `${ticks}@${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}`
}

/** Whether this is the main process of the PostgreSQL of this data directory. */
export function isPostmaster(pid: number, data: string): boolean {
  if (!isAlive(pid)) return false
  if (!linux) {
    const command = spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? ''
    return /\/postgres -D /.test(command)
  }
  try {
    const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    if (!args[0]?.endsWith('/postgres')) return false
    // In a container root may not read another user's cwd; the data may have been moved since it was started.
    return args.includes(data) || readlinkSync(`/proc/${pid}/cwd`) === data
  } catch {
    return false
  }
}

/** The fields after the name, which may itself hold spaces and brackets: state first. */
function statusFields(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}
