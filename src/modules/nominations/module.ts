/** How nominations join the site. Read only by `site/modules.ts`. */
import type { Module } from '#platform/module.ts'
import { findAnomalies } from './anomalies.ts'
import { api } from './api.ts'
import { countriesOf } from './board.ts'
import { erase, forgetNetworks, ownData } from './own-data.ts'
import { pages } from './pages.tsx'
import { actionsOf, partOf } from './parts.tsx'
import { seed } from './seed.ts'
import { texts } from './texts.ts'
import { registerNominating } from './visitors.ts'

registerNominating()

export const nominations: Module = {
  name: 'nominations',
  path: '/nominations',
  title: (language) => texts.in(language)('list.title'),
  description: (language) => texts.in(language)('list.lead'),
  pages,
  api,
  actions: actionsOf,
  record: partOf,
  async moderation({ db, actor, language, now }) {
    const countries = countriesOf(actor)
    if (countries.length === 0) return []
    const { length: count } = await findAnomalies(db, countries, now)
    return [{ title: texts.in(language)('board.line'), href: `/${language}/nominations/board`, count }]
  },
  openData: [
    {
      id: 'nominations',
      title: (language) => texts.in(language)('data.counts'),
      description: (language) => texts.in(language)('data.countsText'),
      formats: [{ type: 'JSON', href: '/api/v1/nominations/counts.json' }],
      codebook: '/nominations/chain',
    },
    {
      id: 'nominations-chain',
      title: (language) => texts.in(language)('data.chain'),
      description: (language) => texts.in(language)('data.chainText'),
      formats: [
        { type: 'JSON', href: '/api/v1/nominations/chain.jsonl' },
        { type: 'CSV', href: '/api/v1/nominations/chain.csv' },
      ],
      codebook: '/nominations/chain',
    },
  ],
  jobs: [
    {
      queue: 'nominations.clean',
      schedule: '47 2 * * *',
      async run({ db, now }) {
        await forgetNetworks(db, now)
      },
    },
  ],
  ownData,
  erase,
  seed,
}
