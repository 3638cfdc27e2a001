/** `npm run backup [FILE]`: writes everything that the portal in this folder keeps into one file, while it runs or not. */
import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { createStore } from '#core/files/store.ts'
import { backUp, expectFree } from '#platform/backup/backup.ts'
import { expectPortal, reachDatabase } from '#platform/backup/reach.ts'
import { readConfig } from '#platform/config.ts'
import { StartError } from '#platform/postgres/start-error.ts'
import { secretOf } from '#platform/secrets.ts'

/** Removed files leave their row, and perhaps no bytes. */
const FILES = 'select sha256 from files group by sha256 having bool_or(removed_at is null) order by sha256'

async function run() {
  const config = readConfig(process.env)
  const now = new Date()
  const file = resolve(process.argv[2] ?? nameFor(now))
  expectFree(file)
  expectPortal(config)
  const secret = secretOf(config)
  const database = await reachDatabase(config, secret, () => {})
  try {
    const source = {
      owner: database.owner,
      folder: config.folder,
      secret,
      store: createStore(config),
      filesQuery: FILES,
    }
    await backUp(source, file, now, (line) => console.log(`  ${line}`))
    console.log(`${file} (${(statSync(file).size / 1e6).toFixed(1)} MB). It holds the keys: keep it as you keep them.`)
  } finally {
    await database.stop()
  }
}

function nameFor(now: Date): string {
  const [day = '', time = ''] = now.toISOString().split('T')
  const name = `patokaz-${day}.tar.gz`
  return existsSync(name) ? `patokaz-${day}-${time.slice(0, 8).replaceAll(':', '')}.tar.gz` : name
}

run().catch((error: unknown) => {
  console.error(error instanceof StartError ? error.message : error)
  process.exitCode = 1
})
