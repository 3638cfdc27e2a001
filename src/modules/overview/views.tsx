/** HTML of a year: its numbers, charts, what was valued most, awards and new methods. The municipality of the year is in standing.views.tsx. */
import { countryName } from '#modules/practices/index.ts'
import { readingOrder } from '#platform/languages.ts'
import { dateText, numberText } from '#platform/texts.ts'
import {
  ButtonLink,
  DataTable,
  Empty,
  ExampleTag,
  Heading,
  Lead,
  Meta,
  PrintButton,
  Section,
  Statistic,
  Statistics,
  Tabs,
} from '#ui/index.tsx'
import { Charts } from './charts.views.tsx'
import { type ListName, type Narrowing, queryOf } from './forms.ts'
import { TOPS, type TopName, type Win } from './lists.ts'
import { AllLink, listPage, narrowingOf, RecordName, yearPage, yearTitle } from './naming.tsx'
import { StandingPart } from './standing.views.tsx'
import type { OverviewTexts } from './texts.ts'
import type { YearContent } from './year.ts'

type Props = { t: OverviewTexts; content: YearContent }

export const YearPage = ({ t, content }: Props) => {
  const { year, country, figures, asOf } = content
  const { examples } = figures.totals
  return (
    <>
      <Heading level={1}>{yearTitle(t, year, country)}</Heading>
      <Lead>{t('year.lead')}</Lead>
      {asOf && <Meta>{t('year.unfinished', { date: dateText(t.language, asOf, 'long', 'UTC') })}</Meta>}
      <Choices t={t} content={content} />
      {examples > 0 && (
        <p class="example-notice">
          <ExampleTag /> {t('year.examples', { count: examples })}
        </p>
      )}
      <TotalsPart t={t} content={content} />
      <Section title={t('total.practices')} id="practices">
        <Charts t={t} content={content} />
      </Section>
      <Section title={t('valued.title')} id="valued">
        {TOPS.every((name) => content.tops[name].length === 0) && <p>{t('top.none')}</p>}
        {TOPS.filter((name) => content.tops[name].length > 0).map((name) => (
          <TopPart t={t} content={content} name={name} />
        ))}
      </Section>
      <StandingPart t={t} content={content} />
      <AwardsPart t={t} content={content} />
      <MethodsPart t={t} content={content} />
      <DataPart t={t} content={content} />
    </>
  )
}

const Choices = ({ t, content: { year, years, country, countries } }: Props) => (
  <>
    {years.length > 1 && (
      <Tabs
        label={t('years.label')}
        items={years.map((one) => ({
          href: yearPage(t, one, '', narrowingOf({ country })),
          label: String(one),
          current: one === year,
        }))}
      />
    )}
    {countries.length > 1 && (
      <Tabs
        label={t('countries.label')}
        items={[undefined, ...countries].map((one) => ({
          href: yearPage(t, year, '', narrowingOf({ country: one })),
          label: one === undefined ? t('countries.all') : countryName(one, t.language),
          current: one === country,
        }))}
      />
    )}
  </>
)

const TotalsPart = ({ t, content }: Props) => {
  const { totals } = content.figures
  const shown: [label: string, count: number, href: string][] = [
    [t('total.practices'), totals.practices, listPage(t, content, 'practices')],
    [
      t('total.municipalities'),
      totals.municipalities,
      yearPage(t, content.year, '/municipalities', narrowingOf(content)),
    ],
    [t('total.replications'), totals.replications, listPage(t, content, 'replications')],
    [t('total.citizens'), totals.citizens, listPage(t, content, 'nominated', { voice: 'citizen' })],
    [t('total.municipalVoices'), totals.municipalVoices, listPage(t, content, 'nominated', { voice: 'municipality' })],
    [t('total.methods'), totals.methods, listPage(t, content, 'methods', { kind: 'method' })],
    [t('total.tools'), totals.tools, listPage(t, content, 'methods', { kind: 'tool' })],
  ]
  return (
    <Statistics>
      {shown
        .filter(([, count], index) => index === 0 || count > 0)
        .map(([label, count, href]) => (
          <Statistic label={label} value={numberText(t.language, count)} href={href} />
        ))}
    </Statistics>
  )
}

// ── Valued most, awards, methods ────────────────────────────────────────────

const TOP_LISTS: Record<TopName, { list: ListName; narrowing: Narrowing; column: 'voices' | 'times' | 'people' }> = {
  citizens: { list: 'nominated', narrowing: { voice: 'citizen' }, column: 'voices' },
  municipalities: { list: 'nominated', narrowing: { voice: 'municipality' }, column: 'voices' },
  replicated: { list: 'replications', narrowing: { whose: 'author' }, column: 'times' },
  reactions: { list: 'reacted', narrowing: {}, column: 'people' },
}

const TopPart = ({ t, content, name }: Props & { name: TopName }) => {
  const { list, narrowing, column } = TOP_LISTS[name]
  const rows = content.tops[name].flatMap(({ id, count }) => {
    const line = content.lines.get(id)
    return line ? [{ practice: <RecordName t={t} line={line} />, count: numberText(t.language, count) }] : []
  })
  return (
    <Section title={t(`top.${name}`)}>
      <DataTable
        caption={t(`top.${name}`)}
        captionHidden
        columns={[
          { key: 'practice', label: t('col.practice') },
          { key: 'count', label: t(`col.${column}`), align: 'end' },
        ]}
        rows={rows}
      />
      <p data-no-print="">
        <AllLink t={t} href={listPage(t, content, list, narrowing)} about={t(`top.${name}`)} />
      </p>
    </Section>
  )
}

const CategoryName = ({ t, names }: { t: OverviewTexts; names: Win['category'] }) => {
  const language = readingOrder(t.language).find((one) => names[one])
  return language ? <span lang={language === t.language ? undefined : language}>{names[language]}</span> : null
}

const AwardsPart = ({ t, content }: Props) => {
  const { wins, lines, underWay } = content
  const rows = wins.flatMap(({ awardId, practiceId, category, rank, chosen }) => {
    const award = lines.get(awardId)
    const practice = lines.get(practiceId)
    if (!award || !practice) return []
    const places = [
      ...(rank === null ? [] : [t('award.rank', { rank: String(rank) })]),
      ...(chosen ? [t('award.chosen')] : []),
    ]
    return [
      {
        practice: <RecordName t={t} line={practice} />,
        won: places.join(', '),
        category: <CategoryName t={t} names={category} />,
        award: <RecordName t={t} line={award} />,
      },
    ]
  })
  return (
    <Section title={t('awards.title')} id="awards">
      {rows.length === 0 ? (
        <p>{t('awards.none')}</p>
      ) : (
        <DataTable
          caption={t('awards.title')}
          captionHidden
          responsive="stack"
          columns={(['practice', 'won', 'category', 'award'] as const).map((key) => ({
            key,
            label: t(key === 'practice' ? 'col.practice' : `award.${key}`),
          }))}
          rows={rows}
        />
      )}
      <LinkedLines t={t} title={t('awards.underWay')} ids={underWay} lines={lines} />
    </Section>
  )
}

type LinkedLinesProps = { t: OverviewTexts; title?: string; ids: readonly string[]; lines: YearContent['lines'] }
const LinkedLines = ({ t, title, ids, lines }: LinkedLinesProps) => {
  const shown = ids.flatMap((id) => lines.get(id) ?? [])
  return shown.length === 0 ? null : (
    <>
      {title && <p>{title}</p>}
      <ul>
        {shown.map((line) => (
          <li>
            <RecordName t={t} line={line} />
          </li>
        ))}
      </ul>
    </>
  )
}

const MethodsPart = ({ t, content }: Props) => {
  const { newMethods, lines, figures } = content
  const count = figures.totals.methods + figures.totals.tools
  return (
    <Section title={t('methods.title')} id="methods">
      {count === 0 ? <p>{t('methods.none')}</p> : <LinkedLines t={t} ids={newMethods} lines={lines} />}
      {count > newMethods.length && (
        <p>
          <AllLink t={t} href={listPage(t, content, 'methods')} about={t('methods.title')} />
        </p>
      )}
    </Section>
  )
}

const DataPart = ({ t, content }: Props) => {
  const file = (type: string) => `/api/v1/overview/${content.year}.${type}${queryOf(narrowingOf(content))}`
  return (
    <Section title={t('data.title')} id="data">
      <p>{t('data.text')}</p>
      <div class="actions">
        <ButtonLink href={file('csv')} variant="secondary" download>
          CSV
        </ButtonLink>
        <ButtonLink href={file('json')} variant="secondary" download>
          JSON
        </ButtonLink>
        <PrintButton />
      </div>
    </Section>
  )
}

export const NoYearPage = ({ t }: { t: OverviewTexts }) => (
  <>
    <Heading level={1}>{t('menu.title')}</Heading>
    <Empty title={t('empty.title')} text={t('empty.text')} />
  </>
)
