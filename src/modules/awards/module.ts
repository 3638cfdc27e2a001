/** How awards and the practice of the week join the site. Read only by `site/modules.ts`. */
import type { Module } from '#platform/module.ts'
import { api } from './api.ts'
import { moveByClock } from './moving.ts'
import { erase, forgetNetworks, ownData } from './own-data.ts'
import { pages } from './pages.tsx'
import {
  actions,
  badges,
  deskOf,
  homePart,
  kind,
  moderationOf,
  openData,
  placePart,
  searchLines,
  told,
} from './parts.tsx'
import { seed } from './seed.ts'
import { texts } from './texts.ts'
import { registerVoting } from './visitors.ts'
import { fillWeeks } from './weeks.ts'

registerVoting()

export const awards: Module = {
  name: 'awards',
  path: '/awards',
  section: 'learn',
  title: (language) => texts.in(language)('list.title'),
  description: (language) => texts.in(language)('list.lead'),
  pages,
  api,
  kinds: { award: kind },
  home: homePart,
  place: placePart,
  actions,
  badges,
  told,
  desk: deskOf,
  moderation: moderationOf,
  search: searchLines,
  openData,
  ownData,
  erase,
  jobs: [
    {
      queue: 'awards.move',
      schedule: '2 * * * *',
      async run({ db, config, now }) {
        await moveByClock(db, { publicUrl: config.publicUrl, now })
      },
    },
    {
      // Every hour, as Monday begins at another one in each country; a week that has its practice is left alone.
      queue: 'awards.week',
      schedule: '4 * * * *',
      async run({ db, config, now }) {
        await fillWeeks(db, config.countries, now)
      },
    },
    {
      queue: 'awards.clean',
      schedule: '53 2 * * *',
      async run({ db, now }) {
        await forgetNetworks(db, now)
      },
    },
  ],
  seed,
}
