/** Writes everything that a portal keeps into one file while it runs: the database in one snapshot, files, keys, signed heads. */
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { factOf, headLines, readHead } from '../audit/heads.ts'
import { headsFileOf, keyIdOf, publicKeyOf } from '../audit/keys.ts'
import type { FileStore } from '../file-store.ts'
import { migrationOf } from '../migrate.ts'
import { explainFailure, StartError } from '../postgres/start-error.ts'
import { derived } from '../secrets.ts'
import { copyOut, listTables, PLAIN_TEXT, readCounters } from './catalogue.ts'
import { FORMAT, type Manifest } from './manifest.ts'
import { journalEntries, programVersion } from './migrations.ts'
import { type Packer, packInto } from './pack.ts'

export type BackupSource = {
  /** The owner of the database: every table must be readable. */
  owner: pg.ClientConfig
  /** The folder of `config.folder`. */
  folder: string
  secret: string
  store: FileStore
  /** Asks for the SHA-256 of every file that must be there; runs in the snapshot. */
  filesQuery: string
}

/** Names a file to be, and complains when something is there already. */
export function expectFree(file: string): void {
  if (existsSync(file)) throw new StartError(`${file} is there already: name another file, or move that one away.`)
  if (!existsSync(dirname(file))) throw new StartError(`There is no folder ${dirname(file)}: make it, or name another.`)
}

/** Throws StartError with what to do. Nothing half-written stays. */
export async function backUp(
  source: BackupSource,
  file: string,
  now: Date,
  log: (line: string) => void,
): Promise<Manifest> {
  expectFree(file)
  const unfinished = join(dirname(file), `.${basename(file)}.unfinished-${process.pid}`)
  const client = new pg.Client(source.owner)
  client.on('error', () => {})
  let packer: Packer | undefined
  try {
    await client.connect()
    await client.query(PLAIN_TEXT)
    await client.query('begin isolation level repeatable read read only')
    packer = packInto(unfinished, now)
    const manifest = await packAll(client, packer, source, now, log)
    await packer.finish(manifest)
    renameSync(unfinished, file)
    return manifest
  } catch (error) {
    await packer?.abandon()
    rmSync(unfinished, { force: true })
    throw explainFailure(error, file, 'The backup')
  } finally {
    await client.end().catch(() => {})
  }
}

async function packAll(
  client: pg.Client,
  packer: Packer,
  source: BackupSource,
  now: Date,
  log: (line: string) => void,
): Promise<Manifest> {
  const migration = await currentMigration(client)
  const { rows } = await client.query<{ version: string }>(`select current_setting('server_version') as version`)
  await packKeys(packer, source.folder)
  const tables: Manifest['tables'] = []
  for (const table of await listTables(client)) {
    const copy = client.query(copyTo(copyOut(client, table)))
    await packer.add(`tables/${table.name}.copy`, copy)
    tables.push({ ...table, rows: copy.rowCount })
  }
  log(`${tables.length} tables, ${tables.reduce((sum, { rows: count }) => sum + count, 0)} rows`)
  const sequences = await readCounters(client)
  const files = await packFiles(client, packer, source, log)
  await packHeads(client, packer, source.folder)
  return {
    format: FORMAT,
    program: 'patokaz',
    version: programVersion(),
    createdAt: now.toISOString(),
    postgres: rows[0]?.version ?? '',
    migration,
    secret: fingerprint(source.secret),
    tables,
    sequences,
    files,
    parts: packer.parts,
  }
}

export const fingerprint = (secret: string) => derived(secret, 'backup fingerprint')

async function currentMigration(client: pg.Client): Promise<Manifest['migration']> {
  const when = await migrationOf(client)
  if (when === 0) throw new StartError('There is nothing to back up: the database is empty. Start the portal once.')
  const entry = journalEntries().find((one) => one.when === when)
  if (!entry)
    throw new StartError(
      'The database was made by another version of Patokaz: back it up with that version, or start this one first.',
    )
  return { tag: entry.tag, when }
}

async function packFiles(
  client: pg.Client,
  packer: Packer,
  { store, filesQuery }: BackupSource,
  log: (line: string) => void,
): Promise<Manifest['files']> {
  const { rows } = await client.query<{ sha256: string }>(filesQuery)
  const missing: string[] = []
  let count = 0
  let bytes = 0
  for (const { sha256 } of rows) {
    const content = await store.get(sha256)
    if (!content) {
      missing.push(sha256)
      continue
    }
    const packed = await packer.add(`files/${sha256}`, content)
    if (packed.sha256 !== sha256) log(`The file ${sha256} is damaged in the store; it is backed up as it is.`)
    count++
    bytes += packed.bytes
  }
  log(`${count} files, ${bytes} bytes`)
  if (missing.length > 0) log(`${missing.length} files are missing in the store: ${missing.slice(0, 3).join(', ')} …`)
  return { count, bytes, missing }
}

async function packKeys(packer: Packer, folder: string) {
  const keys = join(folder, 'keys')
  if (!existsSync(keys)) return
  for (const name of readdirSync(keys).sort())
    if (/^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(name) && statSync(join(keys, name)).isFile())
      await packer.add(`keys/${name}`, bytesOf([readFileSync(join(keys, name))]))
}

/** Only heads that the snapshot knows: a younger one would cover links that are not in the backup. */
async function packHeads(client: pg.Client, packer: Packer, folder: string) {
  const publicKey = publicKeyOf(folder)
  if (!publicKey) return
  const { rows } = await client.query<{ value: unknown }>('select value from facts where name = $1', [
    factOf(keyIdOf(publicKey)),
  ])
  const newest = readHead(rows[0]?.value)?.number ?? 0
  async function* lines() {
    for await (const line of headLines(headsFileOf(folder))) {
      const number = readHead(line)?.number
      if (number !== undefined && number > newest) return
      yield Buffer.from(`${line}\n`)
    }
  }
  await packer.add('audit/heads.jsonl', lines())
}

async function* bytesOf(chunks: Uint8Array[]) {
  yield* chunks
}
