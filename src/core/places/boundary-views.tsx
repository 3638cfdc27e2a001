/** The HTML of importing boundaries: the form, the sets there are, and the preview with its report. */

import { countryOf } from '#countries/index.ts'
import type { CountryCode } from '#platform/config.ts'
import type { FormState } from '#platform/forms.ts'
import { dateText, numberText } from '#platform/texts.ts'
import { Choropleth, type Topology } from '#ui/charts/index.tsx'
import {
  Actions,
  Alert,
  ButtonLink,
  Checkbox,
  Choice,
  DataTable,
  DefinitionList,
  Details,
  Field,
  FileField,
  Form,
  Heading,
  Lead,
  PostButton,
  Section,
  Tag,
} from '#ui/index.tsx'
import type { BoundaryLine } from './boundary-queries.ts'
import { bareNameOf, levelName } from './names.ts'
import type { PlaceLine } from './queries.ts'
import type { Level } from './schema.ts'
import type { T } from './texts.ts'

const path = (t: T, row?: { id: string }) => `/${t.language}/places/boundaries${row ? `/${row.id}` : ''}`
const what = (t: T, row: { country: string; level: Level }) =>
  `${countryOf(row.country).names[t.language]}: ${levelName(row.country, row.level, t.language)}`
const when = (t: T, row: { country: string }, date: Date) =>
  dateText(t.language, date, 'moment', countryOf(row.country).timeZone)

/** The set that is shown of each country and level: the one applied last. */
const shownIds = (rows: readonly BoundaryLine[]) => {
  const shown = new Map<string, BoundaryLine>()
  for (const row of rows) {
    const known = shown.get(`${row.country} ${row.level}`)
    if (row.appliedAt && (!known?.appliedAt || known.appliedAt < row.appliedAt))
      shown.set(`${row.country} ${row.level}`, row)
  }
  return new Set([...shown.values()].map(({ id }) => id))
}

export type BoundaryListProps = {
  t: T
  rows: BoundaryLine[]
  form: FormState
  countries: readonly CountryCode[]
  uploadLimit: number
}
export const BoundaryList = ({ t, rows, form, countries, uploadLimit }: BoundaryListProps) => {
  const shown = shownIds(rows)
  return (
    <>
      <Heading level={1}>{t('boundaries')}</Heading>
      <Lead>{t('boundariesLead')}</Lead>
      <Section title={t('import')}>
        <Form action={path(t)} form={form} submit={t('importSubmit')} multipart>
          <Choice
            form={form}
            name="country"
            label={t('country')}
            required
            options={countries.map((code) => ({ value: code, label: countryOf(code).names[t.language] }))}
          />
          <Choice
            form={form}
            name="level"
            label={t('level')}
            required
            options={(['municipality', 'district', 'region'] as const).map((level) => ({
              value: level,
              label: t(`level.${level}`),
            }))}
          />
          <Field
            form={form}
            name="source"
            label={t('importSource')}
            hint={t('importSourceHint')}
            required
            maxlength={300}
          />
          <FileField
            form={form}
            name="file"
            label={t('file')}
            hint={t('fileHint')}
            required
            accept=".json,.geojson,.topojson,application/json,application/geo+json"
            most={uploadLimit}
          />
          <Checkbox form={form} name="keep" label={t('keep')} hint={t('keepHint')} />
        </Form>
      </Section>
      <Section title={t('sets')}>
        <DataTable
          caption={t('sets')}
          captionHidden
          responsive="stack"
          columns={[
            { key: 'what', label: t('what') },
            { key: 'source', label: t('source') },
            { key: 'by', label: t('importedBy') },
            { key: 'state', label: t('state') },
          ]}
          rows={rows.map((row) => ({
            what: (
              <a class="ds-link" href={path(t, row)}>
                {what(t, row)}
              </a>
            ),
            source: row.source,
            by: row.shipped ? t('shipped') : [row.importer, when(t, row, row.createdAt)].filter(Boolean).join(', '),
            state: shown.has(row.id) ? (
              <Tag color="success">{t('shown')}</Tag>
            ) : row.appliedAt ? (
              <Tag>{t('earlier')}</Tag>
            ) : (
              <Tag color="warning">{t('waiting')}</Tag>
            ),
          }))}
        />
      </Section>
    </>
  )
}

type PreviewRow = BoundaryLine & { topology: Topology }
export const BoundaryPreview = ({ t, row, places }: { t: T; row: PreviewRow; places: PlaceLine[] }) => {
  const { report } = row
  const names = new Map(places.map((place) => [place.code, bareNameOf(place, t.language).text]))
  const matchOf = new Map(report?.matched.map(({ code, by }) => [code, by === 'code' ? 0 : 1]))
  const of = new Map(places.map(({ code }) => [code, matchOf.get(code) ?? 2]))
  const kept = places.some(({ code }) => !matchOf.has(code))
  return (
    <>
      <Heading level={1}>{t('preview')}</Heading>
      <Lead>{what(t, row)}</Lead>
      <DefinitionList
        items={[
          { term: t('source'), value: row.source },
          {
            term: t('importedBy'),
            value: row.shipped ? t('shipped') : [row.importer, when(t, row, row.createdAt)].filter(Boolean).join(', '),
          },
          { term: t('appliedAt'), value: row.appliedAt && when(t, row, row.appliedAt) },
        ]}
      />
      {!row.appliedAt && <Alert>{t('notYet')}</Alert>}
      <Actions>
        <PostButton action={`${path(t, row)}/apply`} variant="primary">
          {row.appliedAt ? t('applyAgain') : t('apply')}
        </PostButton>
        {!row.appliedAt && !row.shipped && (
          <PostButton action={`${path(t, row)}/remove`} variant="danger" confirm={t('throwAwayAsk')}>
            {t('throwAway')}
          </PostButton>
        )}
        <ButtonLink href={path(t)} variant="tertiary">
          {t('back')}
        </ButtonLink>
      </Actions>
      <Choropleth
        title={t('previewMap')}
        topology={row.topology}
        names={names}
        categories={
          report ? { of, labels: [t('byCode'), t('byName'), ...(kept ? [t('keptOutline')] : [])] } : undefined
        }
        source={{ text: row.source }}
      />
      {report && <ReportView t={t} row={row} names={names} />}
    </>
  )
}

const ReportView = ({ t, row, names }: { t: T; row: PreviewRow; names: ReadonlyMap<string, string> }) => {
  const { report } = row
  if (!report) return null
  const count = (number: number) => numberText(t.language, number)
  const swapped = report.matched.filter((one) => one.swapped)
  return (
    <Section title={t('report')}>
      <DefinitionList
        items={[
          { term: t('features'), value: count(report.features) },
          { term: t('byCode'), value: count(report.matched.filter(({ by }) => by === 'code').length) },
          { term: t('byName'), value: count(report.matched.filter(({ by }) => by === 'name').length) },
          { term: t('problems'), value: count(report.problems.length) },
          { term: t('missing'), value: count(report.missing.length) },
        ]}
      />
      {swapped.length > 0 && <Alert color="warning">{t('swapped', { count: swapped.length })}</Alert>}
      {report.problems.length > 0 && (
        <DataTable
          caption={t('problems')}
          responsive="stack"
          columns={[
            { key: 'index', label: t('featureNumber'), align: 'end' },
            { key: 'label', label: t('featureLabel') },
            { key: 'problem', label: t('problem') },
          ]}
          rows={report.problems.map(({ index, label, problem }) => ({
            index: count(index + 1),
            label,
            problem: t(`problem.${problem}`),
          }))}
        />
      )}
      {report.matched.some(({ by }) => by === 'name') && (
        <DataTable
          caption={t('byNameCheck')}
          responsive="stack"
          columns={[
            { key: 'label', label: t('featureLabel') },
            { key: 'place', label: t('place') },
            { key: 'code', label: t('code') },
          ]}
          rows={report.matched
            .filter(({ by }) => by === 'name')
            .map(({ label, code }) => ({ label, place: names.get(code) ?? code, code }))}
        />
      )}
      {report.missing.length > 0 && (
        <Details summary={`${t('missing')}: ${count(report.missing.length)}`}>
          <p>{report.missing.map((code) => names.get(code) ?? code).join(', ')}</p>
        </Details>
      )}
    </Section>
  )
}
