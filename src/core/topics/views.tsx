/** HTML of the pages of topics. Choosing topics in a form is in picker.tsx. */
import { countryOf } from '#countries/index.ts'
import { emptyForm } from '#platform/forms.ts'
import type { Part } from '#platform/module.ts'
import {
  Button,
  ButtonLink,
  Card,
  CardGrid,
  Columns,
  DataTable,
  Empty,
  Field,
  Heading,
  Lead,
  Link,
  MarkOptional,
  Meta,
  Section,
  Tag,
  useLanguage,
} from '#ui/index.tsx'
import { topicName, topicPath, topicTree } from './naming.ts'
import type { TopicLine, TopicName } from './queries.ts'
import type { Topic } from './schema.ts'
import type { T } from './texts.ts'
import type { Law } from './vocabulary.ts'

const useHref = () => {
  const language = useLanguage()
  return (id: string) => `/${language}${topicPath(id)}`
}

type TopicsPageProps = {
  t: T
  topics: readonly TopicLine[]
  /** Public records by topic. */
  counts: ReadonlyMap<string, number>
  words: string
  found: readonly TopicLine[]
}
export const TopicsPage = ({ t, topics, counts, words, found }: TopicsPageProps) => {
  const language = useLanguage()
  return (
    <>
      <Heading level={1}>{t('title')}</Heading>
      <Lead>{t('lead')}</Lead>
      <form method="get" action={`/${language}/topics`} class="section">
        <MarkOptional.Provider value={false}>
          <Field
            form={emptyForm({ q: words })}
            name="q"
            type="search"
            label={t('find')}
            hint={t('find.hint')}
            suggestUrl={`/${language}/topics/suggest`}
          />
        </MarkOptional.Provider>
        <div class="actions">
          <Button variant="secondary">{t('find.button')}</Button>
        </div>
      </form>
      {words ? (
        <FoundTopics t={t} words={words} found={found} counts={counts} />
      ) : (
        <CardGrid wide>
          {topicTree(topics, language).map(({ broad, narrower }) => (
            <Card>
              <Heading level={2} size="xs">
                <Link href={`/${language}${topicPath(broad.id)}`}>{topicName(broad, language)}</Link>
              </Heading>
              <Count t={t} count={counts.get(broad.id)} />
              <TopicList topics={narrower} counts={counts} />
            </Card>
          ))}
        </CardGrid>
      )}
      <Section title={t('data.heading')} id="open-data">
        <p>{t('data.description')}</p>
        <ul class="tag-list">
          {TOPIC_FORMATS.map(({ name, href }) => (
            <li>
              <Tag href={href} color="brand">
                {name}
              </Tag>
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}

export const TOPIC_FORMATS = [
  { name: 'CSV', href: '/api/v1/topics/list.csv' },
  { name: 'JSON', href: '/api/v1/topics/list.json' },
  { name: 'SKOS (Turtle)', href: '/api/v1/topics/list.ttl' },
  { name: 'SKOS (JSON-LD)', href: '/api/v1/topics/list.jsonld' },
] as const

const Count = ({ t, count = 0 }: { t: T; count?: number }) =>
  count > 0 ? <Meta>{t('records', { count })}</Meta> : null

type Counts = ReadonlyMap<string, number>
type TopicLinksProps = { topics: readonly TopicName[]; counts?: Counts }
/** Many topics under each other. */
const TopicList = ({ topics, counts }: TopicLinksProps) => {
  const language = useLanguage()
  const href = useHref()
  return (
    <ul>
      {topics.map((topic) => (
        <li>
          <Link href={href(topic.id)}>{topicName(topic, language)}</Link>
          {(counts?.get(topic.id) ?? 0) > 0 && ` (${counts?.get(topic.id)})`}
        </li>
      ))}
    </ul>
  )
}

/** A few topics beside each other. */
const TopicLinks = ({ topics, counts }: TopicLinksProps) => {
  const language = useLanguage()
  const href = useHref()
  return (
    <ul class="tag-list">
      {topics.map((topic) => {
        const count = counts?.get(topic.id) ?? 0
        return (
          <li>
            <Tag href={href(topic.id)}>
              {topicName(topic, language)}
              {count > 0 && ` (${count})`}
            </Tag>
          </li>
        )
      })}
    </ul>
  )
}

type FoundProps = { t: T; words: string; found: readonly TopicLine[]; counts: Counts }
const FoundTopics = ({ t, words, found, counts }: FoundProps) => {
  const language = useLanguage()
  const all = (
    <ButtonLink href={`/${language}/topics`} variant="secondary">
      {t('find.all')}
    </ButtonLink>
  )
  if (found.length === 0) return <Empty text={t('find.none', { words })} action={all} />
  return (
    <section aria-labelledby="found">
      <Heading level={2} id="found">
        {t('find.found', { count: found.length })}
      </Heading>
      <TopicLinks topics={found} counts={counts} />
      <div class="actions">{all}</div>
    </section>
  )
}

export type Competence = { country: string; citation: string; law: Law }
type TopicPageProps = {
  t: T
  topic: Topic
  broader: TopicName | undefined
  narrower: readonly TopicName[]
  related: readonly TopicName[]
  competences: readonly Competence[]
  parts: readonly Part[]
  counts: Counts
}
export const TopicPage = (props: TopicPageProps) => {
  const { t, topic, broader, narrower, related, competences, parts, counts } = props
  const language = useLanguage()
  const also = topic.synonyms[language] ?? []
  const around = [
    { title: t('page.broader'), topics: broader ? [broader] : [] },
    { title: t('page.narrower'), topics: narrower },
    { title: t('page.related'), topics: related },
  ].filter(({ topics }) => topics.length > 0)
  return (
    <>
      <Heading level={1}>{topicName(topic, language)}</Heading>
      <Lead>{topic.descriptions[language]}</Lead>
      {also.length > 0 && (
        <Meta>
          {t('page.also')}: {also.join(', ')}
        </Meta>
      )}
      <Columns
        aside={around.map(({ title, topics }) => (
          <Section title={title}>
            <TopicLinks topics={topics} counts={counts} />
          </Section>
        ))}
      >
        {parts.map((part) => (
          <Section title={part.href ? <a href={part.href}>{part.title}</a> : part.title} id={part.id}>
            {part.content}
          </Section>
        ))}
        {parts.length === 0 && <Empty text={t('page.empty')} />}
        {competences.length > 0 && <CompetenceTable t={t} competences={competences} />}
        <div class="actions">
          <ButtonLink href={`/${language}/practices?topic=${topic.id}`} variant="secondary">
            {t('page.practices')}
          </ButtonLink>
          <a class="ds-link" href={`/${language}/practices/list.atom?topic=${topic.id}`} type="application/atom+xml">
            {t('page.follow')}
          </a>
        </div>
      </Columns>
    </>
  )
}

/** Citations stay in the language of their law, as an official would quote them. */
const CompetenceTable = ({ t, competences }: { t: T; competences: readonly Competence[] }) => {
  const language = useLanguage()
  return (
    <Section title={t('page.competence')} id="competence">
      <DataTable
        caption={t('page.competence')}
        captionHidden
        responsive="stack"
        columns={[
          { key: 'country', label: t('page.country') },
          { key: 'citation', label: t('page.citation') },
          { key: 'law', label: t('page.law') },
        ]}
        rows={competences.map(({ country, citation, law }) => ({
          country: countryOf(country).names[language],
          citation: <span lang={law.language}>{citation}</span>,
          law: (
            <span lang={law.language}>
              {law.title} ({law.gazette})
            </span>
          ),
        }))}
      />
      <Meta>{t('page.competence-note')}</Meta>
    </Section>
  )
}
