/** The versions of a practice and what changed between any two of them: the published ones for everybody, all for those who work on it. */
import { contentAt } from '#core/records/index.ts'
import { countryOf } from '#countries/index.ts'
import { found, open, type RequestContext, router, to } from '#platform/http.ts'
import { compare } from './comparing.ts'
import { VersionsPage } from './comparing.views.tsx'
import { comparison } from './forms.ts'
import { findManuscript, type Manuscript, practiceVersions, type VersionOfPractice } from './manuscripts.ts'
import { mayReadManuscript } from './rules.ts'
import { texts } from './texts.ts'

export const versions = router()

versions.get('/:slug/versions', open, async (c) => {
  const { db, actor, language } = c.var
  const t = texts.in(language)
  const manuscript = found(await findManuscript(db, actor, c.req.param('slug')))
  const works = mayReadManuscript(actor, manuscript.rules)
  const shown = await practiceVersions(db, manuscript, works)
  const compared = await comparedOf(c, manuscript, shown, works)
  const { timeZone } = countryOf(manuscript.record.country)
  const props = { t, manuscript, versions: shown, compared, timeZone }
  return c.render(<VersionsPage {...props} />, {
    title: `${t('page.versions')}: ${shown[0]?.title ?? ''}`,
    hidden: true,
    breadcrumbs: [{ href: to(c, '/practices'), label: t('list.title') }],
  })
})

/** The two versions asked for, else the newest two, the older one first. */
async function comparedOf(
  c: RequestContext,
  { record }: Manuscript,
  shown: readonly VersionOfPractice[],
  works: boolean,
) {
  const asked = comparison.parse(c.req.query())
  const known = (version: number | undefined) => shown.find((one) => one.version === version)?.version
  const one = known(asked.to) ?? shown[0]?.version
  const other = known(asked.from) ?? shown.find(({ version }) => version !== one)?.version
  if (one === undefined || other === undefined || one === other) return undefined
  const [from, until] = one < other ? [one, other] : [other, one]
  const older = found(await contentAt(c.var.db, record.id, record.language, from))
  const newer = found(await contentAt(c.var.db, record.id, record.language, until))
  return { from, to: until, differences: await compare(c.var, older, newer, works) }
}
