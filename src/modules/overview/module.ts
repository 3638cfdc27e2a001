/** How the yearly overview joins the site. Read only by `site/modules.ts`. It keeps nothing of its own. */
import type { Module } from '#platform/module.ts'
import { api } from './api.ts'
import { pages } from './pages.tsx'
import { texts } from './texts.ts'

export const overview: Module = {
  name: 'overview',
  path: '/overview',
  section: 'learn',
  title: (language) => texts.in(language)('menu.title'),
  description: (language) => texts.in(language)('menu.lead'),
  pages,
  api,
  openData: [
    {
      id: 'overview',
      title: (language) => texts.in(language)('menu.title'),
      description: (language) => texts.in(language)('data.described'),
      formats: [
        { type: 'CSV', href: '/api/v1/overview/latest.csv' },
        { type: 'JSON', href: '/api/v1/overview/latest.json' },
      ],
    },
  ],
}
