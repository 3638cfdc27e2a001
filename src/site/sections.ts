/** The seven entries of the menu: which topics they are about and whose organisations help there. */
import type { OrganisationKind } from '#platform/actor.ts'
import type { Section } from '#platform/module.ts'

export type SectionFacts = {
  /** Broad or narrow topics whose records are shown under the entry. */
  topics: readonly string[]
  /** Kinds of organisation that somebody who opens the entry is looking for. */
  organisations: readonly OrganisationKind[]
}

export const SECTION_FACTS: Record<Section, SectionFacts> = {
  learn: { topics: [], organisations: [] },
  support: {
    topics: ['human-resources', 'information-systems', 'internal-audit', 'project-preparation'],
    organisations: ['resource_centre', 'agency', 'ministry', 'expert'],
  },
  compare: { topics: [], organisations: [] },
  fund: {
    topics: ['finance', 'donor-grants', 'eu-funds', 'project-preparation'],
    organisations: ['donor', 'ministry', 'agency'],
  },
  'take-part': {
    topics: ['participation', 'councils', 'access-to-information', 'open-data'],
    organisations: ['municipality', 'ngo'],
  },
  services: {
    topics: ['one-stop-shops', 'digital-services', 'property-tax', 'local-taxes-and-fees', 'utility-tariffs'],
    organisations: ['municipality', 'agency'],
  },
  together: { topics: ['cooperation'], organisations: ['association', 'resource_centre', 'ngo', 'donor'] },
}
