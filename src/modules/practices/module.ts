/** How practices join the site. Read only by `site/modules.ts`. */
import { registerFileRights } from '#core/files/index.ts'
import { registerImporter } from '#core/imports/index.ts'
import { currentSlug } from '#core/records/index.ts'
import type { Module } from '#platform/module.ts'
import { api } from './api.ts'
import { deskOf, erase, ownData } from './desk.ts'
import { practiceImporter } from './importing/importer.ts'
import { loadManuscript } from './manuscripts.ts'
import { pages } from './pages.tsx'
import { homePart, loadLines, openData, placePart, searchLines, topicPart } from './parts.tsx'
import { readableTo } from './readable.ts'
import { mayEdit, mayTranslate } from './rules.ts'
import { SECTIONS } from './schema.ts'
import { seed } from './seed.ts'
import { jobs } from './standing/asking.ts'
import { actions, toldOfStanding } from './standing/parts.tsx'
import { texts } from './texts.ts'

// The files of a practice change while its text may: until it is sent, and when it came back.
registerFileRights('practice', async (actor, record, db) => {
  const manuscript = await loadManuscript(db, record.id)
  return manuscript !== undefined && mayEdit(actor, manuscript.rules)
})

registerImporter(practiceImporter)

export const practices: Module = {
  name: 'practices',
  path: '/practices',
  section: 'learn',
  title: (language) => texts.in(language)('list.title'),
  description: (language) => texts.in(language)('list.lead'),
  pages,
  api,
  kinds: {
    practice: {
      name: (language) => texts.in(language)('list.kind'),
      load: loadLines,
      readable: (actor) => readableTo(actor),
      pathOf: async (db, id) => {
        const slug = await currentSlug(db, 'practice', id)
        return slug === undefined ? undefined : `/practices/${slug}`
      },
      discussed: true,
      fields: SECTIONS.map((name) => ({ name, label: (language) => texts.in(language)(`section.${name}`) })),
      mayTranslate,
    },
  },
  home: homePart,
  place: placePart,
  topic: topicPart,
  actions,
  told: {
    ...toldOfStanding,
    'practice.published': (language) => {
      const t = texts.in(language)
      return { subject: t('told.published.subject'), sentence: t('told.published') }
    },
  },
  jobs,
  search: searchLines,
  openData,
  desk: deskOf,
  ownData,
  erase,
  seed,
}
