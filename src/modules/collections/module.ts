/** How collections join the site. Read only by `site/modules.ts`. */
import type { Module } from '#platform/module.ts'
import { api } from './api.ts'
import { forgetPerson } from './changes.ts'
import { pages } from './pages.tsx'
import { actions, kind, openData, recordPart, told } from './parts.tsx'
import { ownRows } from './queries.ts'
import { seed } from './seed.ts'
import { texts } from './texts.ts'

export const collections: Module = {
  name: 'collections',
  path: '/collections',
  section: 'learn',
  title: (language) => texts.in(language)('list.title'),
  description: (language) => texts.in(language)('list.lead'),
  pages,
  api,
  kinds: { collection: kind },
  actions,
  record: recordPart,
  told,
  openData,
  ownData: ownRows,
  erase: forgetPerson,
  seed,
}
