/** How topics join the site. Read only by `site/modules.ts`. */
import type { Module } from '#platform/module.ts'
import { api } from './api.ts'
import { pages } from './pages.tsx'
import { loadTopics } from './reference.ts'
import { searchTopics } from './search.ts'
import { texts } from './texts.ts'

export const topics: Module = {
  name: 'topics',
  path: '/topics',
  section: 'learn',
  title: (language) => texts.in(language)('title'),
  description: (language) => texts.in(language)('description'),
  pages,
  api,
  search: searchTopics,
  openData: [
    {
      id: 'topics',
      title: (language) => texts.in(language)('data.title'),
      description: (language) => texts.in(language)('data.description'),
      formats: [
        { type: 'CSV', href: '/api/v1/topics/list.csv' },
        { type: 'JSON', href: '/api/v1/topics/list.json' },
      ],
      codebook: '/topics',
    },
  ],
  async prepare({ db, now, log }) {
    const loaded = await loadTopics(db, now)
    if (loaded) log(`Topics loaded: ${loaded}`)
  },
}
