/** Starting and stopping as whoever runs the portal meets them: the real program, in a folder and on a port of its own. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { ROOT } from '#platform/root.ts'
import { derived } from '#platform/secrets.ts'
import { databaseSettings } from './database.ts'

const PASSWORD = 'сина река под мостот'
const EMAIL = 'prva@opstina.example'
const TOKEN = 'a token for monitoring only'
const SECRET = 'a secret that only this test knows, 32+'
/** Few data, so that a start is quick. */
const EMPTY = { EXAMPLES: 'off', COUNTRIES: 'mk' }
const folder = (name: string) => join(process.env.TEST_FOLDER ?? '', 'Започнување и крај', name)

type Ending = { code: number | null; out: string; problem: string }
type Program = {
  child: ChildProcess
  url: string
  /** All that it has said on standard output. */
  out(): string
  says(pattern: RegExp): Promise<void>
  ended: Promise<Ending>
}

const running = new Set<ChildProcess>()
after(() => {
  for (const child of running) child.kill('SIGTERM')
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function run(settings: Record<string, string>): Promise<Program> {
  const port = settings.PORT ?? String(await freePort())
  const { PATH = '', HOME = '', TMPDIR = '/tmp' } = process.env
  const child = spawn(process.execPath, ['scripts/start.ts'], {
    cwd: ROOT,
    env: { PATH, HOME, TMPDIR, LOG_LEVEL: 'warn', ...settings, PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let out = ''
  let problem = ''
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    out += part
  })
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    problem += part
  })
  const ended = new Promise<Ending>((resolve) =>
    child.once('close', (code) => {
      running.delete(child)
      resolve({ code, out, problem })
    }),
  )
  const says = async (pattern: RegExp) => {
    while (!pattern.test(out)) {
      if (child.exitCode !== null || child.signalCode !== null)
        assert.fail(`it ended before it said ${pattern}: ${out}${problem}`)
      await pause(30)
    }
  }
  return { child, url: `http://localhost:${port}`, out: () => out, says, ended }
}

async function start(settings: Record<string, string>): Promise<Program> {
  const program = await run(settings)
  await program.says(/\n {2}http:\/\/localhost:\d+\n/)
  return program
}

async function stop({ child, ended }: Program, signal: NodeJS.Signals = 'SIGTERM'): Promise<Ending> {
  child.kill(signal)
  return ended
}

/** Cannot start, and says so in one sentence with what to do: no stack, no password, nothing left running. */
async function refuses(settings: Record<string, string>, sentence: RegExp): Promise<void> {
  const { code, out, problem } = await (await run(settings)).ended
  assert.equal(code, 1, `${out}${problem}`)
  const told = problem.trim()
  assert.match(told, sentence)
  assert.match(told, /^Patokaz cannot start\. \S.*[.]$/, 'one line')
  assert.doesNotMatch(`${out}${problem}`, /\n {4}at |many secrets/)
  assert.doesNotMatch(out, /http:\/\//)
}

/** A browser without JavaScript that follows nothing by itself. */
function browser({ url }: Program) {
  const cookies = new Map<string, string>()
  const send = async (path: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { origin: url, ...(cookie && { cookie }), ...init.headers }
    const answer = await fetch(url.replace('localhost', '127.0.0.1') + path, { ...init, headers, redirect: 'manual' })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    return answer
  }
  return {
    get: (path: string, headers: Record<string, string> = {}) => send(path, { headers }),
    post: (path: string, form: Record<string, string>) =>
      send(path, { method: 'POST', body: new URLSearchParams(form) }),
  }
}

const MAIN = { ...EMPTY, VAR: folder('var'), METRICS_TOKEN: TOKEN }
const postmaster = join(folder('var'), 'postgres/data/postmaster.pid')
const signIn = async (program: Program) => {
  const visitor = browser(program)
  await visitor.post('/mk/account/sign-in', { email: EMAIL, password: PASSWORD })
  return (await visitor.get('/mk/administration')).status
}
let portal: Program

test('who starts an empty portal reads a few lines, the address last, and becomes its first administrator', async () => {
  portal = await start(MAIN)
  const lines = portal.out().trim().split('\n')
  assert.ok(lines.length <= 10, portal.out())
  assert.equal(lines.at(-1)?.trim(), portal.url)
  assert.match(portal.out(), /PostgreSQL 18\S* \(embedded, .*\), new/)
  const [, path = '', token = ''] = /(\/en\/account\/invitation\?token=(\S+))/.exec(portal.out()) ?? []
  const visitor = browser(portal)
  assert.equal((await visitor.get(path)).status, 200)
  const form = { name: 'Ана Пробна', email: EMAIL, password: PASSWORD, invitation: token }
  const registered = await visitor.post('/mk/account/register', form)
  assert.match(registered.headers.get('location') ?? '', /\/mk\/account\/invitation/)
  assert.equal((await visitor.post('/mk/account/invitation', { token })).headers.get('location'), '/mk/desk')
  assert.equal((await visitor.get('/mk/administration')).status, 200)
  assert.equal((await browser(portal).get(path)).status, 410, 'the link works once')
})

test('in a portal without examples nobody can be an example person, and nothing invented is shown', async () => {
  const visitor = browser(portal)
  for (const key of ['mayor', 'administrator', 'editor-kg'])
    assert.equal((await visitor.post(`/mk/account/try/${key}`, {})).status, 404, key)
  assert.doesNotMatch(await (await visitor.get('/mk/account/sign-in')).text(), /account\/try/)
  const tried = await visitor.post('/mk/account/sign-in', { email: 'mayor@example.org', password: PASSWORD })
  assert.equal(tried.status, 422)
  assert.doesNotMatch(await (await visitor.get('/api/v1/practices/list.csv')).text(), /Велес/)
})

test('who watches the portal learns that it is well, and its figures with the token only', async () => {
  const { get } = browser(portal)
  assert.deepEqual(await (await get('/healthz')).json(), { status: 'ok' })
  assert.deepEqual(await (await get('/readyz')).json(), { status: 'ready', database: 'ok', migrations: 'ok' })
  assert.equal((await get('/metrics')).status, 401)
  assert.equal((await get('/metrics', { authorization: 'Bearer another token' })).status, 401)
  const figures = await get('/metrics', { authorization: `Bearer ${TOKEN}` })
  assert.equal(figures.status, 200)
  assert.match(await figures.text(), /^# TYPE \S+ (counter|gauge|histogram)$/m)
})

test('who starts it twice, on a taken port or with bad settings reads one sentence on what to do', async () => {
  const taken = new URL(portal.url).port
  await Promise.all([
    refuses(MAIN, /already running \(process \d+\)/),
    refuses({ ...MAIN, VAR: folder('other'), PORT: taken }, new RegExp(`Port ${taken} is taken.*PORT=`)),
  ])
  assert.equal(existsSync(folder('other')), false, 'nothing was begun')
  const bad = { PORT: '99999', EXAMPLES: 'maybe', PUBLIC_URL: 'portal', SECRET: 'many secrets', COUNTRIES: 'mk,xx' }
  await refuses({ ...MAIN, ...bad }, /PORT .*PUBLIC_URL .*COUNTRIES .*EXAMPLES .*SECRET .*README/)
  assert.equal((await browser(portal).get('/readyz')).status, 200, 'the one that runs goes on')
})

test('an officer whose form is still on its way when the portal is stopped gets the answer; then all has ended', async () => {
  const body = new URLSearchParams({ scheme: 'dark', back: '/mk/practices' }).toString()
  const headers = {
    origin: portal.url,
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': body.length,
  }
  const { port } = new URL(portal.url)
  const slow = request({ host: '127.0.0.1', port, path: '/mk/scheme', method: 'POST', headers })
  const answer = new Promise<number | undefined>((resolve, reject) => {
    slow.once('response', (response) => resolve(response.resume().statusCode))
    slow.once('error', reject)
  })
  slow.write(body.slice(0, 10))
  await pause(300)
  portal.child.kill('SIGTERM')
  await portal.says(/Stopping/)
  await pause(300)
  await assert.rejects(browser(portal).get('/mk'), 'nobody new is let in')
  assert.ok(existsSync(postmaster), 'PostgreSQL is there until the last request is answered')
  slow.end(body.slice(10))
  assert.equal(await answer, 303)
  const { code, problem } = await portal.ended
  assert.equal(code, 0)
  assert.equal(problem, '')
  assert.equal(existsSync(postmaster), false)
})

test('after a restart, and after the program was killed while PostgreSQL lived on, everything is there', async () => {
  const second = await start(MAIN)
  assert.doesNotMatch(second.out(), /loaded|welcome|new/, 'nothing is loaded twice, nobody is invited again')
  assert.equal(await signIn(second), 200)
  const database = Number.parseInt(readFileSync(postmaster, 'utf8'), 10)
  await stop(second, 'SIGKILL')
  assert.ok(process.kill(database, 0), 'PostgreSQL outlived the program')
  const third = await start(MAIN)
  assert.match(third.out(), /taken over/)
  assert.equal(await signIn(third), 200)
  assert.equal((await stop(third, 'SIGINT')).code, 0)
  assert.equal(existsSync(postmaster), false)
})

// ── A database of one's own ─────────────────────────────────────────────────

/** A network line to the tests' PostgreSQL that can be cut. */
async function line() {
  const { host, port } = new pg.Client(databaseSettings())
  const open = new Set<Socket>()
  const server: Server = createServer((near) => {
    const far = host.startsWith('/') ? connect(join(host, `.s.PGSQL.${port}`)) : connect(port, host)
    for (const socket of [near, far]) {
      open.add(socket)
      socket.on('error', () => {}).on('close', () => [near, far].map((one) => open.delete(one.destroy())))
    }
    near.pipe(far).pipe(near)
  })
  const own = await freePort()
  const restore = () => new Promise<void>((resolve) => server.listen(own, '127.0.0.1', resolve))
  await restore()
  const cut = async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    for (const socket of open) socket.destroy()
    await closed
  }
  return { port: own, cut, restore }
}

const admin = async (...statements: string[]) => {
  const client = new pg.Client(databaseSettings())
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

const NAME = `patokaz_start_${process.env.TEST_RUN}`
const OWNERS = { [`${NAME}_maker`]: 'createrole', [`${NAME}_plain`]: 'nocreaterole' }

test('on a PostgreSQL of its own the program migrates as owner and serves as a role that cannot harm the audit trail', async () => {
  for (const [owner, right] of Object.entries(OWNERS))
    await admin(
      `create role ${owner} login nosuperuser ${right} password 'many secrets'`,
      `create database ${owner} owner ${owner} template template0 encoding 'UTF8'`,
    )
  const database = await line()
  const [maker = '', plain = ''] = Object.keys(OWNERS)
  const urlOf = (owner: string, password = 'many%20secrets', port = database.port) =>
    `postgresql://${owner}:${password}@127.0.0.1:${port}/${owner}`
  const settings = { ...EMPTY, VAR: folder('own'), SECRET, DATABASE_URL: urlOf(maker) }
  try {
    const program = await start(settings)
    assert.match(program.out(), /from DATABASE_URL\), new/)
    assert.doesNotMatch(program.out(), /many/)
    assert.equal(existsSync(join(folder('own'), 'postgres')), false)
    await serverLost(program, database)
    await lesserRole(`${maker}_app`, maker, database.port)
    assert.equal((await stop(program)).code, 0)

    await admin(`alter role ${maker} nocreaterole`)
    await Promise.all([
      refuses(
        { ...settings, VAR: folder('own-1'), DATABASE_URL: urlOf(plain) },
        /may not make the role .*CREATEROLE.*DATABASE_APP_URL/,
      ),
      refuses(
        { ...settings, VAR: folder('own-2'), DATABASE_URL: urlOf(maker, 'many%20secrets', 1) },
        /DATABASE_URL cannot be used \(.*ECONNREFUSED/,
      ),
    ])
    await admin(`alter role ${maker} createrole`)
    const owner = new pg.Client({ connectionString: urlOf(maker) })
    await owner.connect()
    await owner.query(`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 9999999999999)`)
    await owner.end()
    await Promise.all([
      refuses({ ...settings, VAR: folder('own-3') }, /newer than this program.*newer version/),
      refuses(
        { ...settings, VAR: folder('own-4'), DATABASE_URL: urlOf(maker, 'wrong') },
        /DATABASE_URL cannot be used \(.*password/,
      ),
    ])
  } finally {
    await database.cut()
    for (const owner of Object.keys(OWNERS))
      await admin(
        `drop database if exists ${owner} with (force)`,
        `drop role if exists ${owner}_app`,
        `drop role if exists ${owner}`,
      )
  }
})

/** While the database is away nobody is sent here, visitors read why, and afterwards all goes on by itself. */
async function serverLost(program: Program, database: Awaited<ReturnType<typeof line>>) {
  const { get } = browser(program)
  const ready = async (status: number) => {
    for (let i = 0; i < 100 && (await get('/readyz')).status !== status; i++) await pause(100)
    assert.equal((await get('/readyz')).status, status)
  }
  await ready(200)
  await database.cut()
  await ready(503)
  assert.equal((await get('/healthz')).status, 200, 'the process itself lives')
  const page = await get('/mk/practices')
  assert.equal(page.status, 503)
  assert.match(await page.text(), /<h1/)
  await database.restore()
  await ready(200)
  assert.equal((await get('/mk/practices')).status, 200)
}

async function lesserRole(role: string, database: string, port: number) {
  const password = derived(SECRET, 'database role')
  const client = new pg.Client({ host: '127.0.0.1', port, user: role, password, database })
  await client.connect()
  try {
    const { rows } = await client.query('select id from audit_entries limit 1')
    assert.equal(rows.length, 1, 'it reads the trail')
    for (const statement of [
      'create table mine (id int)',
      'create schema mine',
      'create role mine',
      'alter table people add column mine text',
      'drop table audit_links',
      `update audit_entries set action = 'nothing'`,
      'delete from audit_entries',
      'truncate audit_entries cascade',
      'alter table audit_entries disable trigger all',
      `update audit_links set hash = ''`,
      'delete from audit_links',
      `set session_replication_role = 'replica'`,
      'delete from drizzle.__drizzle_migrations',
      `set role ${database}`,
    ])
      await assert.rejects(client.query(statement), { code: '42501' }, statement)
  } finally {
    await client.end()
  }
}
