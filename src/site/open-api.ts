/** The description of all open data in OpenAPI 3.1, made from the modules' manifests. */
import type { Config } from '#platform/config.ts'
import type { Module } from '#platform/module.ts'

const MEDIA = {
  CSV: 'text/csv',
  JSON: 'application/json',
  GeoJSON: 'application/geo+json',
  Atom: 'application/atom+xml',
  iCalendar: 'text/calendar',
} as const

export const openApi = (modules: readonly Module[], config: Config) => ({
  openapi: '3.1.0',
  info: {
    title: 'Patokaz open data',
    version: '1',
    description:
      'Read-only lists of the portal. Addresses below /api/v1 are stable: fields are added, never renamed or removed; a next version runs beside this one for at least twelve months.',
    license: { name: 'CC BY 4.0', identifier: 'CC-BY-4.0' },
  },
  servers: [{ url: config.publicUrl }],
  paths: Object.fromEntries(
    modules.flatMap((module) =>
      (module.openData ?? []).flatMap((list) =>
        list.formats
          .filter(({ href }) => href.startsWith('/api/'))
          .map(({ type, href }) => [
            href.split('?')[0],
            {
              get: {
                operationId: `${list.id}.${type.toLowerCase()}`,
                summary: list.title('en'),
                description: list.description('en'),
                responses: { '200': { description: list.title('en'), content: { [MEDIA[type]]: {} } } },
              },
            },
          ]),
      ),
    ),
  ),
})
