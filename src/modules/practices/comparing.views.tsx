/** Two texts of a practice beside each other: when two people wrote at once, and between any two versions. */
import { type FieldDifference, isChanged } from '#core/records/index.ts'
import type { Language } from '#platform/languages.ts'
import { dateText } from '#platform/texts.ts'
import {
  Alert,
  Button,
  type Column,
  DataTable,
  Details,
  Difference,
  Heading,
  Lead,
  Link,
  Meta,
  Section,
} from '#ui/index.tsx'
import type { ComparedFact } from './comparing.ts'
import type { Manuscript, VersionOfPractice } from './manuscripts.ts'
import { type PracticeTexts, practicePage } from './naming.ts'
import type { PracticeSection } from './schema.ts'

const FACT_LABELS = {
  place: 'page.place',
  topics: 'page.topics',
  methods: 'page.methods',
  innovator: 'page.innovator',
  periodFrom: 'write.periodFrom',
  periodTo: 'write.periodTo',
  costAmount: 'write.costAmount',
  costCurrency: 'write.costCurrency',
  costDate: 'write.costDate',
} as const satisfies Record<ComparedFact, string>

const labelOf = (t: PracticeTexts, field: string) => {
  if (field === 'title') return t('write.title')
  const fact = field.replace(/^facts\./, '')
  if (fact !== field) return t(FACT_LABELS[fact as ComparedFact])
  return t(`section.${field as PracticeSection}`)
}

type DifferencesProps = { t: PracticeTexts; differences: readonly FieldDifference[]; lang: Language; level?: 2 | 3 }
/** What changed, field by field; fields without a change are named only. */
export const Differences = ({ t, differences, lang, level = 3 }: DifferencesProps) => {
  if (!isChanged(differences)) return <p>{t('review.noDifference')}</p>
  const same = differences.filter(({ changed }) => !changed)
  return (
    <>
      {differences
        .filter(({ changed }) => changed)
        .map(({ field, paragraphs }) => (
          <Section title={labelOf(t, field)} level={level}>
            <Difference paragraphs={paragraphs} lang={lang} />
          </Section>
        ))}
      {same.length > 0 && (
        <Meta>{t('review.unchanged', { fields: same.map(({ field }) => labelOf(t, field)).join(', ') })}</Meta>
      )}
    </>
  )
}

type ConflictProps = {
  t: PracticeTexts
  manuscript: Manuscript
  /** From what they saved to what I typed. */
  differences: readonly FieldDifference[]
  theirName: string | null
  /** False when it was sent for review meanwhile: then nothing can be saved now. */
  canSave: boolean
}
/** Above the form with my own text: what the other one saved, and what differs. */
export const ConflictNotice = ({ t, manuscript, differences, theirName, canSave }: ConflictProps) => {
  const { content, slug } = manuscript
  const when = dateText(t.language, content.createdAt, 'moment')
  return (
    <Alert color="warning" title={t('write.conflictTitle')}>
      <p>{theirName ? t('write.conflictBy', { name: theirName, when }) : t('write.conflictWhen', { when })}</p>
      <p>{canSave ? t('write.conflictSave') : t('write.conflictSent')}</p>
      <Details summary={t('write.conflictDifference')} open>
        <Differences t={t} differences={differences} lang={content.language} />
      </Details>
      <p>
        <Link href={practicePage(t.language, slug, '/preview')}>{t('write.conflictTheirs')}</Link>
      </p>
    </Alert>
  )
}

type VersionsProps = {
  t: PracticeTexts
  manuscript: Manuscript
  versions: readonly VersionOfPractice[]
  compared?: { from: number; to: number; differences: readonly FieldDifference[] }
  timeZone: string
}
export const VersionsPage = ({ t, manuscript, versions, compared, timeZone }: VersionsProps) => {
  const { slug, content } = manuscript
  const title = versions[0]?.title ?? content.title
  return (
    <>
      <header class="page-head">
        <Heading level={1}>{t('page.versions')}</Heading>
        <Lead lang={content.language}>{title}</Lead>
        <p>
          <Link href={practicePage(t.language, slug)}>{t('review.toPractice')}</Link>
        </p>
      </header>
      <VersionTable t={t} versions={versions} timeZone={timeZone} />
      {versions.length > 1 && <VersionChoice t={t} versions={versions} compared={compared} />}
      {compared && (
        <Section title={t('review.compared', { from: compared.from, to: compared.to })} id="difference">
          <Differences t={t} differences={compared.differences} lang={content.language} />
        </Section>
      )}
    </>
  )
}

const VersionTable = ({ t, versions, timeZone }: Pick<VersionsProps, 't' | 'versions' | 'timeZone'>) => {
  const named = versions.some(({ authorName }) => authorName)
  const columns: Column[] = [
    { key: 'version', label: t('review.version') },
    { key: 'when', label: t('review.when') },
    ...(named ? [{ key: 'who', label: t('review.who') }] : []),
    { key: 'published', label: t('page.published') },
  ]
  const say = (date: Date | null) => (date ? dateText(t.language, date, 'moment', timeZone) : '')
  return (
    <DataTable
      caption={t('page.versions')}
      captionHidden
      columns={columns}
      responsive="stack"
      rows={versions.map(({ version, createdAt, authorName, publishedAt }) => ({
        version: t('page.version', { number: version }),
        when: say(createdAt),
        who: authorName ?? '',
        published: publishedAt ? say(publishedAt) : t('review.notPublished'),
      }))}
    />
  )
}

/** Which two to compare, as a form that changes nothing. */
const VersionChoice = ({ t, versions, compared }: Pick<VersionsProps, 't' | 'versions' | 'compared'>) => {
  const choice = (name: 'from' | 'to') => (
    <div class="ds-field">
      <label class="ds-label" for={`version-${name}`}>
        {t(name === 'from' ? 'review.from' : 'review.to')}
      </label>
      <select class="ds-input" id={`version-${name}`} name={name}>
        {versions.map(({ version }) => (
          <option value={version} selected={compared?.[name] === version}>
            {t('page.version', { number: version })}
          </option>
        ))}
      </select>
    </div>
  )
  return (
    <form class="form" method="get" action="#difference">
      {choice('from')}
      {choice('to')}
      <div class="actions">
        <Button variant="secondary">{t('review.compare')}</Button>
      </div>
    </form>
  )
}
