/** How following joins the site. Read only by `site/modules.ts`. */
import type { Module } from '#platform/module.ts'
import { jobs } from './news.ts'
import { pages } from './pages.tsx'
import { actions } from './parts.tsx'
import { forgetPerson, ownRows } from './queries.ts'

export const following: Module = {
  name: 'following',
  path: '/following',
  pages,
  actions,
  jobs,
  ownData: ownRows,
  erase: forgetPerson,
}
