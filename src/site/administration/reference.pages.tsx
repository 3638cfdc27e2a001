/** The page of reference data. It is loaded by the program when it starts; only boundaries are imported by people. */
import { router } from '#platform/http.ts'
import { portalAdministrator } from './guards.ts'
import { show } from './page.tsx'
import { listCountryData, listSources, topicData } from './reference.ts'
import { ReferencePage } from './reference.views.tsx'
import { texts } from './texts.ts'

export const referencePages = router()

referencePages.get('/', portalAdministrator, async (c) => {
  const { db, config, language } = c.var
  const view = (
    <ReferencePage
      countries={await listCountryData(db, config.countries)}
      topics={await topicData(db)}
      sources={await listSources(db, config.countries)}
    />
  )
  return show(c, { area: 'reference-data', lead: texts.in(language)('reference.lead') }, view)
})
