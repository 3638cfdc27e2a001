/** How files join the site. Read only by `site/modules.ts`. */
import type { Module } from '#platform/module.ts'
import { cleaningOfFiles } from './cleaning.ts'
import { pages } from './pages.tsx'
import { forgetUploader, listUploadedBy } from './queries.ts'

export const files: Module = {
  name: 'files',
  path: '/files',
  pages,
  jobs: [cleaningOfFiles],
  ownData: async (db, personId) => ({ uploads: await listUploadedBy(db, personId) }),
  async erase(db, personId) {
    await forgetUploader(db, personId)
  },
}
