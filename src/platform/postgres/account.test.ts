/** What root meets, under whom PostgreSQL refuses to run; skipped for everybody else. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, lstatSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { amRoot } from './account.ts'
import { type Postgres, StartError, startPostgres } from './launcher.ts'

const skip = amRoot() ? false : 'only root meets this'
const log = () => undefined
const settings = { fsync: 'off' }

const ownerOfServer = (postgres: Postgres) => lstatSync(join(postgres.superuser.host, '.s.PGSQL.5432')).uid

test('A head of IT who starts the portal as root in her own closed folder gets a database that runs as somebody else', {
  skip,
}, async () => {
  const closed = mkdtempSync('/tmp/затворено-')
  const folder = join(closed, 'var', 'postgres')
  const options = { folder, password: 'тајна', settings, log }
  const postgres = await startPostgres(options)
  const home = readFileSync(join(folder, 'location'), 'utf8').trim()
  try {
    assert.notEqual(ownerOfServer(postgres), 0)
    await postgres.stop()
    assert.equal(statSync(join(home, 'data')).mode & 0o777, 0o700)
    const again = await startPostgres(options)
    await again.stop()
    assert.equal(readFileSync(join(folder, 'location'), 'utf8').trim(), home)

    rmSync(home, { recursive: true })
    await assert.rejects(
      startPostgres(options),
      (error) => error instanceof StartError && /is gone/.test(error.message),
    )
    assert.equal(existsSync(home), false)
  } finally {
    await postgres.stop()
    rmSync(home, { recursive: true, force: true })
    rmSync(closed, { recursive: true })
  }
})

test('A head of IT who once starts a colleague’s portal as root leaves the data with the colleague', {
  skip,
}, async () => {
  const open = mkdtempSync('/tmp/отворено-')
  chmodSync(open, 0o711)
  const options = { folder: join(open, 'postgres'), password: 'тајна', settings, log }
  try {
    await (await startPostgres(options)).stop()
    spawnSync('chown', ['-R', '12345:12345', join(open, 'postgres')])
    chmodSync(join(open, 'postgres', 'data'), 0o755)
    const postgres = await startPostgres(options)
    assert.equal(ownerOfServer(postgres), 12345)
    await postgres.stop()
    assert.equal(statSync(join(open, 'postgres', 'data')).uid, 12345)
    assert.equal(statSync(join(open, 'postgres', 'data')).mode & 0o777, 0o700)

    spawnSync('chown', ['-R', '0:0', join(open, 'postgres')])
    await assert.rejects(
      startPostgres(options),
      (error) => error instanceof StartError && /chown -R/.test(error.message),
    )
  } finally {
    rmSync(open, { recursive: true })
  }
})
