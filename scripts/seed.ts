/** Loads the example content into a portal that has none, and ends: `npm run seed`. */
import { readConfig } from '#platform/config.ts'
import { openDatabase } from '#platform/open.ts'
import { holdFolder, StartError } from '#platform/postgres/launcher.ts'
import { secretOf } from '#platform/secrets.ts'
import { assemble } from '#site/assemble.ts'
import { allJobs } from '#site/modules.ts'

try {
  const config = { ...readConfig(process.env), examples: true }
  const folder = holdFolder(config.folder)
  const database = await openDatabase(
    config,
    secretOf(config),
    allJobs.map(({ queue }) => queue),
    console.log,
  )
  const portal = await assemble(config, database.app, () => new Date())
  await portal.prepare(console.log)
  await portal.stop()
  await database.stop()
  folder.release()
} catch (error) {
  if (!(error instanceof StartError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
