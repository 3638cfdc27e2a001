/** The process: settings, database, reference data, examples, jobs, listen; and all of it backwards when it is told to stop. */
import { createServer as createHttpServer, type Server } from 'node:http'
import { createServer } from 'node:net'
import { styleText } from 'node:util'
import { type Config, readConfig } from '#platform/config.ts'
import { holdFolder } from '#platform/postgres/lock.ts'
import { StartError } from '#platform/postgres/start-error.ts'
import { ROOT } from '#platform/root.ts'

/** The rest of the program takes seconds to load: what is wrong with a setting, the port or the folder is told before. */
const loadProgram = async () => ({
  ...(await import('#platform/open.ts')),
  ...(await import('#platform/secrets.ts')),
  ...(await import('#core/people/index.ts')),
  ...(await import('#site/modules.ts')),
  ...(await import('#site/assemble.ts')),
  ...(await import('../scripts/assets.ts')),
})

const say = (topic: string, text: string) => console.log(`  ${styleText('dim', topic.padEnd(10))}${text}`)

/** How long running requests may take to finish after the program was told to stop. */
const PATIENCE = 10_000

async function start(config: Config): Promise<() => Promise<void>> {
  console.log(`${styleText('bold', 'Patokaz')} · Node ${process.versions.node}`)
  await expectFreePort(config)
  const folder = holdFolder(config.folder)
  const undo: (() => Promise<void> | void)[] = [() => folder.release()]
  const stop = async () => {
    for (const step of undo.reverse()) await step()
  }
  try {
    const { openDatabase, secretOf, firstAdministratorInvitation, allJobs, assemble, buildAssets } = await loadProgram()
    await buildAssets(ROOT)
    const queues = allJobs.map(({ queue }) => queue)
    const database = await openDatabase(config, secretOf(config), queues, (line) => say('database', line))
    undo.push(() => database.stop())
    say(
      'database',
      `${database.description}${database.isNew ? ', new' : database.changed ? ', brought up to date' : ''}`,
    )
    const portal = await assemble(config, database.app, () => new Date())
    undo.push(() => portal.stop())
    await portal.prepare((line) => say('data', line))
    await portal.work()
    const server = createHttpServer(portal.listener).listen(config.port, config.host)
    await new Promise<void>((resolve, reject) => {
      server.once('listening', resolve)
      server.once('error', reject)
    })
    undo.push(() => closeServer(server))
    if (!config.examples) {
      const link = await firstAdministratorInvitation(portal.db, config, new Date())
      if (link) say('welcome', `the first administrator signs up here (14 days): ${link}`)
    }
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : config.port
    say('ready', `in ${(performance.now() / 1000).toFixed(1)} s`)
    console.log(`\n  ${styleText('bold', config.publicUrl.replace(/:0$/, `:${port}`))}\n`)
    return stop
  } catch (error) {
    await stop()
    throw error
  }
}

/** A taken port is told before anything is started. */
const expectFreePort = (config: Config) =>
  new Promise<void>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => reject(listenProblem(error, config)))
    probe.listen(config.port, config.host, () => probe.close(() => resolve()))
  })

function listenProblem(error: NodeJS.ErrnoException, config: Config): Error {
  if (error.code === 'EADDRINUSE')
    return new StartError(
      `Port ${config.port} is taken by another program: stop it, or choose another port with PORT=${config.port + 1} npm start.`,
    )
  if (error.code === 'EACCES')
    return new StartError(`Port ${config.port} needs rights that this user lacks: choose one above 1023 with PORT.`)
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new StartError(
      `HOST ${config.host} is not an address of this machine: leave it out, or use 0.0.0.0 to serve every network.`,
    )
  return error
}

const closeServer = (server: Server) =>
  new Promise<void>((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), PATIENCE)
    server.close(() => {
      clearTimeout(late)
      resolve()
    })
    server.closeIdleConnections()
  })

function fail(error: unknown): never {
  if (error instanceof StartError) console.error(`\n${styleText('red', 'Patokaz cannot start.')} ${error.message}`)
  else console.error(error)
  process.exit(1)
}

let stop: (() => Promise<void>) | undefined
let stopping = false
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.on(signal, () => {
    if (stopping || !stop) process.exit(stopping ? 130 : 1)
    stopping = true
    console.log('Stopping: running requests finish first.')
    stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    )
  })

try {
  stop = await start(readConfig(process.env))
} catch (error) {
  fail(error)
}
