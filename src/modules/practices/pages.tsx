/** The pages of practices for readers, and the way to those of authors and reviewers. */
import { recordActions, recordBadges, recordParts } from '#core/records/index.ts'
import { languagesOf } from '#core/translations/index.ts'
import { isMember } from '#platform/actor.ts'
import { ATOM_TYPE, answerAtom } from '#platform/atom.ts'
import { PAGE_SIZE } from '#platform/database.ts'
import { found, open, type RequestContext, router, to } from '#platform/http.ts'
import { keptDrawing } from '#platform/kept.ts'
import { isLanguage, type Language, readingOrder } from '#platform/languages.ts'
import { LanguageProvider } from '#ui/index.tsx'
import { citationMeta } from './citation.ts'
import { CodebookPage } from './codebook.views.tsx'
import { placeOfCode } from './facets.ts'
import { entryOf } from './feed.ts'
import { dayOf, everything, filterQuery, type PracticeFilter, readFilter } from './filters.ts'
import { fitLink, recordPart as fitPart } from './fit/parts.tsx'
import { fitsOf, listFitting, MOST_RANKED } from './fit/ranking.ts'
import { placeActedFor, type Situation, situationOf } from './fit/situation.ts'
import { texts as fitTexts } from './fit/texts.ts'
import { FitMark } from './fit/views.tsx'
import { transfer } from './importing/transfer.pages.tsx'
import { PracticesPage } from './list.views.tsx'
import { findManuscript } from './manuscripts.ts'
import { mapsOf } from './maps.ts'
import { placeName } from './naming.ts'
import { descriptionOf, jsonLdOf, PracticeForReader, PracticePage } from './page.views.tsx'
import { practicePdf } from './pdf.ts'
import { countFacets, findPractice, listPractices, practiceIdOf } from './queries.ts'
import { factsOf, filesOf, type PracticeReading } from './reading.ts'
import { relatedTo } from './related.ts'
import { review } from './review.pages.tsx'
import { mayReadManuscript } from './rules.ts'
import { SECTIONS } from './schema.ts'
import { stillTrue } from './standing/pages.tsx'
import { texts } from './texts.ts'
import { versions } from './versions.pages.tsx'
import { practicePath } from './views.tsx'
import { WorkNotice } from './work.views.tsx'
import { writing } from './writing.pages.tsx'

export const pages = router()

pages.get('/', open, async (c) => {
  const t = texts.in(c.var.language)
  const filter = readFilter(c.req.query())
  const query = filterQuery(filter, { after: undefined, before: undefined, view: 'cards', sort: 'newest' })
  return c.render(await drawList(c, filter), {
    title: t('list.title'),
    description: t('list.lead'),
    breadcrumbs: [{ href: to(c, '/practices'), label: t('list.title') }],
    feeds: [{ href: `${to(c, '/practices/list.atom')}${query}`, type: ATOM_TYPE, title: t('list.title') }],
  })
})

/** The newest practices of a list as a feed. */
pages.get('/list.atom', open, async (c) => {
  const { db, language, now, config } = c.var
  const filter = { ...readFilter(c.req.query()), sort: everything.sort, view: everything.view, before: undefined }
  const { practices, after } = await listPractices(db, filter, language, now, 50)
  const t = texts.in(language)
  const page = `${config.publicUrl}${to(c, '/practices')}`
  return answerAtom(c, {
    self: `${page}/list.atom${filterQuery(filter)}`,
    page: `${page}${filterQuery(filter)}`,
    next: after && `${page}/list.atom${filterQuery(filter, { after })}`,
    title: `${t('list.title')} · ${t('page.portal')}`,
    author: { name: t('page.portal'), uri: config.publicUrl },
    entries: practices.map((practice) => entryOf(page, language, practice)),
  })
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
pages.route('/', transfer)
pages.route('/', writing)
pages.route('/', review)
pages.route('/', stillTrue)
pages.route('/', versions)

pages.get('/:slug{.+\\.pdf}', open, async (c) => {
  const { actor, language, now } = c.var
  const asked = found(await practiceIdOf(c.var.db, c.req.param('slug').slice(0, -4)))
  const practice = found(await findPractice(c.var.db, actor, asked.id, language, 'shown', orderOf(c)))
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
  const practice = found(await findPractice(db, actor, asked.id, language, 'shown', orderOf(c)))
  if (practice.slug !== slug) return c.redirect(practicePath(practice.slug, language), 301)
  const t = texts.in(language)
  return c.render(await drawPractice(c, practice), {
    title: practice.text.title,
    description: descriptionOf(practice),
    breadcrumbs: [{ href: to(c, '/practices'), label: t('list.title') }],
    jsonLd: jsonLdOf(t, practice, addressOf(c, practice.slug)),
    meta: citationMeta(t, practice, addressesOf(c, practice)),
    hidden: practice.publishedVersion === null || practice.state === 'archived',
    ...(chosenText(c) && { canonical: `/${practice.text.language}/practices/${practice.slug}` }),
  })
})

/** The language that a reader chose for the text (`?text=bg`), whatever the language of the page. */
const chosenText = (c: RequestContext) => {
  const chosen = c.req.query('text')
  return isLanguage(chosen) ? chosen : undefined
}
const orderOf = (c: RequestContext): readonly Language[] => {
  const order = readingOrder(c.var.language, c.var.actor.reading)
  const chosen = chosenText(c)
  return chosen ? [...new Set([chosen, ...order])] : order
}

/** The list as its filter narrows it: the same for everybody but for the invitation to write. */
async function drawList(c: RequestContext, asked: PracticeFilter) {
  const { db, language, now, actor } = c.var
  const mayWrite = isMember(actor)
  const placeId = placeActedFor(actor)
  const situation = placeId ? await situationOf(db, placeId) : undefined
  const filter = asked.sort === 'fit' && !situation ? { ...asked, sort: everything.sort } : asked
  const order = readingOrder(language, actor.reading)
  const pageOf = () =>
    situation && filter.sort === 'fit'
      ? listFitting(db, situation, filter, language, now, PAGE_SIZE, order)
      : listPractices(db, filter, language, now, PAGE_SIZE, order)
  return keptDrawing(
    db,
    'practices.list',
    [language, order, filter, dayOf(now), mayWrite, situation && placeId],
    async () => {
      const [facets, page, maps, place] = await Promise.all([
        countFacets(db, filter, language, now),
        filter.view === 'cards' ? pageOf() : { practices: [] },
        filter.view === 'map' ? mapsOf(db, filter, now) : [],
        filter.place ? nameOfPlace(c, filter.place) : undefined,
      ])
      const badges = await recordBadges(
        c.var,
        page.practices.map(({ id }) => id),
      )
      const fit = situation && { marks: await marksOf(c, situation, page.practices), most: MOST_RANKED }
      return (
        <LanguageProvider language={language}>
          <PracticesPage
            {...{ t: texts.in(language), filter, facets, page, maps, place, mayWrite, now, fit, badges }}
          />
        </LanguageProvider>
      )
    },
  )
}

/** What an officer sees beside each practice: how well it fits their municipality. */
async function marksOf(c: RequestContext, situation: Situation, list: readonly { id: string }[]) {
  const { db, language, now } = c.var
  const fits = await fitsOf(db, situation, list, now)
  const t = fitTexts.in(language)
  return new Map([...fits].map(([id, fit]) => [id, <FitMark t={t} situation={situation} fit={fit} />]))
}

/** A practice that this person was found to be allowed to read. Who works on it sees more; for the rest what is public looks alike. */
async function drawPractice(c: RequestContext, practice: PracticeReading) {
  const { db, language } = c.var
  const facts = factsOf(practice)
  const [work, fitMark, fit, actions, parts] = await Promise.all([
    workOn(c, practice),
    fitLink(c.var, facts),
    fitPart(c.var, facts),
    recordActions(c.var, facts),
    recordParts(c.var, facts),
  ])
  const draw = async () => {
    const [files, related, badges, languages] = await Promise.all([
      filesOf(db, practice.id, practice.publishedVersion === null ? undefined : practice.updatedAt),
      relatedTo(db, practice, language),
      recordBadges(c.var, [practice.id]),
      languagesOf(db, facts, SECTIONS),
    ])
    const marks = badges.get(practice.id) ?? []
    const shown = { t: texts.in(language), now: c.var.now, practice, files, related, badges: marks, languages, work }
    return (
      <LanguageProvider language={language}>
        <PracticePage {...shown} {...addressesOf(c, practice)} />
      </LanguageProvider>
    )
  }
  const seen = [language, practice.text.language, practice.text.version, dayOf(c.var.now)]
  const page =
    work || practice.publishedVersion === null
      ? await draw()
      : await keptDrawing(db, 'practices.page', [...seen, practice.id, practice.revision], draw)
  return (
    <PracticeForReader
      page={String(page)}
      actions={[...actions, ...(fitMark ? [fitMark] : [])]}
      parts={[...(fit ? [fit] : []), ...parts]}
    />
  )
}

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

const addressesOf = (c: RequestContext, { id, slug }: PracticeReading) => ({
  address: addressOf(c, slug),
  lastingAddress: lastingAddressOf(c, id),
})

async function nameOfPlace(c: RequestContext, code: string): Promise<string | undefined> {
  const place = await placeOfCode(c.var.db, code)
  return place && placeName(place, c.var.language).text
}
