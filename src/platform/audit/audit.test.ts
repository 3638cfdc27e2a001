/** What an auditor finds when somebody who has the whole database, but not the key, tampers with the trail. */
import assert from 'node:assert/strict'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import pg from 'pg'
import { databaseSettings } from '#tests/database.ts'
import { theProgram } from '../actor.ts'
import { record } from '../events.ts'
import { newId } from '../ids.ts'
import { chainEntries } from './chain.ts'
import { BEGINNING } from './entry.ts'
import { digestOf, factOf, holdsSignature, readHead, signHead } from './heads.ts'
import { auditKeys } from './keys.ts'
import { eraseAuditPersonal } from './personal.ts'
import { entryAt, INSERT, person, rebuild, START, trail } from './tampering.ts'
import { verifyTrail } from './verify.ts'

trail('An auditor finds nothing when nobody tampered, and sees how far the trail is signed', async (world) => {
  const verdict = await world.verdict()
  assert.deepEqual(verdict.findings, [])
  assert.equal(verdict.ok, true)
  assert.deepEqual([verdict.linked, verdict.heads, verdict.waiting, verdict.signed?.position], [9, 3, 0, 9])
  await record(world.db, theProgram, 'practice.archived', START)
  const later = await world.verdict()
  assert.deepEqual([later.ok, later.waiting], [true, 1])
})

trail('Neither the program nor the owner of the tables can change an entry', async (world) => {
  await assert.rejects(world.db.execute(sql`update audit_entries set action = 'x'`))
  await assert.rejects(world.db.execute(sql`delete from audit_links`))
  await assert.rejects(world.ask('delete from audit_entries'), /never changed or deleted/)
  await assert.rejects(world.ask('truncate audit_links'), /never changed or deleted/)
})

trail('An auditor finds a changed entry, whichever column was changed', async (world) => {
  const id = await entryAt(world, 4)
  for (const [column, value] of [
    ['action', `'practice.archived'`],
    ['outcome', `'refusal'`],
    ['actor_id', `'${newId()}'`],
    ['organisation_id', `'${newId()}'`],
    ['record_id', `'${newId()}'`],
    ['place_id', `'${newId()}'`],
    ['data', `data || '{"title": "Друго"}'`],
    ['data', `'{"round": 1e999}'`],
    ['at', `at + interval '1 microsecond'`],
    ['country', 'null'],
    ['request_id', `'друго'`],
    ['personal_hash', `'друго'`],
    ['transaction', `(transaction::text::bigint + 1)::text::xid8`],
  ] as const) {
    await world.tamper(
      `create table kept as select * from audit_entries where id = ${id}`,
      `update audit_entries set ${column} = ${value} where id = ${id}`,
    )
    const { findings } = await world.verdict()
    assert.deepEqual([findings[0]?.kind, findings[0]?.entryId], ['changed', Number(id)], column)
    await world.tamper(
      `update audit_entries e set ${column} = kept.${column} from kept where e.id = kept.id`,
      'drop table kept',
    )
    assert.deepEqual(await world.kinds(), [])
  }
})

trail('An auditor finds an entry that was deleted, with its link and without', async (world) => {
  const id = await entryAt(world, 3)
  await world.tamper(`delete from audit_entries where id = ${id}`)
  assert.deepEqual(await world.kinds(), ['deleted'])
  await world.tamper(`delete from audit_links where entry_id = ${id}`)
  assert.deepEqual(await world.kinds(), ['deleted'])
})

trail('An auditor finds a link that was taken away, and the entry that stands without it', async (world) => {
  await world.tamper('delete from audit_links where position = 5')
  assert.deepEqual((await world.kinds()).sort(), ['deleted', 'inserted'])
})

trail('An auditor finds an entry slipped in with an old transaction, also after the next round', async (world) => {
  await world.tamper(
    `${INSERT} select 100000, at, 'grant.given', 'success', 'x', transaction from audit_entries order by id limit 1`,
  )
  assert.deepEqual(await world.kinds(), ['inserted'])
  await world.chain(10)
  const { findings } = await world.verdict()
  assert.deepEqual(
    findings.map(({ kind, entryId }) => [kind, entryId]),
    [['inserted', 100000]],
  )
})

trail('An auditor finds an entry slipped in with an old time, also after the next round', async (world) => {
  await world.tamper(`${INSERT} values (100000, '2026-03-01', 'grant.given', 'success', 'x', pg_current_xact_id())`)
  assert.deepEqual(await world.kinds(), ['inserted'])
  await world.chain(10)
  assert.deepEqual(await world.kinds(), ['inserted'])
})

trail('An auditor finds an entry that claims a transaction which has not begun', async (world) => {
  await world.tamper(`${INSERT} values (100000, '2026-09-01 08:05Z', 'grant.given', 'success', 'x', '999999999999')`)
  assert.deepEqual(await world.kinds(), ['inserted'])
})

trail('An auditor finds an entry slipped in together with a link of its own', async (world) => {
  await world.tamper(
    `${INSERT} select 100000, at, 'grant.given', 'success', 'x', transaction from audit_entries order by id limit 1`,
  )
  await rebuild(world)
  assert.ok((await world.kinds()).includes('inserted'))
})

trail('An auditor finds two entries that changed places in the chain', async (world) => {
  const [one, other] = [await entryAt(world, 2), await entryAt(world, 8)]
  await world.tamper(
    `update audit_links set entry_id = -1 where position = 2`,
    `update audit_links set entry_id = ${one} where position = 8`,
    `update audit_links set entry_id = ${other} where position = 2`,
  )
  const { findings } = await world.verdict()
  assert.deepEqual(
    findings.filter(({ kind }) => kind === 'reordered').map(({ entryId }) => String(entryId)),
    [other, one],
  )
})

trail('An auditor finds two entries that changed their numbers', async (world) => {
  const [one, other] = [await entryAt(world, 1), await entryAt(world, 7)]
  await world.tamper(
    ...[`${one} to -1`, `${other} to ${one}`, `-1 to ${other}`].map((move) => {
      const [from, to] = move.split(' to ')
      return `alter table audit_entries alter id set generated by default; update audit_entries set id = ${to} where id = ${from}`
    }),
  )
  assert.ok((await world.kinds()).includes('reordered'))
})

trail(
  'An auditor finds that the end of the trail was cut off, and still does when it has grown again',
  async (world) => {
    await world.tamper(
      `delete from audit_personal where entry_id in (select entry_id from audit_links where position > 6)`,
      `delete from audit_entries where id in (select entry_id from audit_links where position > 6)`,
      `delete from audit_links where position > 6`,
    )
    assert.deepEqual(await world.kinds(), ['truncated'])
    for (let i = 0; i < 5; i++) await record(world.db, theProgram, 'practice.published', START)
    await world.chain(10)
    assert.ok((await world.kinds()).includes('rebuilt'))
  },
)

trail('An auditor finds links rebuilt by somebody who has the database and not the key', async (world) => {
  await world.tamper(`update audit_entries set action = 'practice.archived' where id = ${await entryAt(world, 5)}`)
  await rebuild(world)
  const verdict = await world.verdict()
  assert.deepEqual(
    verdict.findings.map(({ kind }) => kind),
    ['rebuilt'],
  )
  assert.match(verdict.findings[0]?.sentence ?? '', /after link 3/)
})

trail('An auditor finds a single link whose hash was altered', async (world) => {
  await world.tamper(`update audit_links set hash = '${'a'.repeat(64)}' where position = 4`)
  assert.deepEqual(await world.kinds(), ['changed'])
})

trail('A person who leaves takes their personal values along, and the chain holds', async (world) => {
  await eraseAuditPersonal(world.db, person)
  assert.deepEqual(await world.ask('select * from audit_personal'), [])
  assert.equal((await world.verdict()).ok, true)
})

trail('An auditor finds personal values that were put in place of others', async (world) => {
  await world.tamper(`update audit_personal set "values" = '{"address": "198.51.100.1"}'`)
  assert.deepEqual(await world.kinds(), ['personal'])
  await world.tamper(
    'delete from audit_personal',
    `insert into audit_personal values (${await entryAt(world, 1)}, 'x', null, '{}')`,
  )
  assert.deepEqual(await world.kinds(), ['personal'])
})

trail('An auditor finds the file of heads altered, thinned out, cut off and gone', async (world) => {
  const whole = readFileSync(world.keys.headsFile, 'utf8')
  const lines = whole.trimEnd().split('\n')
  const withLines = async (...some: (string | undefined)[]) => {
    writeFileSync(world.keys.headsFile, some.map((line) => `${line}\n`).join(''))
    return world.kinds()
  }
  assert.deepEqual(await withLines(...lines), [])
  assert.deepEqual(await withLines(lines[0], lines[1]?.replace('"position":6', '"position":5'), lines[2]), ['head'])
  assert.deepEqual(await withLines(lines[0], 'збор', lines[2]), ['head'])
  assert.deepEqual(await withLines(lines[0], lines[2]), ['head'])
  assert.deepEqual(await withLines(lines[1], lines[2]), ['head'])
  assert.deepEqual(await withLines(lines[0]), ['head'])
  assert.deepEqual(await withLines(), ['head'])
})

trail('Heads of another key do not pass, so who takes the key away is found', async (world) => {
  rmSync(join(world.keys.headsFile, '../../keys'), { recursive: true })
  const other = auditKeys({ folder: join(world.keys.headsFile, '../..') })
  await record(world.db, theProgram, 'practice.published', START)
  await chainEntries(world.db, other, START)
  const verdict = await verifyTrail(world.db, { publicKey: other.publicKey, heads: other.headsFile })
  assert.ok(verdict.findings.some(({ kind }) => kind === 'head'))
})

trail('A portal killed between the database and the file of heads goes on without a false alarm', async (world) => {
  const whole = readFileSync(world.keys.headsFile, 'utf8')
  const two = whole.trimEnd().split('\n').slice(0, 2).join('\n')
  for (const left of [`${two}\n`, `${two}\n{"at":"2026-`]) {
    writeFileSync(world.keys.headsFile, left)
    await world.chain(3)
    assert.equal(readFileSync(world.keys.headsFile, 'utf8'), whole)
    assert.equal((await world.verdict()).ok, true)
  }
})

trail('An entry that commits late is linked later and is not taken for one slipped in', async (world) => {
  const slow = new pg.Client(
    databaseSettings((await world.ask<{ name: string }>('select current_database() as name'))[0]?.name),
  )
  await slow.connect()
  try {
    await slow.query('begin')
    await slow.query(
      `insert into audit_entries (at, action, outcome, request_id) values ('2026-09-01 08:03Z', 'late.entered', 'success', 'x')`,
    )
    await record(world.db, theProgram, 'practice.published', START)
    await world.chain(4, 'atOnce')
    const during = await world.verdict()
    assert.deepEqual([during.ok, during.linked, during.waiting], [true, 9, 1])
    await slow.query('commit')
    await world.chain(5)
    const after = await world.verdict()
    assert.deepEqual([after.ok, after.linked, after.waiting], [true, 11, 0])
  } finally {
    await slow.end()
  }
})

trail('Two processes that chain at once make one chain', async (world) => {
  for (let i = 0; i < 50; i++) await record(world.db, theProgram, 'practice.published', START, { data: { i } })
  await Promise.all(Array.from({ length: 4 }, () => world.chain(6)))
  const verdict = await world.verdict()
  assert.deepEqual([verdict.ok, verdict.linked], [true, 59])
})

trail('An auditor learns that the triggers were switched off', async (world) => {
  await world.ask('alter table audit_entries disable trigger all', 'drop trigger audit_links_only_grow on audit_links')
  const { findings } = await world.verdict()
  assert.deepEqual(
    findings.map(({ kind }) => kind),
    ['unguarded', 'unguarded'],
  )
})

trail('A portal that moved to another cluster goes on, and the auditor is told', async (world) => {
  // What another cluster looks like from inside: entries with numbers that this one has not reached.
  await world.tamper(`${INSERT} values (100000, '2026-09-01 08:03Z', 'grant.given', 'success', 'x', '888888888888')`)
  const heads = readFileSync(world.keys.headsFile, 'utf8').trimEnd().split('\n')
  const last = readHead(heads.at(-1))
  assert.ok(last)
  const elsewhere = signHead(world.keys, {
    ...last,
    number: 4,
    previous: digestOf(last),
    horizon: '888888888880',
    epoch: 'cluster 1',
  })
  writeFileSync(world.keys.headsFile, [...heads, JSON.stringify(elsewhere), ''].join('\n'))
  await world.ask(`update facts set value = '${JSON.stringify(elsewhere)}' where name = '${factOf(world.keys.keyId)}'`)
  await record(world.db, theProgram, 'database.restored', new Date(START.getTime() + 240_000))
  await world.chain(5)
  const verdict = await world.verdict()
  assert.deepEqual([verdict.findings, verdict.linked, verdict.waiting], [[], 11, 0])
  assert.ok(verdict.notes.some((note) => note.includes('another PostgreSQL')))
})

test('A head that says anything but what was signed does not hold', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'patokaz-audit-'))
  const keys = auditKeys({ folder })
  const head = signHead(keys, {
    number: 1,
    previous: BEGINNING,
    position: 4,
    hash: 'b'.repeat(64),
    entries: 4,
    horizon: '700',
    epoch: 'cluster 1',
    at: START.toISOString(),
  })
  fc.assert(
    fc.property(fc.nat(), fc.nat({ max: 15 }), (place, digit) => {
      const text = JSON.stringify(head)
      const index = place % text.length
      const altered = text.slice(0, index) + digit.toString(16) + text.slice(index + 1)
      const read = readHead(altered)
      // The last character of base64url carries bits that mean nothing.
      return !read || !holdsSignature(keys.publicKey, read) || JSON.stringify(read).slice(0, -6) === text.slice(0, -6)
    }),
    { numRuns: 300 },
  )
  rmSync(folder, { recursive: true, force: true })
})
