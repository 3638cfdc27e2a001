/** HTML of the municipality of the year: who has most points, how they came about, the rule, and all municipalities. */
import { placeName } from '#modules/practices/index.ts'
import { numberText } from '#platform/texts.ts'
import { DataTable, ExampleTag, Explanation, Heading, Meta, Pager, Section } from '#ui/index.tsx'
import { type Narrowing, queryOf } from './forms.ts'
import type { Standing } from './merits.ts'
import { AllLink, withCountry, yearPage } from './naming.tsx'
import { MERITS, type Merit, POINTS, winnersOf } from './rules.ts'
import type { OverviewTexts } from './texts.ts'
import type { YearContent } from './year.ts'

type Row = Standing['rows'][number]
/** Rows on the page of the year; all are on a page of their own. */
const SHOWN = 10

/** What a contribution was counted from; places in awards stand in the part about awards. */
function counted(t: OverviewTexts, year: number, { place }: Row, merit: Merit): string {
  const country = place.country as Narrowing['country']
  const { code } = place
  if (merit === 'practices') return yearPage(t, year, '/practices', { country, place: code })
  if (merit === 'applied') return yearPage(t, year, '/replications', { country, place: code })
  if (merit === 'replicated') return yearPage(t, year, '/replications', { country, author: code })
  if (merit === 'voices') return yearPage(t, year, '/nominated', { country, place: code, voice: 'municipality' })
  return `${yearPage(t, year, '', { country })}#awards`
}

const PlaceLink = ({ t, row }: { t: OverviewTexts; row: Row }) => {
  const { text, lang } = placeName(row.place, t.language)
  return (
    <a class="ds-link" href={`/${t.language}/places/${row.place.country}/${row.place.slug}`} lang={lang}>
      {text}
    </a>
  )
}
const nameOf = (t: OverviewTexts, row: Row) => placeName(row.place, t.language).text

type TableProps = { t: OverviewTexts; year: number; rows: readonly Row[] }
const StandingTable = ({ t, year, rows }: TableProps) => {
  // A contribution that nobody made needs no column.
  const merits = MERITS.filter((merit) => rows.some((row) => row.merits[merit] > 0))
  return (
    <DataTable
      caption={t('standing.caption')}
      rowHeader="name"
      columns={[
        { key: 'rank', label: t('standing.rank'), align: 'end' },
        { key: 'name', label: t('name.municipality') },
        ...merits.map((merit) => ({ key: merit, label: t(`merit.${merit}`), align: 'end' as const })),
        { key: 'points', label: t('standing.points'), align: 'end' },
      ]}
      rows={rows.map((row) => ({
        rank: numberText(t.language, row.rank),
        name: <PlaceLink t={t} row={row} />,
        ...Object.fromEntries(
          merits.map((merit) => [
            merit,
            row.merits[merit] === 0 ? (
              '0'
            ) : (
              <a href={counted(t, year, row, merit)}>{numberText(t.language, row.merits[merit])}</a>
            ),
          ]),
        ),
        points: <strong>{numberText(t.language, row.points)}</strong>,
      }))}
    />
  )
}

const Explained = ({ t, row, next, open }: { t: OverviewTexts; row: Row; next: Row | undefined; open: boolean }) => (
  <Explanation
    open={open}
    title={t('standing.explain', { name: nameOf(t, row) })}
    rule={t('rule.text')}
    factors={MERITS.filter((merit) => row.merits[merit] > 0).map((merit) => ({
      label: t(`merit.${merit}`),
      value: `${numberText(t.language, row.merits[merit])} × ${POINTS[merit]}`,
      contribution: row.merits[merit] * POINTS[merit],
    }))}
    change={next ? [t('rule.next', { name: nameOf(t, next), points: row.points - next.points })] : []}
  />
)

/** What earns how many points, and why. */
const RuleTable = ({ t }: { t: OverviewTexts }) => (
  <>
    <DataTable
      caption={t('rule.title')}
      responsive="stack"
      columns={[
        { key: 'what', label: t('rule.what') },
        { key: 'points', label: t('rule.points'), align: 'end' },
        { key: 'reason', label: t('rule.reason') },
      ]}
      rows={MERITS.map((merit) => ({
        what: t(`merit.${merit}`),
        points: numberText(t.language, POINTS[merit]),
        reason: t(`why.${merit}`),
      }))}
    />
    <Meta>{t('rule.leftOut')}</Meta>
  </>
)

export const StandingPart = ({ t, content }: { t: OverviewTexts; content: YearContent }) => {
  const { year, country, standing } = content
  const { rows } = standing
  const winners = winnersOf(rows)
  const next = rows[winners.length]
  const narrowing = (country === undefined ? {} : { country }) as Narrowing
  return (
    <Section title={t('standing.title')} id="municipality">
      {winners.length === 0 ? (
        <p>{t('standing.none')}</p>
      ) : (
        <>
          {winners.map((row) => (
            <p class="lead">
              <strong>
                <PlaceLink t={t} row={row} />
              </strong>
              : {t('standing.count', { points: row.points })} {standing.example && <ExampleTag />}
            </p>
          ))}
          {winners.length > 1 && <p>{t('standing.tie')}</p>}
          {standing.example && <p>{t('standing.example')}</p>}
          {winners.map((row) => (
            <Explained t={t} row={row} next={next} open={winners.length === 1} />
          ))}
          <StandingTable t={t} year={year} rows={rows.slice(0, SHOWN)} />
          {rows.length > SHOWN && (
            <p>
              <AllLink t={t} href={yearPage(t, year, '/municipalities', narrowing)} about={t('standing.caption')} />
            </p>
          )}
        </>
      )}
      <RuleTable t={t} />
    </Section>
  )
}

type MunicipalitiesProps = {
  t: OverviewTexts
  year: number
  country: string | undefined
  standing: Standing
  page: number
  size: number
}
export const municipalitiesTitle = (t: OverviewTexts, year: number, country: string | undefined) =>
  withCountry(t, t('municipalities.title', { year: String(year) }), country)

/** All municipalities that have points. */
export const MunicipalitiesPage = ({ t, year, country, standing, page, size }: MunicipalitiesProps) => {
  const narrowing = (country === undefined ? {} : { country }) as Narrowing
  return (
    <>
      <Heading level={1}>{municipalitiesTitle(t, year, country)}</Heading>
      {standing.example && (
        <p class="example-notice">
          <ExampleTag /> {t('standing.example')}
        </p>
      )}
      {standing.rows.length === 0 ? (
        <p>{t('standing.none')}</p>
      ) : (
        <StandingTable t={t} year={year} rows={standing.rows.slice((page - 1) * size, page * size)} />
      )}
      <Pager
        page={page}
        pages={Math.ceil(standing.rows.length / size)}
        href={(other) => `/${t.language}/overview/${year}/municipalities${queryOf(narrowing, other)}`}
      />
      <RuleTable t={t} />
    </>
  )
}
