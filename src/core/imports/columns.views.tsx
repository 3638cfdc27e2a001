/** The HTML of the step in which a person says what the columns mean and sees the first rows. */
import type { FormState } from '#platform/forms.ts'
import { Button, Choice, DataTable, Details, Form, Heading, PostButton, Section, Steps } from '#ui/index.tsx'
import { ENCODINGS } from './encoding.ts'
import { SEPARATOR_NAMES, type SeparatorName } from './forms.ts'
import { cut } from './general.ts'
import type { CheckedRow, ImportChoice, Importer, ImportField } from './importer.ts'
import { problemText } from './report.ts'
import type { ImportRow } from './schema.ts'
import type { Table } from './table.ts'
import type { T } from './texts.ts'

/** Name of the select that says in which column a field stands. */
export const mappingField = (field: string) => `column.${field}`

const STEPS = ['file', 'columns', 'check', 'import'] as const
export const ImportSteps = ({ t, at }: { t: T; at: (typeof STEPS)[number] | 'end' }) => {
  const current = at === 'end' ? STEPS.length : STEPS.indexOf(at)
  return (
    <Steps
      label={t('steps')}
      steps={STEPS.map((step, index) => ({
        label: t(`step.${step}`),
        state: index < current ? 'done' : index === current ? 'current' : 'waiting',
      }))}
    />
  )
}

export type PreviewRow = CheckedRow & { row: number }
type ColumnsProps = {
  t: T
  row: ImportRow
  form: FormState
  table: Table | undefined
  importer: Importer
  choices: readonly ImportChoice[]
  preview: readonly PreviewRow[]
}
export const ColumnsPage = ({ t, row, form, table, importer, choices, preview }: ColumnsProps) => {
  const fields = importer.fields(t.language)
  const address = `/${t.language}/imports/${row.id}`
  return (
    <>
      <Heading level={1}>{row.name}</Heading>
      <ImportSteps t={t} at="columns" />
      <Form
        action={`${address}/columns`}
        form={form}
        submit={t('preview')}
        more={
          table && (
            <Button variant="secondary" name="intent" value="check">
              {t('check')}
            </Button>
          )
        }
      >
        <ReadingFields {...{ t, row, form, table }} />
        <fieldset class="ds-fieldset">
          <legend class="ds-label">{t('choices.title')}</legend>
          {choices.map(({ name, label, hint, options }) => (
            <Choice
              form={form}
              name={`choice.${name}`}
              label={label}
              hint={hint}
              required
              empty={false}
              options={options}
            />
          ))}
        </fieldset>
        {table && <FieldColumns {...{ t, form, table, fields }} />}
      </Form>
      {table && <Preview {...{ t, preview, fields, importer }} mapping={row.mapping} />}
      <PostButton
        action={`${address}/remove`}
        fields={{ revision: String(row.revision) }}
        variant="tertiary"
        confirm={t('remove.ask')}
      >
        {t('remove')}
      </PostButton>
    </>
  )
}

const ReadingFields = ({ t, row, form, table }: Pick<ColumnsProps, 't' | 'row' | 'form' | 'table'>) => {
  const sheets = table?.sheets ?? []
  if (row.format === 'xlsx' && sheets.length < 2) return null
  return (
    <fieldset class="ds-fieldset">
      <legend class="ds-label">{t('reading.title')}</legend>
      {row.format !== 'xlsx' && (
        <Choice
          form={form}
          name="encoding"
          label={t('reading.encoding')}
          hint={t('reading.encodingHint')}
          required
          empty={false}
          options={ENCODINGS.map((value) => ({ value, label: value.toUpperCase() }))}
        />
      )}
      {row.format === 'csv' && (
        <Choice
          form={form}
          name="separator"
          label={t('reading.separator')}
          required
          empty={false}
          options={(Object.keys(SEPARATOR_NAMES) as SeparatorName[]).map((value) => ({
            value,
            label: t(`separator.${value}`),
          }))}
        />
      )}
      {row.format === 'xlsx' && (
        <Choice
          form={form}
          name="sheet"
          label={t('reading.sheet')}
          required
          empty={false}
          options={sheets.map((value) => ({ value, label: value }))}
        />
      )}
    </fieldset>
  )
}

const FieldColumns = ({
  t,
  form,
  table,
  fields,
}: {
  t: T
  form: FormState
  table: Table
  fields: readonly ImportField[]
}) => {
  const options = table.columns.map((name, at) => {
    const sample = cut(table.rows.find(({ cells }) => cells[at]?.trim())?.cells[at] ?? '', 30)
    return { value: String(at), label: sample ? `${name}: ${sample}` : name }
  })
  const used = new Set(Object.values(form.values))
  const unused = table.columns.filter(
    (_, at) => !fields.some(({ key }) => form.values[mappingField(key)] === String(at)),
  )
  // Fields that the file does not have stand apart, so that the rest is seen at once.
  const isFound = ({ key, required }: ImportField) =>
    required || used.has(form.values[mappingField(key)] || 'none') || form.errors[mappingField(key)]
  const choice = ({ key, label, hint, required }: ImportField) => (
    <Choice
      form={form}
      name={mappingField(key)}
      label={label}
      hint={hint}
      required={required}
      empty={t('columns.none')}
      options={options}
    />
  )
  const others = fields.filter((field) => !isFound(field))
  return (
    <fieldset class="ds-fieldset">
      <legend class="ds-label">{t('columns.title')}</legend>
      <p data-field="description">{t('columns.lead', { columns: table.columns.length, rows: table.rows.length })}</p>
      {fields.filter(isFound).map(choice)}
      {others.length > 0 && (
        <Details summary={t('columns.others', { count: others.length })}>{others.map(choice)}</Details>
      )}
      {unused.length > 0 && <p>{t('columns.unused', { columns: unused.join(', ') })}</p>}
    </fieldset>
  )
}

type PreviewProps = Pick<ColumnsProps, 't' | 'preview' | 'importer'> & {
  fields: readonly ImportField[]
  mapping: ImportRow['mapping']
}
const Preview = ({ t, preview, fields, importer, mapping }: PreviewProps) => {
  const shown = fields.filter(
    ({ key }) => mapping[key] !== undefined || preview.some(({ understood }) => understood[key] && key === 'language'),
  )
  return (
    <Section title={t('preview.title')} id="preview">
      <DataTable
        caption={t('preview.title')}
        captionHidden
        columns={[
          { key: 'row', label: t('preview.row'), align: 'end' },
          { key: 'problems', label: t('preview.problems') },
          ...shown.map(({ key, label }) => ({ key: `field.${key}`, label })),
        ]}
        rows={preview.map(({ row, problems, understood }) => ({
          row,
          problems: problems.length > 0 && (
            <ul>
              {problems.map((problem) => (
                <li>
                  {problem.column && <strong>{problem.column}: </strong>}
                  {problemText(importer, t.language, problem)}
                </li>
              ))}
            </ul>
          ),
          ...Object.fromEntries(shown.map(({ key }) => [`field.${key}`, cut(understood[key] ?? '', 80)])),
        }))}
      />
    </Section>
  )
}
