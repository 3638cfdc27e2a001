/** The page that says what every field of the open data means, in the reader's language. */
import { DataTable, Heading, Lead, Section } from '#ui/index.tsx'
import { OPEN_FIELDS } from './export.ts'
import { NARROWING } from './filters.ts'
import { texts as transferTexts } from './importing/texts.ts'
import type { PracticeTexts } from './naming.ts'
import { type PracticeSection, SECTIONS } from './schema.ts'

/** How a value is written; in the words of JSON Schema where it has one. */
const TYPES: Partial<Record<OpenField, string>> = {
  id: 'UUID',
  url: 'URL',
  example: 'true / false',
  language: 'BCP 47',
  languages: 'BCP 47 [ ]',
  translations: 'BCP 47:human / machine:1, 2, 3… [ ]',
  version: '1, 2, 3…',
  country: 'ISO 3166-1',
  latitude: 'WGS 84, °',
  longitude: 'WGS 84, °',
  topics: 'id [ ]',
  period_from: 'YYYY-MM-DD',
  period_to: 'YYYY-MM-DD',
  cost_amount: '0.00',
  cost_currency: 'ISO 4217',
  cost_date: 'YYYY-MM-DD',
  published_at: 'ISO 8601, UTC',
  updated_at: 'ISO 8601, UTC',
  standing: 'valid / changed / ended',
  confirmed_at: 'ISO 8601, UTC',
  review_on: 'YYYY-MM-DD',
}

type OpenField = (typeof OPEN_FIELDS)[number]
type SectionField = Extract<OpenField, PracticeSection | 'legal_basis'>
const sectionOf = (field: SectionField): PracticeSection => (field === 'legal_basis' ? 'legalBasis' : field)
const isSection = (field: OpenField): field is SectionField =>
  field === 'legal_basis' || (SECTIONS as readonly string[]).includes(field)

export const CodebookPage = ({ t }: { t: PracticeTexts }) => (
  <>
    <header class="page-head">
      <Heading level={1}>{t('data.title')}</Heading>
      <Lead>{t('data.lead')}</Lead>
    </header>
    <Section title={t('data.take')}>
      <ul>
        <li>
          <a href="/api/v1/practices/list.csv">CSV</a>: {t('data.csv')}
        </li>
        <li>
          <a href="/api/v1/practices/list.json">JSON</a>: {t('data.json')}
        </li>
        <li>
          <a href={`/${t.language}/practices/list.atom`}>Atom</a>: {t('data.atom')}
        </li>
        <li>
          <a href={`/${t.language}/practices/export`}>{transferTexts.in(t.language)('export.title')}</a>
        </li>
      </ul>
      <p>
        {t('data.licence')}{' '}
        <a href="https://creativecommons.org/licenses/by/4.0/" rel="license">
          CC BY 4.0
        </a>
      </p>
    </Section>
    <Section title={t('data.fields')}>
      <DataTable
        caption={t('data.fields')}
        captionHidden
        responsive="stack"
        columns={[
          { key: 'field', label: t('data.field') },
          { key: 'type', label: t('data.type') },
          { key: 'meaning', label: t('data.meaning') },
        ]}
        rows={OPEN_FIELDS.map((field) => ({
          field: <code>{field}</code>,
          type: TYPES[field] ?? t('data.text'),
          meaning: isSection(field) ? t(`section.${sectionOf(field)}`) : t(`data.field.${field}`),
        }))}
      />
    </Section>
    <Section title={t('data.narrow')}>
      <p>{t('data.narrowText')}</p>
      <DataTable
        caption={t('data.narrow')}
        captionHidden
        responsive="stack"
        columns={[
          { key: 'name', label: t('data.parameter') },
          { key: 'meaning', label: t('data.meaning') },
        ]}
        rows={NARROWING.map((name) => ({ name: <code>{name}</code>, meaning: t(`list.${name}`) }))}
      />
      <p>
        <code>/api/v1/practices/list.csv?country=mk&amp;topic=waste</code>
      </p>
    </Section>
  </>
)
