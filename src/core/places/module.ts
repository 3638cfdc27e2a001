/** How places join the site. Read only by `site/modules.ts`. */
import type { Module } from '#platform/module.ts'
import { api } from './api.ts'
import { pages } from './pages.tsx'
import { loadPlaces } from './reference.ts'
import { texts } from './texts.ts'

export const places: Module = {
  name: 'places',
  path: '/places',
  section: 'compare',
  title: (language) => texts.in(language)('title'),
  description: (language) => texts.in(language)('description'),
  pages,
  api,
  async prepare({ db, config, now, log }) {
    const changed = await loadPlaces(db, config.countries, now)
    if (changed.length) log(`Places, figures and boundaries loaded: ${changed.join(', ')}`)
  },
}
