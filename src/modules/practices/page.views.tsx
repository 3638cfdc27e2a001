/** The public page of a practice: the article with what stands around it, and the same facts for machines. */
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { FileRow } from '#core/files/schema.ts'
import type { LanguageLine } from '#core/translations/index.ts'
import { countryOf } from '#countries/index.ts'
import type { Language } from '#platform/languages.ts'
import type { Badge, Part } from '#platform/module.ts'
import {
  Alert,
  Badges,
  ButtonLink,
  CopyLinkButton,
  Details,
  type FileItem,
  Heading,
  Link,
  Meta,
  PrintButton,
  RecordCard,
  Section,
} from '#ui/index.tsx'
import { authorText, citationOf, countryName, type PracticeTexts, placeName } from './naming.ts'
import type { PracticeReading } from './reading.ts'
import type { Related, Similar } from './related.ts'
import { StandingNotice } from './standing/views.tsx'
import { PracticeArticle, practicePath } from './views.tsx'

type PageProps = {
  t: PracticeTexts
  now: Date
  practice: PracticeReading
  files: readonly FileRow[]
  related: Related
  /** Whole address of the page. */
  address: string
  /** Short address that lasts, for citations. */
  lastingAddress: string
  badges: readonly Badge[]
  /** The languages that it is read in. */
  languages: readonly LanguageLine[]
  /** For those who work on it: where it stands and what they may do. */
  work?: Child
}

/** Where the page, which is kept as it was drawn, takes in what differs from reader to reader. */
export const ACTIONS_HERE = '<!--actions-->'

export const PracticePage = ({
  t,
  now,
  practice,
  files,
  related,
  badges,
  languages,
  address,
  lastingAddress,
  work,
}: PageProps) => (
  <PracticeArticle
    t={t}
    practice={practice}
    languages={languages}
    files={files.map((file) => fileItem(t, file))}
    notice={
      <>
        {work ?? <StateNotice t={t} practice={practice} />}
        {practice.publishedVersion !== null && <StandingNotice practice={practice} now={now} language={t.language} />}
      </>
    }
    badges={<Badges badges={badges} />}
    actions={raw(ACTIONS_HERE)}
    aside={<ShareAndKeep t={t} practice={practice} address={address} lastingAddress={lastingAddress} />}
  >
    <Similarities t={t} similar={related.similar} />
    <Sequence t={t} related={related} />
  </PracticeArticle>
)

/** What other subjects have for this reader: buttons where the page leaves room for them, and sections below. */
export const PracticeForReader = ({ page, actions, parts }: { page: string; actions: Child[]; parts: Part[] }) => {
  const [before = '', after = ''] = page.split(ACTIONS_HERE)
  return (
    <>
      {raw(before)}
      {actions.length > 0 && (
        <div class="actions" data-no-print="">
          {actions}
        </div>
      )}
      {raw(after)}
      {parts.map(({ id, title, content }) => (
        <Section title={title} id={id}>
          {content}
        </Section>
      ))}
    </>
  )
}

/** Short names of media types, as people know them. */
const TYPE_NAMES: Record<string, string> = {
  'application/pdf': 'PDF',
  'application/zip': 'ZIP',
  'text/csv': 'CSV',
  'text/plain': 'TXT',
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
}
const fileItem = (t: PracticeTexts, file: FileRow): FileItem => ({
  href: `/${t.language}/files/${file.id}/${encodeURIComponent(file.name)}`,
  name: file.title ?? file.name,
  type: TYPE_NAMES[file.type] ?? file.name.split('.').at(-1)?.toUpperCase(),
  bytes: file.size,
  lang: file.language && file.language !== t.language ? file.language : undefined,
})

const StateNotice = ({ t, practice }: { t: PracticeTexts; practice: PracticeReading }) => {
  if (practice.state === 'archived') return <Alert color="warning">{t('page.archived')}</Alert>
  if (practice.publishedVersion === null) return <Alert color="info">{t('page.notPublic')}</Alert>
  return null
}

type ShareProps = Pick<PageProps, 't' | 'practice' | 'address' | 'lastingAddress'>
const ShareAndKeep = ({ t, practice, address, lastingAddress }: ShareProps) => {
  const path = practicePath(practice.slug, t.language)
  const citation = citationOf(t, practice, lastingAddress)
  return (
    <section class="section" aria-labelledby="share" data-no-print="">
      <Heading level={2} id="share">
        {t('page.take')}
      </Heading>
      <div class="actions">
        <ButtonLink
          href={`${path}.pdf${practice.text.language === t.language ? '' : `?text=${practice.text.language}`}`}
          variant="secondary"
          size="sm"
        >
          {t('page.pdf')}
        </ButtonLink>
        <CopyLinkButton href={address} />
        <PrintButton />
      </div>
      <Details summary={t('page.cite')}>
        <p>{citation}</p>
        <button
          class="ds-button"
          data-variant="tertiary"
          data-size="sm"
          type="button"
          hidden
          data-copy={citation}
          data-done={t('page.citationCopied')}
        >
          {t('page.copyCitation')}
        </button>
      </Details>
      <p>
        <Link href={`${path}/versions`}>{t('page.versions')}</Link>
      </p>
      <Meta>
        {t('page.version', { number: practice.text.version })} ·{' '}
        <a href="https://creativecommons.org/licenses/by/4.0/" rel="license">
          CC BY 4.0
        </a>
      </Meta>
    </section>
  )
}

const Similarities = ({ t, similar }: { t: PracticeTexts; similar: readonly Similar[] }) =>
  similar.length === 0 ? null : (
    <section class="section" aria-labelledby="similar" data-no-print="">
      <Heading level={2} id="similar">
        {t('page.similar')}
      </Heading>
      <ul class="card-grid">
        {similar.map(({ practice, shared }) => (
          <li>
            <SimilarCard t={t} practice={practice} shared={shared} />
          </li>
        ))}
      </ul>
    </section>
  )

const SimilarCard = ({ t, practice, shared }: Similar & { t: PracticeTexts }) => {
  const place = practice.place && placeName(practice.place, t.language)
  const country = countryName(practice.country, t.language)
  return (
    <RecordCard
      href={practicePath(practice.slug, t.language)}
      title={practice.title}
      lang={practice.lang === t.language ? undefined : practice.lang}
      example={practice.example}
      meta={place ? [<span lang={place.lang}>{place.text}</span>, country] : [country]}
    >
      <Meta>{t('page.similarTopics', { topics: shared.join(', ') })}</Meta>
    </RecordCard>
  )
}

/** The next newer and the next older practice of the same topic. */
const Sequence = ({ t, related }: { t: PracticeTexts; related: Related }) => {
  const { newer, older, topic } = related
  if (!topic || (!newer && !older)) return null
  const lang = (line: { lang: string }) => (line.lang === t.language ? undefined : line.lang)
  return (
    <nav class="section" data-no-print="" aria-label={t('page.sequence', { topic })}>
      <p class="contents-title">{t('page.sequence', { topic })}</p>
      <ul>
        {newer && (
          <li>
            {t('page.newer')}:{' '}
            <a href={practicePath(newer.slug, t.language)} rel="prev" lang={lang(newer)}>
              {newer.title}
            </a>
          </li>
        )}
        {older && (
          <li>
            {t('page.older')}:{' '}
            <a href={practicePath(older.slug, t.language)} rel="next" lang={lang(older)}>
              {older.title}
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}

/** The practice for search engines, in the words of schema.org. */
export function jsonLdOf(t: PracticeTexts, practice: PracticeReading, address: string) {
  const { place, organisation, text } = practice
  return {
    '@context': 'https://schema.org',
    '@type': 'Article',
    '@id': address,
    url: address,
    identifier: practice.id,
    headline: text.title,
    abstract: (text.fields.summary ?? []).map((paragraph) => paragraph.text).join(' '),
    inLanguage: text.language,
    ...translationLd(practice, address),
    version: text.version,
    datePublished: practice.publishedAt?.toISOString(),
    dateModified: practice.updatedAt.toISOString(),
    temporalCoverage: practice.periodFrom ? `${practice.periodFrom}/${practice.periodTo ?? '..'}` : undefined,
    about: practice.topics.map(({ id, name }) => ({ '@type': 'DefinedTerm', termCode: id, name })),
    spatialCoverage: place
      ? {
          '@type': 'AdministrativeArea',
          name: placeName(place, t.language).text,
          identifier: place.code,
          containedInPlace: {
            '@type': 'Country',
            name: countryName(place.country, t.language),
            identifier: countryOf(place.country).iso,
          },
          ...(place.latitude !== null &&
            place.longitude !== null && {
              geo: { '@type': 'GeoCoordinates', latitude: place.latitude, longitude: place.longitude },
            }),
        }
      : { '@type': 'Country', name: countryName(practice.country, t.language) },
    author: { '@type': 'Organization', name: organisation?.name ?? authorText(practice, t.language) },
    publisher: { '@type': 'Organization', name: t('page.portal') },
    license: 'https://creativecommons.org/licenses/by/4.0/',
    isAccessibleForFree: true,
  }
}

/** What the text is a translation of; of an original, which translations there are. An address names its language right after the portal's. */
function translationLd({ text, original, languages }: PracticeReading, address: string) {
  const work = (language: Language) => ({
    '@type': 'Article',
    '@id': `${new URL(address).origin}/${language}${new URL(address).pathname.slice(3)}`,
    inLanguage: language,
  })
  if (text.by !== 'original') return { translationOfWork: work(original) }
  const translations = languages.filter((language) => language !== original)
  return translations.length === 0 ? {} : { workTranslation: translations.map(work) }
}

/** A sentence for the list of a search engine, cut at a word. */
export function descriptionOf(practice: PracticeReading): string {
  const summary = (practice.text.fields.summary ?? []).map(({ text }) => text).join(' ')
  return summary.length <= 160 ? summary : `${summary.slice(0, 160).replace(/\s+\S*$/, '')}…`
}
