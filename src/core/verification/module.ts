/** How confirming joins the site. Read only by `site/modules.ts`. */
import type { Module } from '#platform/module.ts'
import { api } from './api.ts'
import { forgetConfirmations } from './confirmations.ts'
import { pages } from './pages.tsx'
import { forgetSpentProofs } from './proofs.ts'

export const verification: Module = {
  name: 'verification',
  path: '/verification',
  pages,
  api,
  jobs: [
    {
      queue: 'verification.clean',
      schedule: '37 2 * * *',
      async run({ db, now }) {
        await forgetSpentProofs(db, now)
        await forgetConfirmations(db, now)
      },
    },
  ],
}
