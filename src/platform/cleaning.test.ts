/** What people may count on that the portal forgets, and what it keeps. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { APP_ROLE, cloneDatabase, databaseSettings } from '#tests/database.ts'
import { clean, KEPT_DAYS } from './cleaning.ts'
import { connect } from './database.ts'
import { newId } from './ids.ts'

const NOW = new Date('2026-09-01T02:17:00Z')
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 24 * 60 * 60 * 1000).toISOString()

test('People find their young drafts, letters and sessions after the nightly cleaning, and nobody finds the old ones', async () => {
  const database = await cloneDatabase()
  const { db, pool } = connect({ ...databaseSettings(database.name, APP_ROLE), max: 2 })
  const owner = new pg.Client(databaseSettings(database.name))
  await owner.connect()
  const count = async (table: string) =>
    (await owner.query<{ count: number }>(`select count(*)::int as count from ${table}`)).rows[0]?.count
  const tables = [
    'limits',
    'form_drafts',
    'events',
    'outbox',
    'job_progress',
    'sessions',
    'verifications',
    'sign_in_limits',
  ]
  try {
    await owner.query(`truncate ${tables.join(', ')}`)
    const person = newId()
    await owner.query(
      `insert into people (id, name, email, created_at, updated_at) values ('${person}', 'Пример', 'чистење@example.org', now(), now())`,
    )
    /** A row that is this many days old. */
    const add = async (table: string, days: number) => {
      const at = daysAgo(days)
      const rows: Record<string, string> = {
        limits: `(key, count, until) values ('${days}', 1, '${at}')`,
        form_drafts: `(person_id, key, values, updated_at) values ('${person}', 'practice.${days}', '{}', '${at}')`,
        events: `(at, type) values ('${at}', 'practice.published')`,
        outbox: `(id, at, "to", language, subject, text, html, sent_at) values ('${newId()}', '${at}', 'a@example.org', 'mk', 'x', 'x', 'x', '${at}')`,
        job_progress: `(job_id, queue, updated_at) values ('${newId()}', 'x', '${at}')`,
        sessions: `(id, user_id, token, expires_at, created_at, updated_at) values ('${newId()}', '${person}', '${days}', '${at}', '${at}', '${at}')`,
        verifications: `(id, identifier, value, expires_at, created_at, updated_at) values ('${newId()}', 'x', 'x', '${at}', '${at}', '${at}')`,
        sign_in_limits: `(id, key, count, last_request) values ('${newId()}', '${days}', 1, ${new Date(at).getTime()})`,
      }
      await owner.query(`insert into ${table} ${rows[table]}`)
    }
    const kept: Record<string, number> = {
      form_drafts: KEPT_DAYS.drafts,
      events: KEPT_DAYS.events,
      outbox: KEPT_DAYS.sentMail,
      job_progress: KEPT_DAYS.jobProgress,
      sign_in_limits: 1,
    }
    for (const table of tables) {
      await add(table, (kept[table] ?? 0) + 0.1)
      await add(table, (kept[table] ?? 0) - 0.1)
    }
    // A letter that never went out is not old: it waits.
    await owner.query(
      `insert into outbox (id, at, "to", language, subject, text, html) values ('${newId()}', '${daysAgo(900)}', 'b@example.org', 'mk', 'x', 'x', 'x')`,
    )
    await clean(db, NOW)
    for (const table of tables) assert.equal(await count(table), table === 'outbox' ? 2 : 1, table)
    await clean(db, NOW)
  } finally {
    await owner.end()
    await pool.end()
    await database.drop()
  }
})
