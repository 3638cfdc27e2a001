/** The list of texts that wait for a translation, with how far each language is. */
import { COUNTRY_CODES } from '#platform/config.ts'
import { emptyForm } from '#platform/forms.ts'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '#platform/languages.ts'
import { dateText, numberText } from '#platform/texts.ts'
import {
  Choice,
  Columns,
  DataTable,
  Empty,
  ExampleTag,
  FilterPanel,
  Heading,
  Lead,
  Link,
  Section,
  Tag,
} from '#ui/index.tsx'
import { type TranslationFilter, WAITING } from './forms.ts'
import type { Said } from './texts.ts'
import type { LanguageCount, WaitingLine } from './waiting.ts'

/** A line with what this person may do with it. */
export type ShownLine = WaitingLine & { href: string; kindName: string; countryName: string; timeZone: string }

export type TranslationsPageProps = {
  t: Said
  filter: TranslationFilter
  lines: readonly ShownLine[]
  counts: readonly LanguageCount[]
  kinds: readonly { value: string; label: string }[]
  countryNames: ReadonlyMap<string, string>
  after: string | undefined
}

/** The query of the list with a change. */
export function queryOf(filter: TranslationFilter, changes: Partial<TranslationFilter> = {}): string {
  const { language, kind, country, status, after } = { ...filter, ...changes }
  const chosen = Object.entries({ language, kind, country, status, after }).filter(([, value]) => value)
  return `?${new URLSearchParams(chosen as [string, string][])}`
}

export const TranslationsPage = (props: TranslationsPageProps) => {
  const { t, filter, lines, after } = props
  const at = `/${t.language}/translations`
  return (
    <>
      <header class="page-head">
        <Heading level={1}>{t('list.title')}</Heading>
        <Lead>{t('list.lead')}</Lead>
      </header>
      <Columns asideFirst aside={<Filters {...props} at={at} />}>
        <Section title={t('list.into', { language: LANGUAGE_NAMES[filter.language] })} id="waiting">
          {lines.length === 0 ? <Empty text={t('list.empty')} /> : <WaitingTable t={t} lines={lines} />}
          {after && (
            <p>
              <Link href={`${at}${queryOf(filter, { after })}`}>{t('list.more')}</Link>
            </p>
          )}
        </Section>
        <Section title={t('counts.title')} id="counts">
          <CountsTable {...props} at={at} />
        </Section>
      </Columns>
    </>
  )
}

const Filters = ({ t, filter, kinds, countryNames, at }: TranslationsPageProps & { at: string }) => {
  const { language, kind, country, status } = filter
  const form = emptyForm({ language, kind, country, status })
  return (
    <FilterPanel
      action={at}
      active={[kind, country, status].filter(Boolean).length}
      clearHref={`${at}?language=${language}`}
    >
      <Choice
        form={form}
        name="language"
        label={t('list.language')}
        empty={false}
        options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
      />
      <Choice
        form={form}
        name="status"
        label={t('list.status')}
        options={WAITING.map((value) => ({ value, label: waitingText(t, value) }))}
      />
      {kinds.length > 1 && <Choice form={form} name="kind" label={t('list.kind')} options={kinds} />}
      <Choice
        form={form}
        name="country"
        label={t('list.country')}
        options={COUNTRY_CODES.flatMap((value) => {
          const label = countryNames.get(value)
          return label ? [{ value, label }] : []
        })}
      />
    </FilterPanel>
  )
}

/** Words that elsewhere stand inside a sentence. */
const begun = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const waitingText = (t: Said, state: (typeof WAITING)[number]) =>
  begun(state === 'machine' ? t('by.machine') : t(`state.${state}`))

const WaitingTable = ({ t, lines }: { t: Said; lines: readonly ShownLine[] }) => (
  <DataTable
    caption={t('list.title')}
    captionHidden
    responsive="stack"
    columns={[
      { key: 'title', label: t('list.text') },
      { key: 'state', label: t('list.status') },
      { key: 'original', label: begun(t('by.original')) },
      { key: 'kind', label: t('list.kind') },
      { key: 'from', label: t('list.country') },
      { key: 'published', label: t('list.published') },
    ]}
    rows={lines.map((line) => ({
      title: (
        <>
          <a class="ds-link" href={line.href} lang={line.language}>
            {line.title}
          </a>{' '}
          {line.example && <ExampleTag />}
        </>
      ),
      state: <Tag color={line.state === 'outdated' ? 'warning' : 'neutral'}>{waitingText(t, line.state)}</Tag>,
      original: <span lang={line.language}>{LANGUAGE_NAMES[line.language]}</span>,
      kind: line.kindName,
      from: line.countryName,
      published: dateText(t.language, line.publishedAt, 'short', line.timeZone),
    }))}
  />
)

const CountsTable = ({ t, counts, filter, at }: TranslationsPageProps & { at: string }) => {
  const link = (language: Language) => (
    <a class="ds-link" href={`${at}${queryOf(filter, { language, after: undefined })}`} lang={language}>
      {LANGUAGE_NAMES[language]}
    </a>
  )
  const say = (value: number) => numberText(t.language, value)
  const keys = ['originals', 'current', 'missing', 'outdated', 'incomplete', 'machine'] as const
  const labels = {
    originals: t('counts.originals'),
    current: t('counts.current'),
    missing: waitingText(t, 'missing'),
    outdated: waitingText(t, 'outdated'),
    incomplete: waitingText(t, 'incomplete'),
    machine: waitingText(t, 'machine'),
  }
  return (
    <DataTable
      caption={t('counts.title')}
      captionHidden
      columns={[
        { key: 'language', label: t('list.language') },
        ...keys.map((key) => ({ key, label: labels[key], align: 'end' as const })),
      ]}
      rows={counts.map((count) => ({
        language: link(count.language),
        ...Object.fromEntries(keys.map((key) => [key, say(count[key])])),
      }))}
    />
  )
}
