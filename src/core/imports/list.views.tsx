/** The HTML of the list of imports and of the upload. */
import { countryOf } from '#countries/index.ts'
import type { FormState } from '#platform/forms.ts'
import { dateText, numberText } from '#platform/texts.ts'
import {
  ButtonLink,
  Choice,
  DataTable,
  Empty,
  FileField,
  Form,
  Heading,
  HiddenField,
  Lead,
  Link,
  Section,
  Tag,
  type TagColor,
} from '#ui/index.tsx'
import type { Importer } from './importer.ts'
import type { ImportLine } from './queries.ts'
import type { ImportState } from './schema.ts'
import type { T } from './texts.ts'

const COLORS: Record<ImportState, TagColor> = {
  mapping: 'warning',
  checking: 'info',
  checked: 'warning',
  running: 'info',
  done: 'success',
  failed: 'danger',
  undoing: 'info',
  undone: 'neutral',
}
export const StateTag = ({ t, state }: { t: T; state: ImportState }) => (
  <Tag color={COLORS[state]}>{t(`state.${state}`)}</Tag>
)

export const ImportsPage = ({ t, rows }: { t: T; rows: readonly ImportLine[] }) => (
  <>
    <Heading level={1}>{t('title')}</Heading>
    <Lead>{t('lead')}</Lead>
    <p>
      <ButtonLink href={`/${t.language}/imports/new`}>{t('new')}</ButtonLink>
    </p>
    <Templates t={t} />
    <Section title={t('list.title')}>
      {rows.length === 0 ? (
        <Empty text={t('list.none')} />
      ) : (
        <DataTable
          caption={t('list.title')}
          captionHidden
          responsive="stack"
          columns={[
            { key: 'file', label: t('list.file') },
            { key: 'state', label: t('list.state') },
            { key: 'rows', label: t('list.rows'), align: 'end' },
            { key: 'when', label: t('list.when') },
            { key: 'who', label: t('list.who') },
          ]}
          rows={rows.map((row) => ({
            file: <Link href={`/${t.language}/imports/${row.id}`}>{row.name}</Link>,
            state: <StateTag t={t} state={row.state} />,
            rows: numberText(t.language, row.rows),
            when: dateText(t.language, row.createdAt, 'moment', countryOf(row.country).timeZone),
            who: row.personName ?? '—',
          }))}
        />
      )}
    </Section>
  </>
)

const Templates = ({ t }: { t: T }) => (
  <p>
    {t('template')} <a href={`/${t.language}/imports/template.xlsx`}>XLSX</a>,{' '}
    <a href={`/${t.language}/imports/template.csv`}>CSV</a>
  </p>
)

type UploadProps = {
  t: T
  form: FormState
  importers: readonly Importer[]
  countries: readonly string[]
  limit: number
}
export const UploadPage = ({ t, form, importers, countries, limit }: UploadProps) => (
  <>
    <Heading level={1}>{t('new')}</Heading>
    <Lead>{t('newLead')}</Lead>
    <Templates t={t} />
    <Form action={`/${t.language}/imports/new`} form={form} submit={t('upload')} multipart>
      {importers.length > 1 ? (
        <Choice
          form={form}
          name="importer"
          label={t('field.importer')}
          required
          empty={false}
          options={importers.map(({ name, title }) => ({ value: name, label: title(t.language) }))}
        />
      ) : (
        <HiddenField name="importer" value={importers[0]?.name ?? ''} />
      )}
      {countries.length > 1 ? (
        <Choice
          form={form}
          name="country"
          label={t('field.country')}
          hint={t('field.countryHint')}
          required
          empty={false}
          options={countries.map((code) => ({ value: code, label: countryOf(code).names[t.language] }))}
        />
      ) : (
        <HiddenField name="country" value={countries[0] ?? ''} />
      )}
      <FileField
        form={form}
        name="file"
        label={t('field.file')}
        hint={t('field.fileHint')}
        most={limit}
        required
        accept=".csv,.tsv,.txt,.xlsx,.json,.zip"
      />
      <FileField
        form={form}
        name="archive"
        label={t('field.archive')}
        hint={t('field.archiveHint')}
        most={limit}
        accept=".zip"
      />
    </Form>
  </>
)
