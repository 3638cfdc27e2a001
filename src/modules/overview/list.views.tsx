/** HTML of a list of what a number of the year counts. */
import type { Child } from 'hono/jsx'
import type { RecordLine } from '#platform/module.ts'
import { Alert, CardGrid, Heading, Pager, RecordCard } from '#ui/index.tsx'
import { type ListFilter, type ListName, queryOf } from './forms.ts'
import type { OverviewTexts } from './texts.ts'

export type ListContent = {
  year: number
  list: ListName
  filter: ListFilter
  /** What the list is narrowed to, in words. */
  narrowedTo: readonly Child[]
  total: number
  size: number
  lines: readonly RecordLine[]
}
export const listTitle = (t: OverviewTexts, list: ListName, year: number) => t(`list.${list}`, { year: String(year) })

export const ListPage = ({ t, content }: { t: OverviewTexts; content: ListContent }) => {
  const { year, list, filter, narrowedTo, total, size, lines } = content
  const { page, ...narrowing } = filter
  return (
    <>
      <Heading level={1}>{listTitle(t, list, year)}</Heading>
      {narrowedTo.length > 0 && (
        <ul class="record-meta">
          {narrowedTo.map((words) => (
            <li>{words}</li>
          ))}
        </ul>
      )}
      <p>{t('list.total', { count: total })}</p>
      {lines.length === 0 ? (
        <Alert>{t('list.none')}</Alert>
      ) : (
        <CardGrid wide>
          {lines.map((line) => (
            <RecordCard
              href={line.href}
              title={line.title}
              summary={line.summary}
              {...(line.lang !== t.language && { lang: line.lang })}
              {...(line.example && { example: true })}
              meta={line.note ? [line.note] : []}
            />
          ))}
        </CardGrid>
      )}
      <Pager
        page={page}
        pages={Math.ceil(total / size)}
        href={(other) => `/${t.language}/overview/${year}/${list}${queryOf(narrowing, other)}`}
      />
    </>
  )
}
