/** `npm run bench`: pages per second and waiting times of a portal with 10,000 practices, beside a bare server that answers the same bytes. */
import { randomUUID } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { reachDatabase } from '#platform/backup/reach.ts'
import { readConfig } from '#platform/config.ts'
import { connect } from '#platform/database.ts'
import { secretOf } from '#platform/secrets.ts'
import { AIM_PAGES, AIM_RATIO, type Case, casesOf, type Reader } from './cases.ts'
import { fillPractices } from './fill.ts'
import type { Measured } from './load.ts'
import { freePort, measureLoad, startBareServer, startPortal } from './processes.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '10' },
    practices: { type: 'string', default: '10000' },
    only: { type: 'string', default: '' },
    profile: { type: 'string' },
  },
})
const options = z
  .object({
    /** For each page, of the portal and of the bare server; a second to warm up comes before. */
    seconds: z.coerce.number().int().min(1).max(60),
    connections: z.coerce.number().int().min(1).max(500),
    practices: z.coerce.number().int().min(1).max(1_000_000),
    /** Words of which one must stand in `reader name`, such as `officer,visitor list`. */
    only: z.string().transform((words) => words.split(',').filter(Boolean)),
    profile: z.string().optional(),
  })
  .parse(values)

type Line = Case & { portal: Measured; bare: Measured }
const folder = mkdtempSync(join(tmpdir(), 'patokaz-bench-'))
// As root, PostgreSQL runs as another user who must be able to pass.
chmodSync(folder, 0o711)
const undo: (() => Promise<void>)[] = []
let cleaning: Promise<void> | undefined
/** Called at the end and by Ctrl-C: nothing of a run stays. */
const cleanUp = () => {
  cleaning ??= (async () => {
    for (const step of undo.reverse()) await step().catch((error: unknown) => console.error(error))
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })()
  return cleaning
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => cleanUp().then(() => process.exit(130)))

async function run(): Promise<boolean> {
  const port = await freePort()
  const token = randomUUID()
  const settings = { VAR: join(folder, 'var'), PORT: String(port), LOG_LEVEL: 'warn', METRICS_TOKEN: token }
  undo.push((await startPortal(settings, options.profile)).stop)
  const { db, postgres, end } = await openDatabase(settings)
  undo.push(end)
  const begin = performance.now()
  await fillPractices(db, options.practices, new Date())
  await db.execute(sql`vacuum analyze`)
  await db.execute(sql`notify happened`)
  console.log(
    `${options.practices} practices in ${((performance.now() - begin) / 1000).toFixed(1)} s. ` +
      `Node ${process.versions.node}, PostgreSQL ${postgres}, ${availableParallelism()} cores, ` +
      `${options.connections} connections, ${options.seconds} s a page.\n`,
  )

  const origin = `http://localhost:${port}`
  const officer = await signIn(port, origin)
  const headersOf = (reader: Reader): Record<string, string> => ({
    'accept-encoding': 'gzip',
    ...(reader === 'cookie' && { cookie: 'scheme=dark' }),
    ...(reader === 'officer' && { cookie: officer }),
  })
  mkdirSync(join(folder, 'answers'))
  const bare = await startBareServer(join(folder, 'answers'))
  undo.push(bare.stop)

  const lines: Line[] = []
  console.log(row(['as', 'page', 'kB', 'pages/s', '/cpu s', 'p50 ms', 'p95 ms', 'p99 ms', 'bare/s', 'ratio']))
  const chosen = (await casesOf(db)).filter(
    ({ reader, name }) => !options.only.length || options.only.some((words) => `${reader} ${name}`.includes(words)),
  )
  for (const [index, one] of chosen.entries()) {
    const headers = headersOf(one.reader)
    const bytes = await keepAnswer(`http://127.0.0.1:${port}${one.path}`, headers, join(folder, 'answers', `${index}`))
    await bare.give({ path: `/${index}`, headers: bytes.headers, file: `${index}` })
    const [portal, bareOnly] = await measureLoad({
      urls: [`http://127.0.0.1:${port}${one.path}`, `http://127.0.0.1:${bare.port}/${index}`],
      headers,
      connections: options.connections,
      seconds: options.seconds,
      metrics: { url: `http://127.0.0.1:${port}/metrics`, token },
    })
    if (!portal || !bareOnly) throw new Error('the load measured nothing')
    const line = { ...one, portal, bare: bareOnly }
    lines.push(line)
    console.log(
      row([
        one.reader,
        one.name,
        (bytes.size / 1000).toFixed(0),
        portal.pagesPerSecond.toFixed(0),
        portal.pagesPerCpuSecond.toFixed(0),
        ...[portal.p50, portal.p95, portal.p99].map((time) => time.toFixed(1)),
        bareOnly.pagesPerSecond.toFixed(0),
        (portal.pagesPerSecond / bareOnly.pagesPerSecond).toFixed(2),
      ]),
    )
    if (portal.failures) console.log(`  ${portal.failures} requests failed`)
  }
  console.log(`\n${verdict(lines)}`)
  return lines.every(({ portal }) => portal.failures === 0)
}

/** The database of the portal that was just started, as its owner. */
async function openDatabase(settings: Record<string, string>) {
  const config = readConfig(settings)
  const reached = await reachDatabase(config, secretOf(config), () => {})
  const { db, pool } = connect(reached.owner)
  const { rows } = await db.execute<{ version: string }>(
    sql`select split_part(current_setting('server_version'), ' ', 1) as version`,
  )
  const end = async () => {
    await pool.end()
    await reached.stop()
  }
  return { db, postgres: rows[0]?.version, end }
}

async function signIn(port: number, origin: string): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/mk/account/try/officer`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: '',
    redirect: 'manual',
  })
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '')
  const session = cookies.find((cookie) => cookie.includes('session_token='))
  if (!session) throw new Error(`The example officer could not sign in: ${answer.status}.`)
  return session
}

/** Writes the portal's answer, as it goes over the wire, into a file for the bare server. */
async function keepAnswer(url: string, headers: Record<string, string>, file: string) {
  const answer = await rawAnswer(url, headers)
  if (answer.status !== 200) throw new Error(`${url} answers ${answer.status}`)
  writeFileSync(file, answer.body)
  return { headers: answer.headers, size: answer.body.length }
}

/** `fetch` would unpack the bytes. */
async function rawAnswer(url: string, headers: Record<string, string>) {
  const { get } = await import('node:http')
  return new Promise<{ status: number; headers: Record<string, string>; body: Buffer }>((resolve, reject) => {
    get(url, { headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', reject)
      response.on('end', () => {
        const body = Buffer.concat(parts)
        const left = Object.entries(response.headers).filter(
          ([name]) => !['date', 'connection', 'keep-alive', 'transfer-encoding', 'set-cookie'].includes(name),
        )
        resolve({
          status: response.statusCode ?? 0,
          headers: {
            ...Object.fromEntries(left.map(([name, value]) => [name, String(value)])),
            'content-length': String(body.length),
          },
          body,
        })
      })
    }).on('error', reject)
  })
}

const WIDTHS = [8, 15, 6, 9, 9, 9, 9, 9, 9, 7]
const row = (cells: string[]) =>
  cells.map((cell, index) => (index < 2 ? cell.padEnd(WIDTHS[index] ?? 0) : cell.padStart(WIDTHS[index] ?? 0))).join('')

function verdict(lines: Line[]): string {
  const told = (what: string, missed: Line[], of: number) =>
    of === 0 ? [] : [`${what}: ${missed.length ? `missed by ${missed.map(({ name }) => name).join('; ')}` : 'met'}.`]
  const kept = lines.filter(({ reader }) => reader === 'visitor')
  const signedIn = lines.filter(({ reader }) => reader === 'officer')
  return [
    ...told(
      `Visitors' pages at least ${AIM_RATIO} of the bare server`,
      kept.filter(({ portal, bare }) => portal.pagesPerSecond < AIM_RATIO * bare.pagesPerSecond),
      kept.length,
    ),
    ...told(
      `Signed-in pages at least ${AIM_PAGES} a second of the portal's processor`,
      signedIn.filter(({ portal }) => portal.pagesPerCpuSecond < AIM_PAGES),
      signedIn.length,
    ),
  ].join('\n')
}

try {
  process.exitCode = (await run()) ? 0 : 1
} catch (error) {
  // A failed statement would print all rows that it was given.
  console.error(error instanceof Error && error.cause ? error.cause : error)
  process.exitCode = 1
} finally {
  await cleanUp()
}
