/** Makes a whole portal out of settings and a database: pool, sign-in, application, workers. Used by the server and by the tests. */
import type { RequestListener } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { eq } from 'drizzle-orm'
import type pg from 'pg'
import { createStore } from '#core/files/store.ts'
import { createAuth } from '#core/people/auth.ts'
import { sealTrail } from '#platform/audit/chain.ts'
import type { Config } from '#platform/config.ts'
import { connect } from '#platform/database.ts'
import { useFlashKey } from '#platform/flash.ts'
import { type Jobs, startJobs } from '#platform/jobs.ts'
import { createLog } from '#platform/log.ts'
import { facts } from '#platform/schema.ts'
import { derived, secretOf } from '#platform/secrets.ts'
import { createApp } from './app.tsx'
import { answerKept, listenForChanges, PageCache } from './cache.ts'
import { allJobs, joinModules, loadingOrder, modules } from './modules.ts'

export async function assemble(
  config: Config,
  database: pg.ClientConfig,
  clock: () => Date,
  options: { cache?: boolean } = {},
) {
  const log = createLog(config)
  const { db, pool } = connect(database)
  const secret = secretOf(config)
  useFlashKey(derived(secret, 'flash'))
  const store = createStore(config)
  const auth = createAuth({ config, db, secret: derived(secret, 'sign-in'), clock })
  const cache = options.cache === false ? undefined : new PageCache()
  joinModules()
  const app = createApp({ config, db, pool, auth, store, log, clock, modules, cache })
  const changes = cache && listenForChanges(cache, db, database, log)
  const answer = getRequestListener(app.fetch, { hostname: config.host })
  let jobs: Jobs | undefined

  return {
    app,
    /** For the server: a page that is kept, or the application's answer. */
    listener: ((incoming, outgoing) => {
      if (!cache || !answerKept(cache, clock, log, incoming, outgoing)) answer(incoming, outgoing)
    }) satisfies RequestListener,
    db,
    pool,
    auth,
    log,
    store,
    /** Loads what every portal needs, and examples into a new one. */
    async prepare(say: (line: string) => void): Promise<void> {
      const context = { db, config, now: clock(), log: say, store }
      for (const module of loadingOrder) await module.prepare?.(context)
      if (!config.examples) return
      const [seeded] = await db.select().from(facts).where(eq(facts.name, 'examples'))
      if (seeded) return
      for (const module of loadingOrder) await module.seed?.(context)
      await db.insert(facts).values({ name: 'examples', value: true, updatedAt: clock() })
      say('examples loaded, each marked as one; EXAMPLES=off leaves them out')
    },
    /** Starts the workers of this process. */
    async work(): Promise<void> {
      jobs = await startJobs(pool, db, config, allJobs, log, clock)
    },
    async stop(): Promise<void> {
      if (jobs) {
        await jobs.stop()
        await sealTrail(db, config, clock())
      }
      await changes?.stop()
      await pool.end()
    },
  }
}
