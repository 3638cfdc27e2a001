/** `npm run restore FILE`: brings a portal back from a backup, into an empty folder and an empty database. */
import { resolve } from 'node:path'
import { createStore } from '#core/files/store.ts'
import { reachDatabase } from '#platform/backup/reach.ts'
import { restore } from '#platform/backup/restore.ts'
import { readConfig } from '#platform/config.ts'
import { StartError } from '#platform/postgres/start-error.ts'
import { secretOf } from '#platform/secrets.ts'

async function run() {
  const [, , file] = process.argv
  if (!file) throw new StartError('Name the backup: npm run restore patokaz-2026-11-21.tar.gz')
  const config = readConfig(process.env)
  const target = {
    config,
    store: createStore(config),
    open: () => reachDatabase(config, secretOf(config), () => {}, true),
  }
  await restore(target, resolve(file), new Date(), (line) => console.log(`  ${line}`))
  console.log('Restored. Start the portal with npm start.')
}

run().catch((error: unknown) => {
  console.error(error instanceof StartError ? error.message : error)
  process.exitCode = 1
})
