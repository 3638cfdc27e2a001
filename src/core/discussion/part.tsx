/** The discussion below a record's text: its first comments, and the form. */
import type { Part, Reader, RecordFacts } from '#platform/module.ts'
import { kindNamed } from '../records/index.ts'
import { Discussion } from './own.views.tsx'
import { isDiscussed } from './rules.ts'
import { showingOf } from './showing.ts'

export async function discussionPart(reader: Reader, record: RecordFacts): Promise<Part | undefined> {
  if (!kindNamed(record.kind)?.discussed || !isDiscussed(record)) return undefined
  const shown = await showingOf(reader, record)
  return {
    id: 'discussion',
    title: shown.t('thread.count', { count: shown.thread.count }),
    content: <Discussion {...shown} showsPager={false} />,
  }
}
