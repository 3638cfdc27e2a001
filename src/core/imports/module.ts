/** How imports join the site. Read only by `site/modules.ts`. */

import type { Module } from '#platform/module.ts'
import { importJobs } from './jobs.ts'
import { pages } from './pages.tsx'
import { forgetPerson, importsBy, listImports } from './queries.ts'
import { mayUse } from './rules.ts'
import { seed } from './seed.ts'
import { texts } from './texts.ts'

export const imports: Module = {
  name: 'imports',
  path: '/imports',
  pages,
  jobs: importJobs,
  async desk({ db, actor, language }) {
    const t = texts.in(language)
    const waiting = (await listImports(db, actor)).filter((row) => row.personId === actor.id && mayUse(actor, row))
    return waiting.flatMap(({ id, name, state }) =>
      state === 'checked' || state === 'mapping'
        ? [{ title: name, href: `/${language}/imports/${id}`, reason: t(`desk.${state}`), due: null }]
        : [],
    )
  },
  ownData: async (db, personId) => ({ imports: await importsBy(db, personId) }),
  erase: forgetPerson,
  seed,
}
