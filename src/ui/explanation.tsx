/** The one answer to "why do I see this": matching, index, recommendation, tax and eligibility all show their reasons here. It computes nothing. */
import type { Child } from 'hono/jsx'
import { numberText } from '#platform/texts.ts'
import { useLanguage, useWords } from './language.tsx'
import { Details } from './navigation.tsx'
import { type Column, DataTable } from './tables.tsx'

export type Factor = {
  label: string
  /** As a person reads it: "54,312 inhabitants". */
  value: Child
  /** Share of the whole, 0 to 1. */
  weight?: number
  /** What it added to the result, in the result's own unit; may be negative. */
  contribution?: number
}
export type Source = { label: string; href?: string; date?: string }
export type ExplanationProps = {
  /** The question; "Why do I see this?" when not said. */
  title?: string
  factors: readonly Factor[]
  /** How the factors make the result, in a sentence. */
  rule: Child
  source?: Source
  /** What would change the result, each in a sentence. */
  change?: readonly string[]
  open?: boolean
}
export const Explanation = ({ title, factors, rule, source, change = [], open }: ExplanationProps) => {
  const t = useWords()
  const language = useLanguage()
  const shows = (key: 'weight' | 'contribution') => factors.some((factor) => factor[key] !== undefined)
  const columns: Column[] = [
    { key: 'label', label: t('factor') },
    { key: 'value', label: t('value'), align: 'end' },
    ...(shows('weight') ? [{ key: 'weight', label: t('weight'), align: 'end' as const }] : []),
    ...(shows('contribution') ? [{ key: 'contribution', label: t('contribution'), align: 'end' as const }] : []),
  ]
  const rows = factors.map(({ label, value, weight, contribution }) => ({
    label,
    value,
    weight: weight === undefined ? '' : numberText(language, weight, { style: 'percent', maximumFractionDigits: 1 }),
    contribution:
      contribution === undefined
        ? ''
        : numberText(language, contribution, { maximumFractionDigits: 2, signDisplay: 'exceptZero' }),
  }))
  return (
    <div class="explanation">
      <Details summary={title ?? t('why')} open={open}>
        {factors.length > 0 && <DataTable caption={t('factors')} columns={columns} rows={rows} responsive="stack" />}
        <p>
          <strong>{t('rule')}:</strong> {rule}
        </p>
        {change.length > 0 && (
          <>
            <p>
              <strong>{t('change')}:</strong>
            </p>
            <ul>
              {change.map((sentence) => (
                <li>{sentence}</li>
              ))}
            </ul>
          </>
        )}
        {source && <SourceLine {...source} />}
      </Details>
    </div>
  )
}

/** Where a figure or a rule is from: "Source: State Statistical Office, census 2021". */
export const SourceLine = ({ label, href, date }: Source) => (
  <p class="meta">
    {useWords()('source')}: {href ? <a href={href}>{label}</a> : label}
    {date && `, ${date}`}
  </p>
)
