/** Work that goes on by itself: pg-boss on the same database, so a job is queued in the transaction that needs it. */
import { sql } from 'drizzle-orm'
import type pg from 'pg'
import { fromDrizzle, PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import type { Db } from './database.ts'
import type { Job } from './module.ts'
import { jobProgress } from './schema.ts'

export type Jobs = { boss: PgBoss; stop(): Promise<void> }

/** A pg-boss that sends and reads but works on nothing: for pages and queries. */
const newBoss = (pool: pg.Pool, working: boolean) =>
  new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    migrate: false,
    createSchema: false,
    supervise: working,
    schedule: working,
  })

/** Starts the workers of this process. Each job runs in one process at a time and is tried again when it fails. */
export async function startJobs(
  pool: pg.Pool,
  db: Db,
  config: Config,
  jobs: Job[],
  log: Logger,
  clock: () => Date,
): Promise<Jobs> {
  const boss = newBoss(pool, true)
  boss.on('error', (error) => log.error({ error: error.message }, 'job queue'))
  await boss.start()
  const publish = async (queue: string, data: object) => {
    await boss.send(queue, data)
  }
  for (const job of jobs) {
    await boss.work(job.queue, { pollingIntervalSeconds: 2 }, async ([one]) => {
      if (!one) return
      try {
        await job.run({ db, config, now: clock(), jobId: one.id, publish }, one.data)
      } catch (error) {
        log.error({ job: job.queue, error: error instanceof Error ? error.message : String(error) }, 'job failed')
        throw error
      }
    })
    if (job.schedule) await boss.schedule(job.queue, job.schedule, null, { tz: 'UTC' })
  }
  return { boss, stop: () => boss.stop({ graceful: true, timeout: 5000 }) }
}

/** Queues a job in the caller's transaction: it exists when the transaction commits, and not otherwise. */
export const queueJob = (db: Db, queue: string, data: object = {}): Promise<string | null> =>
  new PgBoss({ db: fromDrizzle(db, sql), migrate: false, supervise: false, schedule: false }).send(queue, data)

/** Says how far a job is; shown to those who wait for it. */
export async function reportProgress(
  db: Db,
  job: { id: string; queue: string; personId?: string | null },
  progress: { done: number; total?: number; note?: string },
  now: Date,
): Promise<void> {
  const values = { jobId: job.id, queue: job.queue, personId: job.personId, ...progress, updatedAt: now }
  await db
    .insert(jobProgress)
    .values(values)
    .onConflictDoUpdate({ target: jobProgress.jobId, set: { ...progress, updatedAt: now } })
}
