/** Brings a portal back from a backup onto an empty machine or into an empty database: all of it, or nothing. */
import { existsSync, mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { theProgram } from '../actor.ts'
import { chainEntries } from '../audit/chain.ts'
import { renewEpoch } from '../audit/epoch.ts'
import { auditKeys, headsFileOf } from '../audit/keys.ts'
import type { Config } from '../config.ts'
import { connect } from '../database.ts'
import { record } from '../events.ts'
import type { FileStore } from '../file-store.ts'
import { migrationOf } from '../migrate.ts'
import { homeOf } from '../postgres/location.ts'
import { explainFailure, StartError } from '../postgres/start-error.ts'
import { fingerprint } from './backup.ts'
import { copyIn, listTables, named, PLAIN_TEXT, setCounter, suspendReferences, tableWithRows } from './catalogue.ts'
import type { Manifest } from './manifest.ts'
import { journalEntries, migrateFully, migrateUntil } from './migrations.ts'
import { type Checked, checkBackup, contentsOf, newer } from './unpack.ts'

export type RestoreTarget = {
  config: Pick<Config, 'folder' | 'secret' | 'database' | 's3'>
  store: FileStore
  /** Opens the database as its owner, once the secret is in place. */
  open(): Promise<{ owner: pg.ClientConfig; stop(): Promise<void> }>
}

/** Folders of `config.folder` that a portal fills. */
const FOLDERS = ['postgres', 'keys', 'files', 'audit'] as const

/** Throws StartError with what to do; what was begun is taken back. */
export async function restore(
  target: RestoreTarget,
  file: string,
  now: Date,
  log: (line: string) => void,
): Promise<Manifest> {
  const checked = await checkBackup(file)
  const { manifest } = checked
  log(`backup of ${manifest.createdAt}, version ${manifest.version}: whole`)
  expectKnown(manifest)
  expectEmptyFolder(target.config.folder)
  expectSecret(target.config, checked)
  expectRoom(target.config, manifest)
  try {
    writeKeys(target.config.folder, checked.keys)
    const database = await target.open()
    try {
      await load(database.owner, target, file, manifest, log)
      await enterRestore(database.owner, target.config, manifest, now)
    } finally {
      await database.stop()
    }
  } catch (error) {
    clear(target.config.folder)
    throw explainFailure(error, target.config.folder, 'The restore')
  }
  return manifest
}

function expectKnown({ migration }: Manifest) {
  const known = journalEntries()
  if (known.some(({ tag, when }) => tag === migration.tag && when === migration.when)) return
  throw migration.when > Math.max(...known.map(({ when }) => when))
    ? newer()
    : new StartError(
        'The backup was made by a version of Patokaz whose tables this one does not know: restore it with that version.',
      )
}

function expectEmptyFolder(folder: string) {
  const full = FOLDERS.find((name) => existsSync(join(folder, name)) && readdirSync(join(folder, name)).length > 0)
  if (full)
    throw new StartError(
      `${folder} has the data of a portal (${full}): a backup is restored into an empty folder only. Move it away, or name another with VAR.`,
    )
}

function expectSecret({ secret }: Pick<Config, 'secret'>, { manifest, keys }: Checked) {
  const used = secret ?? keys.get('secret')?.toString('utf8').trim()
  if (used === undefined)
    throw new StartError('The portal of this backup had its SECRET in the settings: set the same SECRET to restore it.')
  if (fingerprint(used) !== manifest.secret)
    throw new StartError(
      'SECRET is not the one of the portal that was backed up, and without it second factors stop working: set that one.',
    )
}

/** Rows need about twice the room of their text; indexes and the log of PostgreSQL are most of it. */
function expectRoom(config: RestoreTarget['config'], manifest: Manifest) {
  const rows = manifest.parts
    .filter(({ name }) => name.startsWith('tables/'))
    .reduce((sum, { bytes }) => sum + bytes, 0)
  const needed = (config.s3 ? 0 : manifest.files.bytes) + (config.database ? 0 : 2 * rows + 200_000_000)
  let place = config.folder
  while (!existsSync(place)) place = dirname(place)
  const { bavail, bsize } = statfsSync(place)
  if (bavail * bsize < needed)
    throw new StartError(
      `The disk that holds ${config.folder} has too little room: the restore needs ${Math.ceil(needed / 1e6)} MB.`,
    )
}

function writeKeys(folder: string, keys: Map<string, Buffer>) {
  if (keys.size === 0) return
  mkdirSync(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  mkdirSync(join(folder, 'keys'), { recursive: true, mode: 0o700 })
  for (const [name, bytes] of keys) writeFileSync(join(folder, 'keys', name), bytes, { mode: 0o600, flag: 'wx' })
}

async function load(
  owner: pg.ClientConfig,
  { config, store }: RestoreTarget,
  file: string,
  manifest: Manifest,
  log: (line: string) => void,
): Promise<void> {
  const client = new pg.Client(owner)
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(PLAIN_TEXT)
    await expectEmptyDatabase(client, manifest)
    await migrateUntil(client, manifest.migration.when)
    await client.query('begin')
    await emptyTables(client)
    const references = await suspendReferences(client)
    const rows = await loadContents(client, config.folder, store, file, manifest)
    for (const counter of manifest.sequences) await setCounter(client, counter)
    for (const reference of references) await client.query(reference)
    await client.query('commit')
    log(`${manifest.tables.length} tables, ${rows} rows; ${manifest.files.count} files`)
    await migrateFully(client)
    await client.query('analyze')
  } finally {
    await client.end().catch(() => {})
  }
}

async function expectEmptyDatabase(client: pg.Client, manifest: Manifest) {
  const { rows } = await client.query<{ encoding: string; database: string }>(
    `select pg_encoding_to_char(encoding) as encoding, datname as database from pg_database where datname = current_database()`,
  )
  if (rows[0]?.encoding !== 'UTF8')
    throw new StartError(
      `The database has the encoding ${rows[0]?.encoding}: make one with "CREATE DATABASE … ENCODING 'UTF8'".`,
    )
  const filled = await tableWithRows(client)
  const has = await migrationOf(client)
  if (filled || has > manifest.migration.when || (has === 0 && (await listTables(client)).length > 0))
    throw new StartError(
      `The database ${rows[0].database} is not empty${filled ? ` (${filled} has rows)` : ''}: a backup is restored into an empty database only. Make a new one and name it in DATABASE_URL.`,
    )
}

/** Migrations may have put rows into new tables; the backup has those rows too. */
async function emptyTables(client: pg.Client) {
  if (!(await tableWithRows(client))) return
  const tables = (await listTables(client)).filter(({ name }) => !name.startsWith('audit_'))
  await client.query(`truncate ${tables.map(({ name }) => named(client, name)).join(', ')} cascade`)
}

async function loadContents(
  client: pg.Client,
  folder: string,
  store: FileStore,
  file: string,
  manifest: Manifest,
): Promise<number> {
  let rows = 0
  for await (const { kind, name, bytes } of contentsOf(file)) {
    if (kind === 'table') {
      const table = manifest.tables.find((one) => one.name === name)
      if (!table) throw new Error(`no columns of ${name}`)
      const copy = client.query(copyFrom(copyIn(client, table)))
      await pipeline(Readable.from(bytes, { objectMode: false }), copy)
      if (copy.rowCount !== table.rows) throw new Error(`${name} has ${copy.rowCount} rows, not ${table.rows}`)
      rows += copy.rowCount
    } else if (kind === 'file') await store.put(name, await together(bytes))
    else if (kind === 'heads') await writeHeads(headsFileOf(folder), bytes)
    else for await (const _ of bytes);
  }
  return rows
}

async function writeHeads(file: string, bytes: AsyncIterable<Uint8Array>) {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  for await (const chunk of bytes) writeFileSync(file, chunk, { flag: 'a', mode: 0o600, flush: true })
}

/** A file is no longer than UPLOAD_LIMIT_MB. */
async function together(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of bytes) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** The trail says that the portal was restored, and from here on the transactions of this cluster count. */
async function enterRestore(
  owner: pg.ClientConfig,
  config: Pick<Config, 'folder'>,
  manifest: Manifest,
  now: Date,
): Promise<void> {
  const { db, pool } = connect({ ...owner, max: 2 })
  try {
    await db.transaction(async (tx) => {
      await renewEpoch(tx, now, true)
      await record(tx, theProgram, 'database.restored', now, {
        data: { backup: manifest.createdAt, version: manifest.version, postgres: manifest.postgres },
      })
    })
    await chainEntries(db, auditKeys(config), now)
  } finally {
    await pool.end()
  }
}

/** What an unfinished restore made: nothing of it was here before. */
function clear(folder: string) {
  const postgres = join(folder, 'postgres')
  if (existsSync(join(postgres, 'location'))) rmSync(homeOf(postgres).folder, { recursive: true, force: true })
  for (const name of FOLDERS) rmSync(join(folder, name), { recursive: true, force: true })
}
