/** The HTML of an import that was checked, runs, is done or is to be taken back: progress, what was found, row by row. */
import { numberText } from '#platform/texts.ts'
import {
  Actions,
  Alert,
  ButtonLink,
  DataTable,
  Heading,
  Lead,
  Link,
  Pager,
  PostButton,
  Progress,
  Section,
  Statistic,
  Statistics,
  Tabs,
  Tag,
} from '#ui/index.tsx'
import { ImportSteps } from './columns.views.tsx'
import type { Shown } from './forms.ts'
import type { Importer } from './importer.ts'
import { StateTag } from './list.views.tsx'
import type { ProblemKind } from './queries.ts'
import { problemText } from './report.ts'
import { can, type Step } from './rules.ts'
import { type ImportedRow, type ImportRow, ROW_STATES } from './schema.ts'
import { FILE_PROBLEMS, type FileProblem } from './table.ts'
import type { T } from './texts.ts'
import type { Touch } from './touched.ts'

const addressOf = (t: T, row: ImportRow) => `/${t.language}/imports/${row.id}`
const seen = (row: ImportRow) => ({ revision: String(row.revision) })

type WorkingProps = { t: T; row: ImportRow; done: number; total: number; silent: boolean }
export const WorkingPage = ({ t, row, done, total, silent }: WorkingProps) => (
  <>
    <Heading level={1}>{row.name}</Heading>
    <ImportSteps t={t} at={row.state === 'checking' ? 'check' : 'import'} />
    <p>
      <StateTag t={t} state={row.state} />
    </p>
    <Progress
      label={t('work.title')}
      value={Math.min(done, total)}
      max={Math.max(1, total)}
      text={t('work.rows', { done: Math.min(done, total), total })}
    />
    <p>{t('work.lead')}</p>
    {silent && <Alert color="warning">{t('work.silent')}</Alert>}
    <Actions>
      {silent && (
        <PostButton action={`${addressOf(t, row)}/continue`} fields={seen(row)} variant="primary">
          {t('work.continue')}
        </PostButton>
      )}
      <ButtonLink href={addressOf(t, row)} variant="secondary">
        {t('work.again')}
      </ButtonLink>
      {can(row.state, 'cancel') && (
        <PostButton
          action={`${addressOf(t, row)}/cancel`}
          fields={seen(row)}
          variant="tertiary"
          confirm={t('cancel.ask')}
        >
          {t('cancel')}
        </PostButton>
      )}
    </Actions>
  </>
)

type ResultProps = {
  t: T
  row: ImportRow
  importer: Importer
  kinds: readonly ProblemKind[]
  rows: readonly ImportedRow[]
  show: Shown
  page: number
  pages: number
}
export const ResultPage = ({ t, row, importer, kinds, rows, show, page, pages }: ResultProps) => (
  <>
    <Heading level={1}>{row.name}</Heading>
    <ImportSteps t={t} at={row.state === 'checked' ? 'import' : 'end'} />
    {row.problem && <Alert color="warning">{stoppedText(t, row.problem)}</Alert>}
    <Section title={t(row.state === 'checked' ? 'result.checked' : 'result.done')}>
      <p>
        <StateTag t={t} state={row.state} /> {row.state === 'checked' && t('result.nothingWritten')}
      </p>
      <Statistics>
        {ROW_STATES.filter((state) => row.counts[state]).map((state) => (
          <Statistic
            label={t(`row.${state}`)}
            value={numberText(t.language, row.counts[state] ?? 0)}
            href={`${addressOf(t, row)}?show=${state}#rows`}
          />
        ))}
      </Statistics>
      <Buttons t={t} row={row} />
    </Section>
    <Section title={t('problems.title')} id="problems">
      {kinds.length === 0 ? <p>{t('problems.none')}</p> : <Kinds {...{ t, kinds, importer, row }} />}
    </Section>
    <Rows {...{ t, row, importer, rows, show, page, pages }} />
  </>
)

const WHY_STOPPED = ['cancelled', 'notAllowed'] as const
function stoppedText(t: T, problem: string): string {
  const why = WHY_STOPPED.find((one) => one === problem)
  if (why) return t(`stopped.${why}`)
  const file = FILE_PROBLEMS.find((one): one is FileProblem => one === problem)
  return file ? t(`file.${file}`, { limit: '', row: 0, rows: 0, columns: 0, most: 0 }) : t('work.silent')
}

const Buttons = ({ t, row }: { t: T; row: ImportRow }) => {
  const ready = row.counts.ready ?? 0
  const is = (step: Step) => can(row.state, step)
  return (
    <Actions>
      {is('run') && ready > 0 && (
        <PostButton action={`${addressOf(t, row)}/run`} fields={seen(row)} variant="primary">
          {t('run', { count: ready })}
        </PostButton>
      )}
      {is('map') && (
        <PostButton action={`${addressOf(t, row)}/change`} fields={seen(row)}>
          {t('change')}
        </PostButton>
      )}
      {is('remove') && (
        <PostButton
          action={`${addressOf(t, row)}/remove`}
          fields={seen(row)}
          variant="tertiary"
          confirm={t('remove.ask')}
        >
          {t('remove')}
        </PostButton>
      )}
      {is('undo') && (row.counts.added ?? 0) > 0 && (
        <ButtonLink href={`${addressOf(t, row)}/undo`} variant="secondary">
          {t('undo')}
        </ButtonLink>
      )}
    </Actions>
  )
}

const Weight = ({ t, fatal }: { t: T; fatal: boolean }) => (
  <Tag color={fatal ? 'danger' : 'neutral'}>{t(fatal ? 'problems.fatal' : 'problems.warning')}</Tag>
)

const Kinds = ({ t, kinds, importer, row }: Pick<ResultProps, 't' | 'kinds' | 'importer' | 'row'>) => (
  <>
    <DataTable
      caption={t('problems.title')}
      captionHidden
      responsive="stack"
      rowHeader={false}
      columns={[
        { key: 'column', label: t('problems.column') },
        { key: 'what', label: t('problems.what') },
        { key: 'weight', label: t('problems.weight') },
        { key: 'rows', label: t('problems.rows'), align: 'end' },
        { key: 'first', label: t('problems.first'), align: 'end' },
      ]}
      rows={kinds.map(({ rows, first, ...problem }) => ({
        column: problem.column ?? '—',
        what: problemText(importer, t.language, problem),
        weight: <Weight t={t} fatal={problem.fatal} />,
        rows: numberText(t.language, rows),
        first: numberText(t.language, first),
      }))}
    />
    <p>
      <a href={`${addressOf(t, row)}/problems.csv`}>{t('problems.download')}</a>
    </p>
  </>
)

const Rows = ({ t, row, importer, rows, show, page, pages }: Omit<ResultProps, 'kinds'>) => {
  const shown = ROW_STATES.filter((state) => row.counts[state])
  const href = (state: Shown, number = 1) =>
    `${addressOf(t, row)}?show=${state}${number > 1 ? `&page=${number}` : ''}#rows`
  return (
    <Section title={t('rows.title')} id="rows">
      <Tabs
        label={t('rows.show')}
        items={[
          { href: href('problems'), label: t('rows.problems'), current: show === 'problems' },
          ...shown.map((state) => ({ href: href(state), label: t(`row.${state}`), current: show === state })),
        ]}
      />
      {rows.length === 0 ? (
        <p>{t('problems.none')}</p>
      ) : (
        <DataTable
          caption={t('rows.title')}
          captionHidden
          responsive="stack"
          columns={[
            { key: 'row', label: t('preview.row'), align: 'end' },
            { key: 'title', label: t('rows.name') },
            { key: 'state', label: t('list.state') },
            { key: 'problems', label: t('preview.problems') },
          ]}
          rows={rows.map(({ row: number, title, state, problems, recordId }) => ({
            row: numberText(t.language, number),
            title: recordId ? <Link href={`/id/${recordId}`}>{title ?? '—'}</Link> : (title ?? '—'),
            state: t(`row.${state}`),
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
          }))}
        />
      )}
      {pages > 1 && <Pager label={t('rows.pages')} page={page} pages={pages} href={(number) => href(show, number)} />}
    </Section>
  )
}

type UndoProps = {
  t: T
  row: ImportRow
  removed: number
  kept: number
  shown: readonly (ImportedRow & { touch: Touch })[]
}
export const UndoPage = ({ t, row, removed, kept, shown }: UndoProps) => (
  <>
    <Heading level={1}>{t('undo')}</Heading>
    <Lead>{t('undo.lead')}</Lead>
    <Statistics>
      <Statistic label={t('undo.removed')} value={numberText(t.language, removed)} />
      <Statistic label={t('undo.kept')} value={numberText(t.language, kept)} />
    </Statistics>
    {kept > 0 && (
      <Section title={t('undo.stays')}>
        <DataTable
          caption={t('undo.stays')}
          captionHidden
          responsive="stack"
          columns={[
            { key: 'title', label: t('rows.name') },
            { key: 'why', label: t('undo.why') },
          ]}
          rows={shown.map(({ title, recordId, touch }) => ({
            title: <Link href={`/id/${recordId}`}>{title ?? '—'}</Link>,
            why: t(`general.kept.${touch}`),
          }))}
        />
      </Section>
    )}
    <Actions>
      <PostButton action={`${addressOf(t, row)}/undo`} fields={seen(row)} variant="danger">
        {t('undo.confirm', { count: removed })}
      </PostButton>
      <ButtonLink href={addressOf(t, row)} variant="tertiary">
        {t('undo.back')}
      </ButtonLink>
    </Actions>
  </>
)
