/** The addresses of the overview: the newest year, one year, its municipalities by points, and the lists that its numbers count. */
import { placeByCode } from '#core/places/index.ts'
import { linesOf } from '#core/records/index.ts'
import { findTopic, topicName } from '#core/topics/index.ts'
import { countryName, placeName } from '#modules/practices/index.ts'
import { nobody } from '#platform/actor.ts'
import { PAGE_SIZE } from '#platform/database.ts'
import { found, NotFound, open, type RequestContext, router, to } from '#platform/http.ts'
import { kept, keptDrawing } from '#platform/kept.ts'
import { LanguageProvider } from '#ui/index.tsx'
import { yearIn } from './calendar.ts'
import { listYears } from './figures.ts'
import { countryFilter, type ListFilter, listFilter, listName, queryOf, yearNumber } from './forms.ts'
import { ListPage, listTitle } from './list.views.tsx'
import { listOf } from './lists.ts'
import { standingOf } from './merits.ts'
import { monthName, yearTitle } from './naming.tsx'
import { MunicipalitiesPage, municipalitiesTitle } from './standing.views.tsx'
import { texts } from './texts.ts'
import { NoYearPage, YearPage } from './views.tsx'
import { yearContent } from './year.ts'

export const pages = router()

const MUNICIPALITIES = 50

const yearsOf = (c: RequestContext) => kept(c.var.db, 'overview.years', '', () => listYears(c.var.db))

/** The year of the address: one in which something was published, or this one. */
async function yearOfAddress(c: RequestContext): Promise<number> {
  const read = yearNumber.safeParse(c.req.param('year'))
  if (!read.success) throw new NotFound()
  const { data: year } = read
  if (year !== yearIn(c.var.now) && !(await yearsOf(c)).includes(year)) throw new NotFound()
  return year
}

const crumbs = (c: RequestContext, year?: number) => {
  const t = texts.in(c.var.language)
  const { country } = countryFilter.parse(c.req.query())
  return [
    { href: to(c, '/overview'), label: t('menu.title') },
    ...(year === undefined
      ? []
      : [{ href: to(c, `/overview/${year}${queryOf({ country })}`), label: yearTitle(t, year, country) }]),
  ]
}

pages.get('/', open, async (c) => {
  const [newest] = await yearsOf(c)
  if (newest !== undefined) return showYear(c, newest)
  const t = texts.in(c.var.language)
  return c.render(<NoYearPage t={t} />, { title: t('menu.title'), description: t('menu.lead') })
})

pages.get('/:year', open, async (c) => showYear(c, await yearOfAddress(c)))

async function showYear(c: RequestContext, year: number) {
  const { db, language, now, config } = c.var
  const t = texts.in(language)
  const { country } = countryFilter.parse(c.req.query())
  const years = await yearsOf(c)
  const day = now.toISOString().slice(0, 10)
  const content = await keptDrawing(db, 'overview.year', [year, country, language, day], async () => (
    <LanguageProvider language={language}>
      <YearPage
        t={t}
        content={await yearContent(db, { ...{ year, country, years, language, now }, countries: config.countries })}
      />
    </LanguageProvider>
  ))
  return c.render(<>{content}</>, {
    title: yearTitle(t, year, country),
    description: t('year.lead'),
    breadcrumbs: c.req.param('year') === undefined ? [] : crumbs(c),
    canonical: to(c, `/overview/${year}${queryOf({ country })}`),
  })
}

pages.get('/:year/municipalities', open, async (c) => {
  const { db, language } = c.var
  const t = texts.in(language)
  const year = await yearOfAddress(c)
  const { country, page } = listFilter.parse(c.req.query())
  const standing = await kept(db, 'overview.standing', [year, country, language], () =>
    standingOf(db, { year, country }, language),
  )
  return c.render(<MunicipalitiesPage {...{ t, year, country, standing, page, size: MUNICIPALITIES }} />, {
    title: municipalitiesTitle(t, year, country),
    breadcrumbs: crumbs(c, year),
  })
})

pages.get('/:year/:list', open, async (c) => {
  const { db, language, now } = c.var
  const t = texts.in(language)
  const year = await yearOfAddress(c)
  const list = found(listName.safeParse(c.req.param('list')).data)
  const filter = listFilter.parse(c.req.query())
  const { ids, total } = await listOf(db, list, { year, country: filter.country }, filter, PAGE_SIZE)
  const [lines, narrowedTo] = await Promise.all([
    linesOf({ db, actor: nobody, language, now }, ids),
    wordsOf(c, filter),
  ])
  const content = { year, list, filter, narrowedTo, total, size: PAGE_SIZE, lines }
  return c.render(<ListPage t={t} content={content} />, {
    title: listTitle(t, list, year),
    breadcrumbs: crumbs(c, year),
  })
})

/** What a list is narrowed to, as a person says it; what is not known is left out. */
async function wordsOf(c: RequestContext, filter: ListFilter) {
  const { db, language } = c.var
  const t = texts.in(language)
  const { country, topic, region, place, author, month, voice, kind } = filter
  const codes = country === undefined ? [] : [region, place, author].filter((code) => code !== undefined)
  const [topicFound, ...named] = await Promise.all([
    topic === undefined ? undefined : findTopic(db, topic),
    ...codes.map((code) => placeByCode(db, country ?? '', code)),
  ])
  return [
    ...(country === undefined ? [] : [countryName(country, language)]),
    ...named.flatMap((one) => {
      if (!one) return []
      const { text, lang } = placeName(one, language)
      return [<span lang={lang}>{text}</span>]
    }),
    ...(topicFound ? [topicName(topicFound, language)] : []),
    ...(month === undefined ? [] : [monthName(t, month)]),
    ...(voice === undefined ? [] : [t(voice === 'citizen' ? 'total.citizens' : 'total.municipalVoices')]),
    ...(kind === undefined ? [] : [t(kind === 'method' ? 'total.methods' : 'total.tools')]),
  ]
}
