/** How repeated practices join the site. Read only by `site/modules.ts`. */
import { textsOf } from '#core/records/index.ts'
import type { Module } from '#platform/module.ts'
import { api } from './api.ts'
import { forgetOwner } from './changes.ts'
import { pages } from './pages.tsx'
import { actions, kind, openData, placePart, recordPart, told } from './parts.tsx'
import { ownRows } from './queries.ts'
import { seed } from './seed.ts'
import { texts } from './texts.ts'

export const replications: Module = {
  name: 'replications',
  path: '/replications',
  section: 'learn',
  title: (language) => texts.in(language)('list.title'),
  description: (language) => texts.in(language)('list.lead'),
  pages,
  api,
  kinds: { replication: kind },
  actions,
  record: recordPart,
  place: placePart,
  told,
  openData,
  async ownData(db, personId) {
    const { replications: owned, versions } = await ownRows(db, personId)
    return { replications: owned, versions: versions.map(({ fields, ...row }) => ({ ...row, texts: textsOf(fields) })) }
  },
  async erase(db, personId) {
    await forgetOwner(db, 'replication', personId)
  },
  seed,
}
