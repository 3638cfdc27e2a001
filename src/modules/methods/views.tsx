/** Methods and tools as HTML: the card, the list with its filters, one of them, the description of the open data. The form is in form.views.tsx. */
import type { Child } from 'hono/jsx'
import { FilesOfRecord } from '#core/files/index.ts'
import type { FileRow } from '#core/files/schema.ts'
import type { Paragraph } from '#core/records/schema.ts'
import { type TopicName, TopicTags, topicName } from '#core/topics/index.ts'
import { countryOf } from '#countries/index.ts'
import { emptyForm } from '#platform/forms.ts'
import { LANGUAGE_NAMES, type Language } from '#platform/languages.ts'
import type { Part, RecordLine } from '#platform/module.ts'
import { dateText } from '#platform/texts.ts'
import {
  ButtonLink,
  CardGrid,
  Choice,
  Columns,
  DataTable,
  DefinitionList,
  Empty,
  ExampleNotice,
  Field,
  FilterChips,
  FilterPanel,
  Heading,
  Lead,
  Link,
  Meta,
  type Option,
  Pager,
  Prose,
  RecordCard,
  Section,
  Tabs,
  Tag,
  useLanguage,
} from '#ui/index.tsx'
import { everything, filterQuery, type MethodFilter } from './forms.ts'
import type { MethodLine, MethodReading } from './lines.ts'
import { OPEN_FIELDS } from './open.ts'
import { METHOD_FIELDS, METHOD_KINDS, type MethodKind } from './schema.ts'
import { type MethodTexts, texts } from './texts.ts'

export const methodPage = (language: Language, slug: string, page = '') =>
  `/${language}/methods/${encodeURIComponent(slug)}${page}`

const langOf = (lang: Language, t: MethodTexts) => (lang === t.language ? undefined : lang)

/** As much of a text as a card holds, cut at a word. */
export const beginningOf = (text: string, letters = 200) =>
  text.length <= letters ? text : `${text.slice(0, letters).replace(/\s+\S*$/, '')}…`

type CardProps = { t: MethodTexts; line: MethodLine; topics?: readonly TopicName[]; level?: 2 | 3 }
export const MethodCard = ({ t, line, topics = [], level }: CardProps) => (
  <RecordCard
    href={methodPage(t.language, line.slug)}
    title={line.title}
    kind={t(`kind.${line.kind}`)}
    lang={langOf(line.lang, t)}
    summary={beginningOf(line.summary)}
    meta={line.applied ? [t('card.applied', { count: line.applied })] : []}
    tags={topics.filter(({ id }) => line.topics.includes(id)).map((topic) => ({ label: topicName(topic, t.language) }))}
    example={line.example}
    level={level}
  />
)

/** Methods and tools in a line each, beside something else. */
export const MethodList = ({ t, lines }: { t: MethodTexts; lines: readonly MethodLine[] }) => (
  <ul>
    {lines.map((line) => (
      <li>
        <Link href={methodPage(t.language, line.slug)} lang={langOf(line.lang, t)}>
          {line.title}
        </Link>{' '}
        <Tag color={line.kind === 'tool' ? 'ochre' : 'brand'}>{t(`kind.${line.kind}`)}</Tag>
        {line.state !== 'published' && (
          <>
            {' '}
            <Tag color="warning">{t(`state.${line.state}`)}</Tag>
          </>
        )}
      </li>
    ))}
  </ul>
)

type ListProps = {
  t: MethodTexts
  filter: MethodFilter
  lines: readonly MethodLine[]
  counts: Record<MethodKind, number>
  pages: number
  topics: readonly TopicName[]
  topicOptions: readonly Option[]
  languageOptions: readonly Option[]
  mayPropose: boolean
}
export const MethodsPage = (props: ListProps) => {
  const { t, filter, lines, counts, pages, topics, mayPropose } = props
  const list = `/${t.language}/methods`
  const at = (changes: Partial<MethodFilter>) => `${list}${filterQuery({ ...filter, page: 1, ...changes })}`
  const all = counts.method + counts.tool
  const data = filterQuery({ ...filter, page: 1 })
  return (
    <div class="section">
      <Heading level={1}>{t('list.title')}</Heading>
      <Lead>{t('list.lead')}</Lead>
      {mayPropose && (
        <p>
          <ButtonLink href={`${list}/new`}>{t('list.propose')}</ButtonLink>
        </p>
      )}
      <Columns asideFirst aside={<Filters {...props} />}>
        <Tabs
          label={t('list.kinds')}
          items={[
            { href: at({ kind: undefined }), label: t('list.all'), count: all, current: !filter.kind },
            ...METHOD_KINDS.map((kind) => ({
              href: at({ kind }),
              label: t(`list.${kind}`),
              count: counts[kind],
              current: filter.kind === kind,
            })),
          ]}
        />
        <p role="status">
          <strong>{t('list.count', { count: filter.kind ? counts[filter.kind] : all })}</strong>
        </p>
        <FilterChips chips={chipsOf(props, at)} clearHref={list} />
        {lines.length === 0 ? (
          <Empty title={t('list.emptyTitle')} text={t('list.empty')} />
        ) : (
          <CardGrid wide>
            {lines.map((line) => (
              <MethodCard t={t} line={line} topics={topics} level={2} />
            ))}
          </CardGrid>
        )}
        <Pager page={filter.page} pages={pages} href={(page) => `${list}${filterQuery({ ...filter, page })}`} />
        <Meta>
          {t('list.data')} <a href={`/api/v1/methods/list.csv${data}`}>CSV</a>,{' '}
          <a href={`/api/v1/methods/list.json${data}`}>JSON</a>, <a href={`${list}/list.atom${data}`}>Atom</a>.{' '}
          <a href={`${list}/data`}>{t('data.heading')}</a>
        </Meta>
      </Columns>
    </div>
  )
}

const Filters = ({ t, filter, topicOptions, languageOptions }: ListProps) => {
  const { kind, topic, language, q } = filter
  const form = emptyForm({ topic, language, q })
  const action = `/${t.language}/methods`
  const active = [topic, language, q].filter(Boolean).length
  return (
    <FilterPanel
      action={action}
      active={active}
      clearHref={`${action}${filterQuery({ ...everything, kind })}`}
      keep={{ kind }}
    >
      <Field form={form} name="q" type="search" label={t('list.words')} />
      <Choice form={form} name="topic" label={t('list.topic')} options={topicOptions} />
      <Choice form={form} name="language" label={t('list.language')} options={languageOptions} />
    </FilterPanel>
  )
}

function chipsOf({ filter, topicOptions, languageOptions }: ListProps, at: (changes: Partial<MethodFilter>) => string) {
  const choices = { topic: topicOptions, language: languageOptions, q: [] }
  return (['q', 'topic', 'language'] as const).flatMap((name) => {
    const value = filter[name]
    const options: readonly Option[] = choices[name]
    const label = options.find((option) => option.value === value)?.label ?? value
    return value && label ? [{ label, removeHref: at({ [name]: undefined }) }] : []
  })
}

const written = (paragraphs: readonly Paragraph[]) => paragraphs.map(({ id, text }) => <p id={`p-${id}`}>{text}</p>)

type PageProps = {
  t: MethodTexts
  reading: MethodReading
  topics: readonly TopicName[]
  files: readonly FileRow[]
  /** Records that apply it, those only that the reader may read. */
  applied: readonly RecordLine[]
  badges?: Child
  actions: readonly Child[]
  parts: readonly Part[]
  /** For those who answer for it, and for editors. */
  work?: Child
}
export const MethodPage = (props: PageProps) => {
  const { t, reading, topics, files, applied, badges, actions, parts, work } = props
  const { line } = reading
  const lang = langOf(line.lang, t)
  const [summary = [], ...rest] = METHOD_FIELDS.map((field) => line.fields[field] ?? [])
  return (
    <article class="section">
      <p>
        <Tag color={line.kind === 'tool' ? 'ochre' : 'brand'}>{t(`kind.${line.kind}`)}</Tag>
      </p>
      <Heading level={1} lang={lang}>
        {line.title}
      </Heading>
      {badges}
      {line.example && <ExampleNotice />}
      {work}
      <Columns aside={<Facts t={t} reading={reading} topics={topics} />}>
        {lang && <Meta>{t('page.language', { language: LANGUAGE_NAMES[line.lang] })}</Meta>}
        {line.status === 'machine' && <Meta>{t('page.machine')}</Meta>}
        {actions.length > 0 && (
          <div class="actions" data-no-print="">
            {actions}
          </div>
        )}
        <Prose lang={lang}>{written(summary)}</Prose>
        {(line.website || files.length > 0) && (
          <Section title={t('page.get')} id="get">
            {line.website && (
              <p>
                <ButtonLink href={line.website} rel="noreferrer">
                  {t('page.website')}
                </ButtonLink>
              </p>
            )}
            <FilesOfRecord files={files} />
          </Section>
        )}
        {METHOD_FIELDS.slice(1).map((field, index) =>
          rest[index]?.length ? (
            <Section title={t(`field.${field}`)} id={field}>
              <Prose lang={lang}>{written(rest[index])}</Prose>
            </Section>
          ) : null,
        )}
        <Section title={t('page.applied')} id="applied">
          {applied.length === 0 ? (
            <p>{t('page.appliedNone')}</p>
          ) : (
            <CardGrid wide>
              {applied.map((one) => (
                <RecordCard
                  href={one.href}
                  title={one.title}
                  summary={beginningOf(one.summary, 160)}
                  lang={langOf(one.lang, t)}
                  meta={one.note ? [one.note] : []}
                  example={one.example}
                  level={3}
                />
              ))}
            </CardGrid>
          )}
        </Section>
      </Columns>
      {parts.map(({ id, title, content }) => (
        <Section title={title} id={id}>
          {content}
        </Section>
      ))}
    </article>
  )
}

const Facts = ({ t, reading, topics }: Pick<PageProps, 't' | 'reading' | 'topics'>) => {
  const { line, record, organisation } = reading
  const own = topics.filter(({ id }) => line.topics.includes(id))
  return (
    <Section title={t('page.facts')} id="facts">
      <DefinitionList
        stacked
        items={[
          { term: t('field.kind'), value: t(`kind.${line.kind}`) },
          { term: t('field.topics'), value: own.length > 0 && <TopicTags topics={own} /> },
          { term: t('field.licence'), value: line.licence },
          {
            term: t('page.organisation'),
            value: organisation && <span lang={langOf(organisation.language, t)}>{organisation.name}</span>,
          },
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

/** What each column of the open data holds. */
export const CodebookPage = ({ t }: { t: MethodTexts }) => (
  <div class="section">
    <Heading level={1}>{t('data.heading')}</Heading>
    <Lead>{t('data.lead')}</Lead>
    <DataTable
      caption={t('data.caption')}
      columns={[
        { key: 'field', label: t('data.field') },
        { key: 'meaning', label: t('data.meaning') },
      ]}
      rows={OPEN_FIELDS.map((field) => ({ field: <code>{field}</code>, meaning: t(`data.${field}`) }))}
    />
    <p>
      <a href="/api/v1/methods/list.csv">CSV</a>, <a href="/api/v1/methods/list.json">JSON</a>,{' '}
      <a href={`/${t.language}/methods/list.atom`}>Atom</a>
    </p>
  </div>
)

/** What something applies, as those who work on it see it; nothing when it applies nothing. */
export const AppliedMethods = ({ lines }: { lines: readonly MethodLine[] }) => {
  const t = texts.in(useLanguage())
  if (lines.length === 0) return null
  return (
    <Section title={t('part.record')} id="methods">
      <MethodList t={t} lines={lines} />
    </Section>
  )
}
