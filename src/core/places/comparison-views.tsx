/** The HTML of up to four places side by side. */
import { emptyForm } from '#platform/forms.ts'
import { BarChart } from '#ui/charts/index.tsx'
import {
  Alert,
  Button,
  CardGrid,
  type Column,
  DataTable,
  Empty,
  Field,
  Heading,
  HiddenField,
  Lead,
  Section,
} from '#ui/index.tsx'
import { FEATURE_RULES, type Feature } from './engine/features.ts'
import { compare, type Profile, standardsOf } from './engine/likeness.ts'
import type { FigureRow } from './figure-queries.ts'
import { areaText, FACT_FIGURES, featureText, figureName, figureText } from './figures.ts'
import { PairExplanation } from './likeness-view.tsx'
import { nameOf, pathOfPlace, typeName } from './names.ts'
import type { PlaceLine } from './queries.ts'
import { MOST_COMPARED } from './rules.ts'
import type { T } from './texts.ts'

export type ComparisonProps = {
  t: T
  places: PlaceLine[]
  figures: FigureRow[]
  /** Profiles of all places of the country and level of the first, by code. */
  profiles: ReadonlyMap<string, Profile>
  /** Profiles of the compared places themselves, by id. */
  own: ReadonlyMap<string, Profile>
  /** What was typed to add a place, and what it may have meant. */
  add: string
  candidates: PlaceLine[]
}

export const comparePath = (t: T, places: readonly PlaceLine[]) =>
  `/${t.language}/places/compare${places.length ? `?${places.map(({ slug }) => `place=${encodeURIComponent(slug)}`).join('&')}` : ''}`

export const ComparisonPage = (props: ComparisonProps) => {
  const { t, places } = props
  return (
    <>
      <Heading level={1}>{t('compare')}</Heading>
      <Lead>{t('compareLead')}</Lead>
      <AddForm {...props} />
      {places.length === 0 ? <Empty text={t('compareEmpty')} /> : <SideBySide {...props} />}
    </>
  )
}

const AddForm = ({ t, places, add, candidates }: ComparisonProps) => {
  if (places.length >= MOST_COMPARED) return <Alert>{t('compareFull')}</Alert>
  return (
    <>
      <form class="form" method="get" action={`/${t.language}/places/compare`}>
        {places.map(({ slug }) => (
          <HiddenField name="place" value={slug} />
        ))}
        <Field
          form={emptyForm({ add })}
          name="add"
          type="search"
          required
          label={t('compareAdd')}
          hint={t('findHint')}
          suggestUrl={`/${t.language}/places/suggest?as=value`}
        />
        <Button>{t('add')}</Button>
      </form>
      {add && (
        <Alert
          color={candidates.length ? 'info' : 'warning'}
          title={candidates.length ? t('whichOne') : t('nothingFound')}
        >
          <ul>
            {candidates.map((one) => (
              <li>
                <a class="ds-link" href={comparePath(t, [...places, one])}>
                  {nameOf(one, t.language)}
                </a>
                {` (${typeName(one, t.language)})`}
              </li>
            ))}
          </ul>
        </Alert>
      )}
    </>
  )
}

const SideBySide = (props: ComparisonProps) => {
  const { t, places, figures } = props
  const { language } = t
  const newest = new Map<string, FigureRow>()
  for (const row of figures) {
    const known = newest.get(`${row.placeId} ${row.figure}`)
    if (!known || known.year < row.year) newest.set(`${row.placeId} ${row.figure}`, row)
  }
  const shown = FACT_FIGURES.filter((code) => places.some(({ id }) => newest.has(`${id} ${code}`)))
  const yearsDiffer = shown.some(
    (code) => new Set(places.flatMap(({ id }) => newest.get(`${id} ${code}`)?.year ?? [])).size > 1,
  )
  const columns: Column[] = [
    { key: 'figure', label: t('figure') },
    ...places.map((place) => ({ key: place.id, label: nameOf(place, language), align: 'end' as const })),
  ]
  const cells = (of: (place: PlaceLine) => unknown) =>
    Object.fromEntries(places.map((place) => [place.id, of(place) as string]))
  const featureRows = FEATURE_RULES.map(({ code }) => code).filter(
    (code) =>
      !['population', 'settlements', 'urban_share', 'travel_time', 'own_income', 'transfers_share'].includes(code) &&
      places.some(({ id }) => props.own.get(id)?.[code] !== undefined),
  )
  const featureCell = (code: Feature, place: PlaceLine) => {
    const value = props.own.get(place.id)?.[code]
    return value === undefined ? t('noData') : featureText(code, value, language, place.country)
  }
  return (
    <>
      <Section title={t('sideBySide')}>
        {yearsDiffer && <Alert>{t('yearsDiffer')}</Alert>}
        <DataTable
          caption={t('sideBySide')}
          captionHidden
          columns={columns}
          rows={[
            { figure: t('type'), ...cells((place) => typeName(place, language)) },
            ...shown.map((code) => ({
              figure: figureName(code, language),
              ...cells((place) => {
                const row = newest.get(`${place.id} ${code}`)
                return row ? `${figureText(code, row.value, language, place.country)} (${row.year})` : t('noData')
              }),
            })),
            {
              figure: t('area'),
              ...cells((place) => (place.areaKm2 === null ? t('noData') : areaText(place.areaKm2, language))),
            },
            ...featureRows.map((code) => ({
              figure: t(`feature.${code}`),
              ...cells((place) => featureCell(code, place)),
            })),
            {
              figure: t('actions'),
              ...cells((place) => (
                <>
                  <a class="ds-link" href={`/${language}${pathOfPlace(place)}`}>
                    {t('open')}
                  </a>
                  {' · '}
                  <a
                    class="ds-link"
                    href={comparePath(
                      t,
                      places.filter(({ id }) => id !== place.id),
                    )}
                    aria-label={t('removeOne', { name: nameOf(place, language) })}
                  >
                    {t('remove')}
                  </a>
                </>
              )),
            },
          ]}
        />
      </Section>
      {places.length > 1 && <Charts {...props} />}
      <Pairs {...props} />
    </>
  )
}

const CHARTED: Feature[] = [
  'population',
  'density',
  'change',
  'young',
  'old',
  'household_size',
  'own_income',
  'transfers_share',
  'livestock_per_head',
]
const SHARES: readonly Feature[] = ['change', 'young', 'old', 'transfers_share']

const Charts = ({ t, places, own }: ComparisonProps) => {
  const shown = CHARTED.filter((code) => places.filter(({ id }) => own.get(id)?.[code] !== undefined).length > 1)
  if (shown.length === 0) return null
  return (
    <Section title={t('charts')}>
      <CardGrid wide>
        {shown.map((code) => (
          <BarChart
            title={t(`feature.${code}`)}
            unit={SHARES.includes(code) ? '%' : undefined}
            digits={SHARES.includes(code) || code === 'household_size' ? 1 : 0}
            bars={places.map((place) => {
              const value = own.get(place.id)?.[code]
              return {
                label: nameOf(place, t.language),
                value: value === undefined ? null : SHARES.includes(code) ? value * 100 : value,
                href: `/${t.language}${pathOfPlace(place)}`,
              }
            })}
          />
        ))}
      </CardGrid>
    </Section>
  )
}

/** How like the first place the others are; only among places of one country and level, whose figures mean the same. */
const Pairs = ({ t, places, profiles, own }: ComparisonProps) => {
  const [first, ...others] = places
  if (!first) return null
  const standards = standardsOf(profiles.values(), FEATURE_RULES)
  const pairs = others.flatMap((other) => {
    const ours = own.get(first.id)
    const theirs = own.get(other.id)
    if (other.country !== first.country || other.level !== first.level || !ours || !theirs) return []
    const comparison = compare(ours, theirs, standards)
    return comparison ? [{ other, comparison }] : []
  })
  if (pairs.length === 0) return null
  return (
    <Section title={t('alikeHere')}>
      {pairs.map(({ other, comparison }) => (
        <PairExplanation
          t={t}
          names={[nameOf(first, t.language), nameOf(other, t.language)]}
          comparison={comparison}
          country={first.country}
        />
      ))}
    </Section>
  )
}
