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
  openData: [
    {
      id: 'places',
      title: (language) => texts.in(language)('openDataTitle'),
      description: (language) => texts.in(language)('openDataDescription'),
      formats: [
        { type: 'CSV', href: '/api/v1/places/list.csv' },
        { type: 'JSON', href: '/api/v1/places/list.json' },
        { type: 'GeoJSON', href: '/api/v1/places/list.geojson' },
      ],
      codebook: '/places/codebook',
    },
    {
      id: 'place-figures',
      title: (language) => texts.in(language)('figuresTitle'),
      description: (language) => texts.in(language)('figuresDescription'),
      formats: [{ type: 'CSV', href: '/api/v1/places/figures.csv' }],
      codebook: '/places/codebook',
    },
  ],
  async prepare({ db, config, now, log }) {
    const changed = await loadPlaces(db, config.countries, now)
    if (changed.length) log(`Places, figures and boundaries loaded: ${changed.join(', ')}`)
  },
}
