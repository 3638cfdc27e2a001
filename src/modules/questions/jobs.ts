/** Every working morning: who is asked and has not answered is reminded, and after the deadline the editors of the country see it. */
import type { Job } from '#platform/module.ts'
import { remind } from './changes.ts'
import { listWaiting } from './queries.ts'

export const jobs: Job[] = [
  {
    queue: 'questions.remind',
    // Six in the morning in Skopje at the earliest, ten in Bishkek: before people begin to read their mail.
    schedule: '0 4 * * 1-5',
    run: async ({ db, config, now }) => {
      for (const { id } of await listWaiting(db)) await remind(db, id, { publicUrl: config.publicUrl, now })
    },
  },
]
