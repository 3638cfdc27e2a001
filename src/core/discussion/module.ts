/** How discussions join the site. Read only by `site/modules.ts`. */
import type { Module } from '#platform/module.ts'
import { pages } from './pages.tsx'
import { discussionPart } from './part.tsx'
import { deskOf, erase, moderationOf, ownData } from './personal.ts'
import { seed } from './seed.ts'
import { texts } from './texts.ts'

export const discussion: Module = {
  name: 'discussion',
  path: '/discussion',
  pages,
  record: discussionPart,
  told: {
    'comment.shown': (language, { data }) => {
      // Edited, or shown after all: its followers know of it already.
      if (data.again === true) return undefined
      const t = texts.in(language)
      const kind = data.parentId ? 'answer' : 'comment'
      return {
        subject: t(`told.${kind}.subject`),
        sentence: t(`told.${kind}.sentence`),
        path: `/discussion/${String(data.commentId)}`,
      }
    },
  },
  moderation: moderationOf,
  desk: deskOf,
  ownData,
  erase,
  seed,
}
