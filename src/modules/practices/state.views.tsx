/** The state of a practice in a word, coloured and said. */
import { Tag, type TagColor } from '#ui/index.tsx'
import type { PracticeTexts } from './naming.ts'
import type { State } from './schema.ts'

const COLORS: Record<State, TagColor> = {
  draft: 'neutral',
  submitted: 'info',
  changes_asked: 'warning',
  published: 'success',
  archived: 'neutral',
}

export const StateTag = ({ t, state }: { t: PracticeTexts; state: State }) => (
  <Tag color={COLORS[state]}>{t(`state.${state}`)}</Tag>
)
