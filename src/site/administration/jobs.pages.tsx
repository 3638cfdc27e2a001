/** Pages of the work that goes on by itself: queues, long work, failures, trying again. */
import { z } from 'zod'
import { setFlash } from '#platform/flash.ts'
import { readForm } from '#platform/forms.ts'
import { goTo, memberOf, NotFound, router } from '#platform/http.ts'
import { portalAdministrator } from './guards.ts'
import { listFailedJobs, listProgress, listQueues, retryJob } from './jobs.ts'
import { JobsPage } from './jobs.views.tsx'
import { at, show } from './page.tsx'
import { texts } from './texts.ts'

export const jobPages = router()

jobPages.get('/', portalAdministrator, async (c) => {
  const { db, language } = c.var
  const view = (
    <JobsPage
      at={at(c)}
      queues={await listQueues(db)}
      failed={await listFailedJobs(db)}
      progress={await listProgress(db)}
    />
  )
  return show(c, { area: 'jobs', lead: texts.in(language)('jobs.lead') }, view)
})

const retryForm = z.object({ queue: z.string().min(1).max(200), id: z.uuid() })

jobPages.post('/retry', portalAdministrator, async (c) => {
  const read = await readForm(c, retryForm)
  if (!read.ok) throw new NotFound()
  const t = texts.in(c.var.language)
  const again = await retryJob(c.var.db, memberOf(c), read.data.queue, read.data.id, c.var.now)
  setFlash(c, t(again ? 'jobs.again' : 'jobs.gone'), again ? 'success' : 'warning')
  return goTo(c, '/administration/jobs')
})
