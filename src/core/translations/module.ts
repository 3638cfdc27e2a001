/** How translations join the site. Read only by `site/modules.ts`. */
import type { Module } from '#platform/module.ts'
import { forgetOrderer } from './changes.ts'
import { orderJob } from './orders.ts'
import { pages } from './pages.tsx'
import { deskOf, recordPart, toldOfSaving } from './parts.tsx'
import { ownTranslations } from './queries.ts'
import { seed } from './seed.ts'

export const translations: Module = {
  name: 'translations',
  path: '/translations',
  pages,
  record: recordPart,
  desk: deskOf,
  told: { 'translation.saved': toldOfSaving },
  jobs: [orderJob],
  ownData: ownTranslations,
  async erase(db, personId) {
    await forgetOrderer(db, personId)
  },
  seed,
}
