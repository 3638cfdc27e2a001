/** How methods and tools join the site. Read only by `site/modules.ts`. */
import { registerFileRights } from '#core/files/index.ts'
import type { Module } from '#platform/module.ts'
import { api } from './api.ts'
import { findMethod } from './lines.ts'
import { erase, ownData } from './own-data.ts'
import { pages } from './pages.tsx'
import { deskOf, kindOf, openData, recordPart, searchLines, told, topicPart } from './parts.tsx'
import { mayEdit } from './rules.ts'
import { METHOD_KINDS } from './schema.ts'
import { seed } from './seed.ts'
import { texts } from './texts.ts'

for (const kind of METHOD_KINDS)
  registerFileRights(kind, async (actor, record, db) => {
    const reading = await findMethod(db, actor, record.id, record.language)
    return reading !== undefined && mayEdit(actor, { ...record, state: reading.line.state })
  })

export const methods: Module = {
  name: 'methods',
  path: '/methods',
  section: 'learn',
  title: (language) => texts.in(language)('list.title'),
  description: (language) => texts.in(language)('list.lead'),
  pages,
  api,
  kinds: { method: kindOf('method'), tool: kindOf('tool') },
  record: recordPart,
  topic: topicPart,
  search: searchLines,
  desk: deskOf,
  told,
  openData,
  ownData,
  erase,
  seed,
}
