/** What the queues of pg-boss say about themselves, and retrying. Data of jobs is not shown: it may name people. */
import { desc, sql } from 'drizzle-orm'
import { fromDrizzle, PgBoss } from 'pg-boss'
import type { Member } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { record } from '#platform/events.ts'
import { jobProgress } from '#platform/schema.ts'

export type Queue = {
  name: string
  schedule: string | null
  waiting: number
  active: number
  failed: number
  completed: number
  lastRun: Date | null
}

/** Names that pg-boss gives its own queues. */
const OWN = '\\_\\_pgboss%'

export async function listQueues(db: Db): Promise<Queue[]> {
  const { rows } = await db.execute<Omit<Queue, 'lastRun'> & { lastRun: string | null }>(sql`
    select q.name, s.cron as schedule,
      count(j.id) filter (where j.state in ('created', 'retry'))::int as waiting,
      count(j.id) filter (where j.state = 'active')::int as active,
      count(j.id) filter (where j.state = 'failed')::int as failed,
      count(j.id) filter (where j.state = 'completed')::int as completed,
      max(coalesce(j.completed_on, j.started_on)) as "lastRun"
    from pgboss.queue q
    left join pgboss.schedule s on s.name = q.name and s.key = ''
    left join pgboss.job j on j.name = q.name
    where q.name not like ${OWN}
    group by q.name, s.cron
    order by q.name`)
  return rows.map((row) => ({ ...row, lastRun: row.lastRun === null ? null : new Date(row.lastRun) }))
}

export type FailedJob = { id: string; queue: string; at: Date; tries: number; message: string }

/** Jobs that were tried as often as their queue allows, the newest first, with the first line of what went wrong. */
export async function listFailedJobs(db: Db): Promise<FailedJob[]> {
  const { rows } = await db.execute<{
    id: string
    queue: string
    at: string
    tries: number
    message: string | null
  }>(sql`
    select id, name as queue, coalesce(completed_on, created_on) as at, retry_count + 1 as tries,
      coalesce(output ->> 'message', output ->> 'value') as message
    from pgboss.job where state = 'failed' and name not like ${OWN}
    order by completed_on desc nulls last limit 50`)
  return rows.map((row) => ({ ...row, at: new Date(row.at), message: shown(row.message) }))
}

/** Messages of drivers may carry an address with its password. */
const shown = (message: string | null) =>
  (message ?? '')
    .split('\n', 1)
    .join('')
    .replaceAll(/\/\/[^\s/@]+@/g, '//…@')
    .slice(0, 300)

export const countFailedJobs = async (db: Db): Promise<number> => {
  const { rows } = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from pgboss.job where state = 'failed' and name not like ${OWN}`,
  )
  return rows[0]?.count ?? 0
}

/** Long work that said how far it is, the newest first. */
export const listProgress = (db: Db) =>
  db
    .select({
      jobId: jobProgress.jobId,
      queue: jobProgress.queue,
      done: jobProgress.done,
      total: jobProgress.total,
      note: jobProgress.note,
      updatedAt: jobProgress.updatedAt,
    })
    .from(jobProgress)
    .orderBy(desc(jobProgress.updatedAt))
    .limit(20)
export type ProgressLine = Awaited<ReturnType<typeof listProgress>>[number]

/** Lets a failed job run once more. False when it has not failed, or is gone. */
export async function retryJob(db: Db, actor: Member, queue: string, id: string, now: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { rows } = await tx.execute(
      sql`select 1 from pgboss.job where name = ${queue} and id = ${id}::uuid and state = 'failed'`,
    )
    if (rows.length === 0) return false
    // Never started: it works on nothing and only asks in this transaction.
    const boss = new PgBoss({ db: fromDrizzle(tx, sql), migrate: false, supervise: false, schedule: false })
    await boss.retry(queue, id)
    await record(tx, actor, 'job.retried', now, { data: { queue, jobId: id } })
    return true
  })
}
