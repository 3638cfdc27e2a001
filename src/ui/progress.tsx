/** Where something stands: the steps of a procedure, what happened when, how much is done. */
import type { Child } from 'hono/jsx'
import { useWords } from './language.tsx'
import type { TagColor } from './notices.tsx'
import { Hidden } from './words.tsx'

export type Step = { label: string; state: 'done' | 'current' | 'waiting'; note?: Child; href?: string }
export const Steps = ({ label, steps }: { label: string; steps: readonly Step[] }) => {
  const t = useWords()
  return (
    <ol class="steps" aria-label={label}>
      {steps.map(({ label: name, state, note, href }) => (
        <li data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
          <span class="step-name">
            {href ? <a href={href}>{name}</a> : name}
            <Hidden> ({t(state)})</Hidden>
          </span>
          {note && <span class="meta">{note}</span>}
        </li>
      ))}
    </ol>
  )
}

export type TimelineItem = {
  /** The date in words. */
  date: string
  /** The same for machines: 2026-11-21. */
  dateTime?: string
  title: Child
  text?: Child
  color?: TagColor
}
export const Timeline = ({ items }: { items: readonly TimelineItem[] }) => (
  <ol class="timeline">
    {items.map(({ date, dateTime, title, text, color = 'brand' }) => (
      <li data-color={color}>
        <time class="meta" datetime={dateTime}>
          {date}
        </time>
        <p class="timeline-title">{title}</p>
        {text && <div class="timeline-text">{text}</div>}
      </li>
    ))}
  </ol>
)

export type ProgressProps = {
  label: string
  value: number
  max?: number
  /** The same in words: "3 of 8 sections". */
  text?: string
}
export const Progress = ({ label, value, max = 100, text }: ProgressProps) => {
  const id = `progress-${label.replace(/[^\p{L}\p{N}]+/gu, '-')}`
  return (
    <div class="progress">
      <div class="progress-words">
        <label for={id}>{label}</label>
        <span>{text ?? `${Math.round((100 * value) / max)} %`}</span>
      </div>
      <progress id={id} value={value} max={max}>
        {text ?? `${Math.round((100 * value) / max)} %`}
      </progress>
    </div>
  )
}
