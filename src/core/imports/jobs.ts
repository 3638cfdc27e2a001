/** Imports as work that goes on by itself. A job that fails is tried again; until then the page of the import offers to go on. */
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Job, JobContext } from '#platform/module.ts'
import { createStore } from '../files/index.ts'
import { forgetUnfinished, QUEUES } from './queries.ts'
import { imports } from './schema.ts'
import { checkImport, runImport, undoImport, type WorkContext } from './work.ts'

const asked = z.object({ importId: z.uuid() })
const DAY = 86_400_000
/** An import that nobody went on with is forgotten after so many days, with its file. */
export const DAYS_TO_FINISH = 30

const jobOf = (queue: string, work: (context: WorkContext, id: string) => Promise<void>): Job => ({
  queue,
  async run({ db, config, now, jobId }: JobContext, data) {
    const { importId } = asked.parse(data)
    const begun = Date.now()
    const clock = () => new Date(now.getTime() + Date.now() - begun)
    try {
      await work({ db, config, store: createStore(config), clock, jobId }, importId)
    } catch (error) {
      await db.update(imports).set({ problem: 'stopped', updatedAt: clock() }).where(eq(imports.id, importId))
      throw error
    }
  },
})

export const importJobs: Job[] = [
  jobOf(QUEUES.checking, checkImport),
  jobOf(QUEUES.running, runImport),
  jobOf(QUEUES.undoing, undoImport),
  {
    queue: 'imports.clean',
    schedule: '41 2 * * *',
    run: ({ db, now }) => forgetUnfinished(db, new Date(now.getTime() - DAYS_TO_FINISH * DAY)),
  },
]
