/** What people meet who start and stop the portal with its embedded PostgreSQL; what only root meets is in account.test.ts. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type Postgres, StartError, startPostgres } from './launcher.ts'

const password = 'тајна "лозинка" 1'
const throwAway = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
const root = mkdtempSync('/tmp/патоказ проба ')
// As root PostgreSQL runs as another user, who must be able to pass.
chmodSync(root, 0o711)
const folder = join(root, 'Општина Чашка', 'postgres')

const lines: string[] = []
const start = (where = folder, secret = password): Promise<Postgres> =>
  startPostgres({ folder: where, password: secret, settings: throwAway, log: (line) => lines.push(line) })

async function query(postgres: Postgres, sql: string, secret = password): Promise<Record<string, unknown>> {
  const client = new pg.Client({ ...postgres.superuser, password: secret })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(sql)).rows[0] ?? {}
  } finally {
    await client.end()
  }
}

/** A program of its own that starts the database and says so, so that it can be killed. */
async function program(): Promise<ChildProcess> {
  const code = `import { startPostgres } from ${JSON.stringify(new URL('./launcher.ts', import.meta.url).href)}
    await startPostgres({ ...${JSON.stringify({ folder, password, settings: throwAway })}, log() {} })
    console.log('ready')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  await new Promise((resolve, reject) => {
    child.stdout?.once('data', resolve)
    child.once('exit', reject)
  })
  return child
}

/** As Ctrl-C or the end of a terminal does: the signal reaches every process of the group. */
async function endGroup(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  process.kill(-(child.pid ?? 0), signal)
  await ended
}

const serverPid = () => Number.parseInt(readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8'), 10)

before(async () => {
  const postgres = await start()
  await query(postgres, `create table note as select 'Ѓорче'::text as text`)
  await postgres.stop()
})
after(() => rmSync(root, { recursive: true, force: true }))

test('A clerk who starts the portal finds the texts that were written, in a database that only its password opens', async () => {
  const postgres = await start()
  try {
    assert.equal(postgres.adopted, false)
    const facts = await query(
      postgres,
      `select text, pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, current_setting('data_checksums') as checksums,
         current_setting('listen_addresses') as addresses, current_setting('fsync') as fsync, 'ѓ' < 'Е' collate "und-x-icu" as sorted
       from note, pg_database where datname = 'postgres'`,
    )
    assert.deepEqual(facts, {
      text: 'Ѓорче',
      encoding: 'UTF8',
      provider: 'i',
      checksums: 'on',
      addresses: '',
      fsync: 'off',
      sorted: true,
    })
    await assert.rejects(query(postgres, 'select 1', 'погрешна'), { code: '28P01' })
    assert.equal(statSync(join(folder, 'data')).mode & 0o777, 0o700)
    assert.equal(statSync(postgres.superuser.host).mode & 0o777, 0o700)
    assert.equal(statSync(join(folder, 'postgres.log')).mode & 0o777, 0o600)
  } finally {
    await postgres.stop()
    await postgres.stop()
  }
  assert.equal(existsSync(join(folder, 'data', 'postmaster.pid')), false)
})

test('A clerk who presses Ctrl-C, or whose portal is killed, keeps a working database that the next start takes over', async () => {
  for (const signal of ['SIGINT', 'SIGKILL'] as const) {
    await endGroup(await program(), signal)
    const postgres = await start()
    try {
      assert.equal(postgres.adopted, true)
      assert.equal((await query(postgres, 'select text from note')).text, 'Ѓорче')
    } finally {
      await postgres.stop()
    }
  }
})

test('A clerk loses nothing when PostgreSQL is killed in the middle of its work, and waits for what it still does', async () => {
  const first = await start()
  await query(first, `insert into note values ('Џепчиште')`)
  const busy = query(
    first,
    `do $$ declare until timestamptz := clock_timestamp() + interval '4 seconds'; begin while clock_timestamp() < until loop end loop; end $$`,
  ).catch(() => undefined)
  await pause(300)
  process.kill(serverPid(), 'SIGKILL')
  const second = await start()
  await busy
  try {
    assert.ok(lines.includes('Waiting for the last connections of a PostgreSQL that was killed.'))
    assert.equal((await query(second, 'select count(*)::int as count from note')).count, 2)
  } finally {
    await second.stop()
  }
})

test('A clerk is not kept out by another program that was given the number of the killed PostgreSQL', async () => {
  await endGroup(await program(), 'SIGKILL')
  process.kill(serverPid(), 'SIGKILL')
  await pause(200)
  const file = join(folder, 'data', 'postmaster.pid')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(process.pid)))
  const postgres = await start()
  assert.equal(postgres.adopted, false)
  await postgres.stop()
})

test('A person who lost the settings file learns why the database does not open', async () => {
  await assert.rejects(
    start(folder, 'друга'),
    (error) => error instanceof StartError && /another password/.test(error.message),
  )
  assert.equal(existsSync(join(folder, 'data', 'postmaster.pid')), false)
})

test('A person who brings data of an older PostgreSQL, or half of it, learns how to go on', async () => {
  const version = join(folder, 'data', 'PG_VERSION')
  writeFileSync(version, '17\n')
  try {
    await assert.rejects(
      start(),
      (error) => error instanceof StartError && /PostgreSQL 17.*npm run backup.*npm run restore/.test(error.message),
    )
    rmSync(version)
    await assert.rejects(
      start(),
      (error) => error instanceof StartError && /not a whole PostgreSQL/.test(error.message),
    )
  } finally {
    writeFileSync(version, '18\n')
    chmodSync(version, 0o644)
  }
})

test('A person with a mistake in the settings of PostgreSQL is told which', async () => {
  await assert.rejects(
    startPostgres({ folder, password, settings: { max_conections: '5' }, log() {} }),
    (error) => error instanceof StartError && /max_conections/.test(error.message),
  )
})

test('A clerk whose first start was cut off just starts again, also in a path of more than 200 letters', async () => {
  const deep = join(root, 'ѓ'.repeat(100), 'џ'.repeat(100), 'со "наводници", $запирки', 'postgres')
  mkdirSync(join(deep, 'making-0badcafe', 'data'), { recursive: true })
  writeFileSync(join(deep, 'making-0badcafe', 'data', 'PG_VERSION'), '18\n')
  chmodSync(deep, 0o711)
  const postgres = await start(deep)
  const socketFolder = postgres.superuser.host
  try {
    assert.ok(Buffer.byteLength(join(socketFolder, '.s.PGSQL.5432')) <= 103)
    assert.equal((await query(postgres, 'select 1 as one')).one, 1)
    assert.deepEqual(readdirSync(deep).sort(), ['data', 'postgres.log'])
  } finally {
    await postgres.stop()
  }
  assert.equal(existsSync(socketFolder), false)

  // Somebody else makes the folder of that name before us, open to all.
  mkdirSync(socketFolder)
  chmodSync(socketFolder, 0o777)
  try {
    const hosts: string[] = []
    for (const _ of [1, 2]) {
      const again = await start(deep)
      hosts.push(again.superuser.host)
      await again.stop()
    }
    assert.notEqual(hosts[0], socketFolder)
    assert.equal(hosts[0], hosts[1])
    assert.equal(dirname(hosts[0] ?? ''), '/tmp')
  } finally {
    rmSync(socketFolder, { recursive: true })
  }
})
