/** The pages of places for people: read the request, run a query, show a view. Import of boundaries is in boundary-pages.tsx. */
import type { Child } from 'hono/jsx'
import type { CountryCode } from '#platform/config.ts'
import { PAGE_SIZE } from '#platform/database.ts'
import { found, goTo, NotFound, open, type RequestContext, router } from '#platform/http.ts'
import { kept, keptDrawing } from '#platform/kept.ts'
import { LanguageProvider } from '#ui/index.tsx'
import { boundaryPages } from './boundary-pages.tsx'
import { Codebook } from './codebook-view.tsx'
import { ComparisonPage, comparePath } from './comparison-views.tsx'
import { Directory } from './directory-views.tsx'
import { profileOf } from './engine/features.ts'
import { figuresOf, figureValues, profilesOf, sourcesOf } from './figure-queries.ts'
import { findPlaces, placeTyped } from './finding.ts'
import { comparison, placeFilter, suggestion } from './forms.ts'
import { bareNameOf, nameOf, pathOfPlace, typeName } from './names.ts'
import { placeParts } from './parts.ts'
import { placePageFacts } from './place-page.ts'
import { PlaceEnd, PlaceItself, PlacePage, pathsAbove } from './place-views.tsx'
import {
  countPlaces,
  countriesOf,
  countryPlace,
  listPlaces,
  organisationsAt,
  type PlaceLine,
  parentsOf,
  placeBySlug,
  placesAbove,
  placesAt,
  placesBySlugs,
} from './queries.ts'
import { MOST_COMPARED } from './rules.ts'
import { type T, texts } from './texts.ts'

export const pages = router()

const served = (c: RequestContext, code: string): CountryCode =>
  found(c.var.config.countries.find((one) => one === code))
const words = (c: RequestContext): T => texts.in(c.var.language)
const home = (c: RequestContext) => ({ href: `/${c.var.language}/places`, label: words(c)('title') })

pages.get('/', open, async (c) => {
  const { db, config, language } = c.var
  const t = words(c)
  const filter = placeFilter.parse(c.req.query())
  const countries = config.countries
  const [lines, counts, regions, page, hits] = await Promise.all([
    countriesOf(db, countries, language),
    countPlaces(db, countries),
    filter.country ? placesAt(db, filter.country, 'region') : [],
    listPlaces(db, countries, filter, language),
    filter.q
      ? findPlaces(db, { query: filter.q, countries: filter.country ? [filter.country] : countries, limit: 50 })
      : undefined,
  ])
  const shown = hits ?? page.lines
  const parents = await parentsOf(db, shown)
  return c.render(
    <Directory
      parents={parents}
      t={t}
      filter={filter}
      countries={lines}
      counts={counts}
      regions={regions}
      page={page}
      pageSize={PAGE_SIZE}
      found={hits}
    />,
    { title: t('title'), description: t('description'), breadcrumbs: [home(c)] },
  )
})

/** Suggestions for inputs that find as one types. */
pages.get('/suggest', open, async (c) => {
  const { db, config, language } = c.var
  const { q, country, level, as } = suggestion.parse(c.req.query())
  const places = await findPlaces(db, { query: q, countries: country ? [country] : config.countries, level, limit: 8 })
  const above = await parentsOf(db, places)
  return c.json(
    places.map((place) => {
      const parent = above.get(place.parentId ?? '')
      const label = nameOf(place, language)
      const note = [typeName(place, language), parent && bareNameOf(parent, language).text].filter(Boolean).join(', ')
      return as === 'value'
        ? { value: place.slug, label, note }
        : { href: `/${language}${pathOfPlace(place)}`, label, note }
    }),
  )
})

pages.get('/compare', open, async (c) => {
  const { db, config, language } = c.var
  const t = words(c)
  const { place, add } = comparison.parse({ place: c.req.queries('place'), add: c.req.query('add') })
  const places = (await placesBySlugs(db, place))
    .filter((one) => config.countries.includes(one.country as CountryCode))
    .slice(0, MOST_COMPARED)
  const added = add ? await placeTyped(db, add, config.countries) : undefined
  if (added && places.length < MOST_COMPARED)
    return c.redirect(comparePath(t, [...places.filter(({ id }) => id !== added.id), added]), 303)
  const candidates = add ? await findPlaces(db, { query: add, countries: config.countries, limit: 10 }) : []
  const [first] = places
  const [figures, profiles] = await Promise.all([
    figuresOf(
      db,
      places.map(({ id }) => id),
    ),
    first ? profilesOf(db, first.country, first.level) : new Map(),
  ])
  const own = new Map(places.map((one) => [one.id, profileOf(figureValues(figures, one.id), one.areaKm2)]))
  const names = places.map((one) => nameOf(one, language)).join(', ')
  return c.render(
    <ComparisonPage
      t={t}
      places={places}
      figures={figures}
      profiles={profiles}
      own={own}
      add={add}
      candidates={candidates}
    />,
    {
      title: names ? `${t('compare')}: ${names}` : t('compare'),
      breadcrumbs: [home(c), { href: comparePath(t, []), label: t('compare') }],
    },
  )
})

pages.get('/codebook', open, async (c) => {
  const { db, config, language } = c.var
  const t = words(c)
  const countries = await countriesOf(db, config.countries, language)
  const sources = await Promise.all(
    countries.map(async (one) => ({ country: one, sources: [...(await sourcesOf(db, one.country)).values()] })),
  )
  return c.render(<Codebook t={t} sources={sources} />, {
    title: t('codebook'),
    breadcrumbs: [home(c), { href: `/${language}/places/codebook`, label: t('codebook') }],
  })
})

pages.route('/boundaries', boundaryPages)

pages.get('/:country', open, async (c) => {
  const word = c.req.param('country')
  const country = c.var.config.countries.find((one) => one === word)
  if (country)
    return show(c, found(await kept(c.var.db, 'places.country', country, () => countryPlace(c.var.db, country))))
  const [place] = await placesBySlugs(c.var.db, [word])
  return goTo(c, pathOfPlace(found(place)))
})

pages.get('/:country/:slug', open, async (c) => {
  const { db } = c.var
  const [country, slug] = [served(c, c.req.param('country')), c.req.param('slug')]
  const { place, moved } = found(
    await kept(db, 'places.address', [country, slug], () => placeBySlug(db, country, slug)),
  )
  if (!c.var.config.countries.includes(place.country as CountryCode)) throw new NotFound()
  if (moved) return c.redirect(encodeURI(`/${c.var.language}${pathOfPlace(place)}`), 301)
  return show(c, place)
})

/** The place looks alike to everybody; what other subjects have for it is asked for the reader. */
async function show(c: RequestContext, place: PlaceLine) {
  const { db, language } = c.var
  const t = words(c)
  const drawn = (name: string, draw: () => Promise<Child>) =>
    keptDrawing(db, name, [language, place.id], async () => (
      <LanguageProvider language={language}>{await draw()}</LanguageProvider>
    ))
  const [above, itself, parts, end] = await Promise.all([
    kept(db, 'places.above', place.id, () => placesAbove(db, place.id)),
    drawn('places.itself', async () => <PlaceItself t={t} facts={await placePageFacts(db, place, language)} />),
    placeParts(c.var, place.id),
    drawn('places.end', async () => (
      <PlaceEnd t={t} place={place} organisations={await organisationsAt(db, place.id, language)} />
    )),
  ])
  const title = nameOf(place, language)
  return c.render(<PlacePage t={t} itself={itself} parts={parts} end={end} />, {
    title,
    description: [typeName(place, language), ...above.toReversed().map((one) => nameOf(one, language))].join(', '),
    breadcrumbs: [home(c), ...pathsAbove([...above, place], language)],
    jsonLd: jsonLd(c, place, title),
  })
}

/** schema.org's AdministrativeArea, for search engines. */
const jsonLd = (c: RequestContext, place: PlaceLine, name: string) => ({
  '@context': 'https://schema.org',
  '@type': place.level === 'country' ? 'Country' : 'AdministrativeArea',
  name,
  alternateName: Object.values(place.names),
  identifier: place.code,
  url: `${c.var.config.publicUrl}/${c.var.language}${encodeURI(pathOfPlace(place))}`,
  ...(place.latitude !== null &&
    place.longitude !== null && {
      geo: { '@type': 'GeoCoordinates', latitude: place.latitude, longitude: place.longitude },
    }),
})
