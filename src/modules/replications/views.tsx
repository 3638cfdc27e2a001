/** Repeated practices as HTML: the card, the list with its filters, and one of them. What stands on other subjects' pages is in parts.tsx. */
import type { Child } from 'hono/jsx'
import type { Paragraph } from '#core/records/schema.ts'
import { countryOf } from '#countries/index.ts'
import { countryName, type PlaceOfPractice, placeName, placePath, practicePage } from '#modules/practices/index.ts'
import { emptyForm } from '#platform/forms.ts'
import { LANGUAGE_NAMES, type Language } from '#platform/languages.ts'
import type { Part } from '#platform/module.ts'
import { dateText, moneyText } from '#platform/texts.ts'
import {
  Choice,
  Columns,
  DefinitionList,
  Empty,
  ExampleNotice,
  ExampleTag,
  FilterChips,
  FilterPanel,
  Heading,
  Lead,
  Link,
  Meta,
  type Option,
  Prose,
  Section,
  Tag,
  type TagColor,
} from '#ui/index.tsx'
import { filterQuery, type ReplicationFilter } from './forms.ts'
import type { PracticeName, ReplicationLine, ReplicationReading } from './queries.ts'
import { RECOMMENDATIONS, REPLICATION_FIELDS, type Recommendation } from './schema.ts'
import type { ReplicationTexts } from './texts.ts'

export const replicationPage = (language: Language, slug: string, page = '') =>
  `/${language}/replications/${encodeURIComponent(slug)}${page}`

const COLORS: Record<Recommendation, TagColor> = { yes: 'success', with_changes: 'info', no: 'warning' }
export const RecommendationTag = (props: { t: ReplicationTexts; value: Recommendation; count?: number }) => (
  <Tag color={COLORS[props.value]}>
    {props.t(`recommends.${props.value}`)}
    {props.count !== undefined && `: ${props.count}`}
  </Tag>
)

const langOf = (lang: Language, t: ReplicationTexts) => (lang === t.language ? undefined : lang)
/** Days without a time are the same everywhere. */
export const monthText = (t: ReplicationTexts, day: string) => dateText(t.language, new Date(day), 'month', 'UTC')
export const placeText = (place: PlaceOfPractice | null, country: string, t: ReplicationTexts) =>
  place ? placeName(place, t.language) : { text: countryName(country, t.language) }

const PlaceLink = ({ t, place, country }: { t: ReplicationTexts; place: PlaceOfPractice | null; country: string }) => {
  const { text, lang } = place ? placeName(place, t.language) : { text: countryName(country, t.language) }
  if (!place) return <>{text}</>
  return (
    <a class="ds-link" href={placePath(place, t.language)} lang={lang}>
      {text}
    </a>
  )
}
export const PracticeLink = ({ t, practice }: { t: ReplicationTexts; practice: PracticeName }) => (
  <Link href={practicePage(t.language, practice.slug)} lang={langOf(practice.lang, t)}>
    {practice.title}
  </Link>
)

/** As much of a text as a card holds, cut at a word. */
export const beginningOf = (text: string, letters = 220) =>
  text.length <= letters ? text : `${text.slice(0, letters).replace(/\s+\S*$/, '')}…`

type CardProps = {
  t: ReplicationTexts
  line: ReplicationLine
  level?: 2 | 3
  /** The practice is named only where the page is not about it. */
  withPractice?: boolean
}
export const ReplicationCard = ({ t, line, level, withPractice = false }: CardProps) => {
  const place = placeText(line.place, line.country, t)
  const { cost } = line
  const meta = [
    countryName(line.country, t.language),
    ...(line.startedOn ? [t('card.since', { date: monthText(t, line.startedOn) })] : []),
    ...(cost ? [moneyText(t.language, cost.amount, cost.currency)] : []),
  ]
  return (
    <article class="ds-card record-card" data-linked="">
      <p class="record-kind">
        <RecommendationTag t={t} value={line.recommendation} />
        {line.example && <ExampleTag />}
      </p>
      <Heading level={level} size="xs" lang={place.lang}>
        <a class="card-link" href={replicationPage(t.language, line.slug)}>
          {place.text}
        </a>
      </Heading>
      <ul class="record-meta">
        {meta.map((item) => (
          <li>{item}</li>
        ))}
      </ul>
      {withPractice && (
        <p lang={langOf(line.practice.lang, t)}>
          <strong>{line.practice.title}</strong>
        </p>
      )}
      <p class="record-summary" lang={langOf(line.lang, t)}>
        {beginningOf(line.result)}
      </p>
    </article>
  )
}

export const ReplicationCards = (props: Omit<CardProps, 'line'> & { lines: readonly ReplicationLine[] }) => (
  <ul class="card-grid card-grid-wide">
    {props.lines.map((line) => (
      <li>
        <ReplicationCard t={props.t} line={line} level={props.level} withPractice={props.withPractice} />
      </li>
    ))}
  </ul>
)

type ListProps = {
  t: ReplicationTexts
  filter: ReplicationFilter
  lines: readonly ReplicationLine[]
  total: number
  after: string | undefined
  countries: readonly Option[]
  topics: readonly Option[]
}
export const ReplicationsPage = (props: ListProps) => {
  const { t, filter, lines, total, after } = props
  const at = (changes: Partial<ReplicationFilter>) =>
    `/${t.language}/replications${filterQuery({ ...filter, after: undefined, ...changes })}`
  return (
    <div class="section">
      <Heading level={1}>{t('list.title')}</Heading>
      <Lead>{t('list.lead')}</Lead>
      <Columns asideFirst aside={<Filters {...props} />}>
        <p role="status">
          <strong>{t('list.count', { count: total })}</strong>
        </p>
        <FilterChips chips={chipsOf(props, at)} clearHref={`/${t.language}/replications`} />
        {lines.length === 0 ? (
          <Empty title={t('list.emptyTitle')} text={t('list.empty')} />
        ) : (
          <ReplicationCards t={t} lines={lines} level={2} withPractice />
        )}
        {after && (
          <p>
            <a class="ds-button" data-variant="secondary" data-size="sm" rel="next" href={at({ after })}>
              {t('list.next')} <span aria-hidden="true">→</span>
            </a>
          </p>
        )}
        <Meta>
          {t('list.data')} <a href={`/api/v1/replications/list.csv${filterQuery(filter)}`}>CSV</a>,{' '}
          <a href={`/api/v1/replications/list.json${filterQuery(filter)}`}>JSON</a>
        </Meta>
      </Columns>
    </div>
  )
}

const recommendationOptions = (t: ReplicationTexts): Option[] =>
  RECOMMENDATIONS.map((value) => ({ value, label: t(`recommends.${value}`) }))

const Filters = ({ t, filter, countries, topics }: ListProps) => {
  const { country, topic, recommendation } = filter
  const form = emptyForm({ country, topic, recommendation })
  const action = `/${t.language}/replications`
  const active = [country, topic, recommendation].filter(Boolean).length
  return (
    <FilterPanel action={action} active={active} clearHref={action}>
      <Choice form={form} name="country" label={t('list.country')} options={countries} />
      <Choice form={form} name="topic" label={t('list.topic')} options={topics} />
      <Choice form={form} name="recommendation" label={t('field.recommendation')} options={recommendationOptions(t)} />
    </FilterPanel>
  )
}

function chipsOf({ t, filter, countries, topics }: ListProps, at: (changes: Partial<ReplicationFilter>) => string) {
  const choices = { country: countries, topic: topics, recommendation: recommendationOptions(t) }
  return (['country', 'topic', 'recommendation'] as const).flatMap((name) => {
    const value = filter[name]
    const label = choices[name].find((option) => option.value === value)?.label ?? value
    return value && label ? [{ label, removeHref: at({ [name]: undefined }) }] : []
  })
}

const written = (paragraphs: readonly Paragraph[]) => paragraphs.map(({ id, text }) => <p id={`p-${id}`}>{text}</p>)

type PageProps = {
  t: ReplicationTexts
  reading: ReplicationReading
  badges?: Child
  actions: readonly Child[]
  parts: readonly Part[]
  /** For those who answer for it, and for editors. */
  work?: Child
}
export const ReplicationPage = ({ t, reading, badges, actions, parts, work }: PageProps) => {
  const { line, text } = reading
  const place = placeText(line.place, line.country, t)
  const lang = langOf(text.language, t)
  return (
    <article class="section">
      <Heading level={1}>
        <span lang={place.lang}>{place.text}</span>:{' '}
        <span lang={langOf(line.practice.lang, t)}>{line.practice.title}</span>
      </Heading>
      {badges}
      {line.example && <ExampleNotice />}
      {work}
      <Columns aside={<Facts t={t} reading={reading} />}>
        <p>
          <RecommendationTag t={t} value={line.recommendation} />
        </p>
        {lang && <Meta>{t('page.language', { language: LANGUAGE_NAMES[text.language] })}</Meta>}
        {text.status === 'machine' && <Meta>{t('page.machine')}</Meta>}
        {text.status === 'outdated' && <Meta>{t('page.outdated')}</Meta>}
        {actions.length > 0 && (
          <div class="actions" data-no-print="">
            {actions}
          </div>
        )}
        {REPLICATION_FIELDS.filter((field) => (text.fields[field] ?? []).length > 0).map((field) => (
          <Section title={t(`field.${field}`)} id={field}>
            <Prose lang={lang}>{written(text.fields[field] ?? [])}</Prose>
          </Section>
        ))}
      </Columns>
      {parts.map(({ id, title, content }) => (
        <Section title={title} id={id}>
          {content}
        </Section>
      ))}
    </article>
  )
}

const Facts = ({ t, reading }: { t: ReplicationTexts; reading: ReplicationReading }) => {
  const { line, record, organisation, learnedFrom, ownPractice } = reading
  const { practice, cost } = line
  return (
    <Section title={t('page.facts')} id="facts">
      <DefinitionList
        stacked
        items={[
          { term: t('page.practice'), value: <PracticeLink t={t} practice={practice} /> },
          { term: t('page.where'), value: <PlaceLink t={t} place={line.place} country={line.country} /> },
          { term: t('page.country'), value: countryName(line.country, t.language) },
          {
            term: t('page.organisation'),
            value: organisation && <span lang={langOf(organisation.language, t)}>{organisation.name}</span>,
          },
          { term: t('field.startedOn'), value: line.startedOn && monthText(t, line.startedOn) },
          {
            term: t('field.cost'),
            value: cost && moneyText(t.language, cost.amount, cost.currency),
            note: cost?.date && t('page.costAt', { date: monthText(t, cost.date) }),
          },
          { term: t('field.learnedFrom'), value: <Teacher t={t} practice={practice} learnedFrom={learnedFrom} /> },
          { term: t('field.ownPractice'), value: ownPractice && <PracticeLink t={t} practice={ownPractice} /> },
          {
            term: t('page.published'),
            value:
              record.publishedAt && dateText(t.language, record.publishedAt, 'long', countryOf(line.country).timeZone),
          },
        ]}
      />
    </Section>
  )
}

/** The municipality from which they had it: another one that had applied it, else the author. */
const Teacher = (props: { t: ReplicationTexts; practice: PracticeName; learnedFrom: ReplicationLine | undefined }) => {
  const { t, practice, learnedFrom } = props
  if (!learnedFrom) return <PlaceLink t={t} place={practice.place} country={practice.country} />
  const { text, lang } = placeText(learnedFrom.place, learnedFrom.country, t)
  return (
    <Link href={replicationPage(t.language, learnedFrom.slug)} lang={lang}>
      {text}
    </Link>
  )
}
