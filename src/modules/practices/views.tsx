/** A practice as HTML: the article that readers and authors see, and the card that stands for it in lists. */
import type { Child } from 'hono/jsx'
import { textOf } from '#core/records/index.ts'
import type { Paragraph } from '#core/records/schema.ts'
import { type LanguageLine, LanguageMenu, ParagraphMark } from '#core/translations/index.ts'
import { countryOf } from '#countries/index.ts'
import { LANGUAGE_NAMES, type Language } from '#platform/languages.ts'
import type { Badge } from '#platform/module.ts'
import { dateText, numberText } from '#platform/texts.ts'
import {
  Columns,
  Contents,
  DefinitionList,
  ExampleNotice,
  type FileItem,
  FileList,
  Heading,
  Lead,
  Link,
  Meta,
  Prose,
  RecordCard,
  Section,
  Tag,
} from '#ui/index.tsx'
import type { PlaceOfPractice, TopicOfPractice } from './listing.ts'
import { costDateText, costText, countryName, type PracticeTexts, periodText, placeName, placePath } from './naming.ts'
import type { PracticeLine } from './queries.ts'
import type { PracticeReading } from './reading.ts'
import { SECTIONS } from './schema.ts'
import { confirmedFact, flagTag } from './standing/views.tsx'

export const PlaceLink = ({ place, language }: { place: PlaceOfPractice; language: Language }) => {
  const { text, lang } = placeName(place, language)
  return (
    <a class="ds-link" href={placePath(place, language)}>
      <span lang={lang}>{text}</span>
    </a>
  )
}

export const topicPath = (topic: string, language: Language) => `/${language}/practices?topic=${topic}`
export const practicePath = (slug: string, language: Language) => `/${language}/practices/${encodeURI(slug)}`

type CardProps = {
  t: PracticeTexts
  practice: PracticeLine
  now: Date
  level?: 2 | 3
  badges?: readonly Badge[]
  note?: Child
}
export const PracticeCard = ({ t, practice, now, level = 3, badges, note }: CardProps) => {
  const { language } = t
  const { place, topics, lang } = practice
  const name = place && placeName(place, language)
  const flag = flagTag(practice, now, language)
  return (
    <RecordCard
      href={practicePath(practice.slug, language)}
      title={practice.title}
      level={level}
      lang={lang === language ? undefined : lang}
      example={practice.example}
      badges={badges}
      summary={practice.summary}
      meta={[
        name && <span lang={name.lang}>{name.text}</span>,
        countryName(practice.country, language),
        <time datetime={practice.publishedAt.toISOString()}>
          {dateText(language, practice.publishedAt, 'month', countryOf(practice.country).timeZone)}
        </time>,
      ].filter((item) => item !== null)}
      tags={[
        ...(flag ? [flag] : []),
        ...topics.map(({ id, name: label }) => ({ label, href: topicPath(id, language) })),
      ]}
    >
      {note && <Meta>{note}</Meta>}
    </RecordCard>
  )
}

export const TopicTagList = ({ topics, language }: { topics: readonly TopicOfPractice[]; language: Language }) => (
  <ul class="tag-list">
    {topics.map(({ id, name }) => (
      <li>
        <Tag href={topicPath(id, language)}>{name}</Tag>
      </li>
    ))}
  </ul>
)

/** Every paragraph can be pointed at by its id. Steps are counted when there are several. */
const written = (practice: PracticeReading, language: Language, paragraphs: readonly Paragraph[], steps: boolean) => {
  const { original, text } = practice
  const mark = (id: string) => <ParagraphMark language={language} original={original} id={id} marks={text.marks} />
  // What nobody has translated stands in the language of the original.
  const lang = (id: string) => (text.marks[id] === 'missing' ? original : undefined)
  return steps && paragraphs.length > 1 ? (
    <ol>
      {paragraphs.map(({ id, text: words }) => (
        <li id={`p-${id}`}>
          <span lang={lang(id)}>{words}</span> {mark(id)}
        </li>
      ))}
    </ol>
  ) : (
    paragraphs.map(({ id, text: words }) => (
      <p id={`p-${id}`}>
        <span lang={lang(id)}>{words}</span> {mark(id)}
      </p>
    ))
  )
}

/** Whose words the reader has before them: said only where they are not the original in the page's language. */
const LanguageNote = ({ t, practice }: { t: PracticeTexts; practice: PracticeReading }) => {
  const { language, by, state } = practice.text
  const names = { language: LANGUAGE_NAMES[language], original: LANGUAGE_NAMES[practice.original] }
  if (language === t.language && language === practice.original) return null
  return (
    <p class="meta">
      {language === t.language
        ? t('page.translated', names)
        : language === practice.original
          ? t('page.notTranslated', names)
          : t('page.otherTranslation', names)}
      {by === 'machine' && (
        <>
          {' '}
          <strong>{t('page.machine')}</strong>
        </>
      )}
      {state === 'outdated' && ` ${t('page.outdated')}`}
    </p>
  )
}

const Facts = ({ t, practice }: { t: PracticeTexts; practice: PracticeReading }) => {
  const { language } = t
  const { place, organisation, population, cost, original } = practice
  const { timeZone } = countryOf(practice.country)
  const others = practice.languages.filter((l) => l !== original)
  return (
    <Section title={t('page.facts')} id="facts">
      <DefinitionList
        stacked
        items={[
          { term: t('page.place'), value: place && <PlaceLink place={place} language={language} /> },
          { term: t('page.country'), value: countryName(practice.country, language) },
          { term: t('page.population'), value: population === null ? undefined : numberText(language, population) },
          {
            term: t('page.organisation'),
            value: organisation && (
              <span lang={organisation.language === language ? undefined : organisation.language}>
                {organisation.name}
              </span>
            ),
          },
          {
            term: t('page.innovator'),
            value: practice.innovator && (
              <span lang={original === language ? undefined : original}>{practice.innovator}</span>
            ),
          },
          { term: t('page.period'), value: periodText(t, practice.periodFrom, practice.periodTo) },
          { term: t('page.cost'), value: cost && costText(t, cost), note: cost && costDateText(t, cost) },
          {
            term: t('page.languages'),
            value: (
              <>
                {t('page.originalLanguage', { language: LANGUAGE_NAMES[original] })}
                {others.map((l) => `, ${LANGUAGE_NAMES[l]}`)}
              </>
            ),
          },
          {
            term: t('page.published'),
            value: practice.publishedAt && dateText(language, practice.publishedAt, 'long', timeZone),
          },
          confirmedFact(practice, language),
          { term: t('page.updated'), value: dateText(language, practice.updatedAt, 'long', timeZone) },
        ]}
      />
    </Section>
  )
}

/** Characters from which a text wants a list of its sections: about three screens of a phone. */
const LONG = 5_000

export type PracticeArticleProps = {
  t: PracticeTexts
  practice: PracticeReading
  /** The languages that it is read in; a preview has none to choose from. */
  languages?: readonly LanguageLine[]
  files?: readonly FileItem[]
  /** Stands under the title: what the reader must know first. */
  notice?: Child
  /** Marks of recognition, above the title. */
  badges?: Child
  /** What this reader may do with it, under the summary. */
  actions?: Child
  /** Stands beside the text, under the facts. */
  aside?: Child
  /** Follows the text. */
  children?: Child
}
/** The whole article with its own `h1`. A preview shows the same, so that authors see what readers will. */
export const PracticeArticle = ({
  t,
  practice,
  languages = [],
  files = [],
  notice,
  badges,
  actions,
  aside,
  children,
}: PracticeArticleProps) => {
  const { text } = practice
  const lang = text.language === t.language ? undefined : text.language
  const [, ...rest] = SECTIONS
  const filled = rest.filter((section) => (text.fields[section] ?? []).length > 0)
  const length = filled.reduce((sum, section) => sum + textOf(text.fields[section]).length, 0)
  const contents = [
    ...filled.map((section) => ({ href: `#${section}`, label: t(`section.${section}`) })),
    ...(files.length > 0 ? [{ href: '#files', label: t('page.files') }] : []),
  ]
  return (
    <article class="section">
      <Heading level={1} lang={lang}>
        {text.title}
      </Heading>
      {badges}
      {practice.example && <ExampleNotice />}
      {notice}
      <Columns
        aside={
          <>
            <Facts t={t} practice={practice} />
            {aside}
          </>
        }
      >
        {/* Comments lead to the section that they are about by its name. */}
        <div id="summary">
          <Lead lang={lang}>{(text.fields.summary ?? []).map((paragraph) => paragraph.text).join(' ')}</Lead>
        </div>
        <TopicTagList topics={practice.topics} language={t.language} />
        <LanguageNote t={t} practice={practice} />
        <LanguageMenu language={t.language} lines={languages} current={text.language} />
        {actions}
        {length > LONG && <Contents title={t('page.contents')} items={contents} />}
        {filled.map((section) => (
          <Section title={t(`section.${section}`)} id={section}>
            <Prose lang={lang}>
              {written(practice, t.language, text.fields[section] ?? [], section === 'practice')}
            </Prose>
          </Section>
        ))}
        {files.length > 0 && (
          <Section title={t('page.files')} id="files">
            <FileList files={files} />
          </Section>
        )}
        {children}
      </Columns>
    </article>
  )
}

/** A few practices in a part of another page. */
export const PracticeList = ({
  t,
  practices,
  now,
  level,
  notes,
  badges,
}: {
  t: PracticeTexts
  practices: readonly PracticeLine[]
  now: Date
  level?: 2 | 3
  /** What the reader is told of single ones, by id. */
  notes?: ReadonlyMap<string, Child>
  /** Marks of recognition, by id. */
  badges?: ReadonlyMap<string, readonly Badge[]>
}) => (
  <ul class="card-grid card-grid-wide">
    {practices.map((practice) => (
      <li>
        <PracticeCard
          t={t}
          practice={practice}
          now={now}
          level={level}
          note={notes?.get(practice.id)}
          badges={badges?.get(practice.id)}
        />
      </li>
    ))}
  </ul>
)

export const AllLink = ({ href, children }: { href: string; children?: Child }) => (
  <p>
    <Link href={href}>{children}</Link>
  </p>
)
