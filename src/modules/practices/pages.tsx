/** The pages of practices for readers, and the way to those of authors and reviewers. */
import { isMember } from '#platform/actor.ts'
import { found, open, type RequestContext, router, to } from '#platform/http.ts'
import { CodebookPage } from './codebook.views.tsx'
import { placeOfCode } from './facets.ts'
import { atomFeed } from './feed.ts'
import { everything, filterQuery, readFilter } from './filters.ts'
import { PracticesPage } from './list.views.tsx'
import { findManuscript } from './manuscripts.ts'
import { mapsOf } from './maps.ts'
import { placeName } from './naming.ts'
import { descriptionOf, jsonLdOf, PracticePage } from './page.views.tsx'
import { practicePdf } from './pdf.ts'
import { countFacets, findPractice, listPractices, practiceIdOf } from './queries.ts'
import { filesOf, type PracticeReading } from './reading.ts'
import { relatedTo } from './related.ts'
import { review } from './review.pages.tsx'
import { mayReadManuscript } from './rules.ts'
import { texts } from './texts.ts'
import { versions } from './versions.pages.tsx'
import { practicePath } from './views.tsx'
import { WorkNotice } from './work.views.tsx'
import { writing } from './writing.pages.tsx'

export const pages = router()

pages.get('/', open, async (c) => {
  const { db, language, now, actor } = c.var
  const t = texts.in(language)
  const filter = readFilter(c.req.query())
  const [facets, page, maps, place] = await Promise.all([
    countFacets(db, filter, language, now),
    filter.view === 'cards' ? listPractices(db, filter, language, now) : { practices: [] },
    filter.view === 'map' ? mapsOf(db, filter, now) : [],
    filter.place ? nameOfPlace(c, filter.place) : undefined,
  ])
  const props = { t, filter, facets, page, maps, place, mayWrite: isMember(actor) }
  const query = filterQuery(filter, { after: undefined, before: undefined, view: 'cards', sort: 'newest' })
  return c.render(<PracticesPage {...props} />, {
    title: t('list.title'),
    description: t('list.lead'),
    breadcrumbs: [{ href: to(c, '/practices'), label: t('list.title') }],
    feeds: [{ href: `${to(c, '/practices/list.atom')}${query}`, type: 'application/atom+xml', title: t('list.title') }],
  })
})

/** The newest practices of a list as a feed. */
pages.get('/list.atom', open, async (c) => {
  const { db, language, now, config } = c.var
  const filter = { ...readFilter(c.req.query()), sort: everything.sort, view: everything.view, before: undefined }
  const { practices, after } = await listPractices(db, filter, language, now, 50)
  const feed = atomFeed({
    t: texts.in(language),
    origin: config.publicUrl,
    query: filterQuery(filter),
    nextQuery: after && filterQuery(filter, { after }),
    practices,
    now,
  })
  return c.body(feed, 200, { 'content-type': 'application/atom+xml; charset=utf-8' })
})

pages.get('/data', open, (c) => {
  const t = texts.in(c.var.language)
  return c.render(<CodebookPage t={t} />, {
    title: t('data.title'),
    description: t('data.lead'),
    breadcrumbs: [{ href: to(c, '/practices'), label: t('list.title') }],
  })
})

// Fixed words of authors and reviewers (`/new`, `/mine`) come before addresses of practices.
pages.route('/', writing)
pages.route('/', review)
pages.route('/', versions)

pages.get('/:slug{.+\\.pdf}', open, async (c) => {
  const { actor, language, now } = c.var
  const asked = found(await practiceIdOf(c.var.db, c.req.param('slug').slice(0, -4)))
  const practice = found(await findPractice(c.var.db, actor, asked.id, language))
  const pdf = await practicePdf({
    t: texts.in(language),
    practice,
    lastingAddress: lastingAddressOf(c, practice.id),
    now,
  })
  return c.body(new Uint8Array(pdf), 200, {
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="practice.pdf"; filename*=UTF-8''${encodeURIComponent(practice.slug)}.pdf`,
  })
})

pages.get('/:slug', open, async (c) => {
  const { db, actor, language } = c.var
  const slug = c.req.param('slug')
  const asked = found(await practiceIdOf(db, slug))
  const practice = found(await findPractice(db, actor, asked.id, language))
  if (practice.slug !== slug) return c.redirect(practicePath(practice.slug, language), 301)
  const [files, related, work] = await Promise.all([
    filesOf(db, practice.id, practice.publishedVersion === null ? undefined : practice.updatedAt),
    relatedTo(db, practice, language),
    workOn(c, practice),
  ])
  const t = texts.in(language)
  const address = addressOf(c, practice.slug)
  const props = { t, practice, files, related, address, lastingAddress: lastingAddressOf(c, practice.id), work }
  return c.render(<PracticePage {...props} />, {
    title: practice.text.title,
    description: descriptionOf(practice),
    breadcrumbs: [{ href: to(c, '/practices'), label: t('list.title') }],
    jsonLd: jsonLdOf(t, practice, address),
    hidden: practice.publishedVersion === null || practice.state === 'archived',
  })
})

/** What those who work on the practice see above it; nothing for everybody else. */
async function workOn(c: RequestContext, practice: PracticeReading) {
  const { db, actor, language } = c.var
  const { organisation, place } = practice
  const asRead = { ...practice, organisationId: organisation?.id ?? null, placeId: place?.id ?? null }
  if (!isMember(actor) || !mayReadManuscript(actor, asRead)) return undefined
  const manuscript = await findManuscript(db, actor, practice.id)
  if (!manuscript || !mayReadManuscript(actor, manuscript.rules)) return undefined
  return <WorkNotice t={texts.in(language)} manuscript={manuscript} actor={actor} />
}

/** Where a practice is for the rest of the world, in the language of the page. */
const addressOf = (c: RequestContext, slug: string) => `${c.var.config.publicUrl}${practicePath(slug, c.var.language)}`

const lastingAddressOf = (c: RequestContext, id: string) => `${c.var.config.publicUrl}/id/${id}`

async function nameOfPlace(c: RequestContext, code: string): Promise<string | undefined> {
  const place = await placeOfCode(c.var.db, code)
  return place && placeName(place, c.var.language).text
}
