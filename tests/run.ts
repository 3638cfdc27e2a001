/** `npm test`: builds the tests (or those that are named), starts their PostgreSQL, and runs each file in a process of its own. */
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { BUILT, buildTests } from './built.ts'

const ROOT = dirname(import.meta.dirname)
const ALL = ['src/**/*.test.{ts,tsx}', 'countries/**/*.test.ts', 'tests/**/*.test.ts']
/** How many milliseconds each file took last time. */
const TIMES = join(ROOT, BUILT, 'times.json')

const named = process.argv.slice(2).map((path) => relative(ROOT, path))
const sources = globSync(named.length ? named : ALL, { cwd: ROOT }).sort()
if (!sources.length) throw new Error(`no test at ${named.join(', ')}`)
const [setup = '', ...built] = await buildTests(ROOT, ['tests/setup.ts', ...sources])
const sourceOf = new Map(built.map((file, index) => [file, sources[index] ?? '']))

// What takes longest begins first, so that no long file is left for the end: as it was last time, or else tests of the whole portal.
const times = timesOfLastRun()
const files = built.toSorted((one, other) => timeOf(other) - timeOf(one))

process.env.NODE_COMPILE_CACHE = join(ROOT, BUILT, 'cache')
const { globalSetup, globalTeardown } = (await import(setup)) as typeof import('./setup.ts')
// Who interrupts the run waits until its database has ended and its folder is gone.
const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort())
await globalSetup()
try {
  const results = run({ files, concurrency: 2, execArgv: ['--enable-source-maps'], signal: interrupted.signal })
  results.on('test:fail', () => {
    process.exitCode = 1
  })
  results.on('test:summary', ({ file, duration_ms }) => {
    const source = sourceOf.get(file ?? '')
    if (source) times[source] = Math.round(duration_ms)
  })
  await pipeline(results, new spec(), process.stdout, { end: false })
  writeFileSync(TIMES, JSON.stringify(times, null, 2))
} finally {
  await globalTeardown()
}

function timeOf(file: string): number {
  const source = sourceOf.get(file) ?? ''
  return times[source] ?? (source.startsWith('tests/') ? 60_000 : 1000)
}

function timesOfLastRun(): Record<string, number> {
  try {
    return JSON.parse(readFileSync(TIMES, 'utf8')) as Record<string, number>
  } catch {
    return {}
  }
}
