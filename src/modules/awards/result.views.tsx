/** What jury and public gave to an entry, and how it came about. */
import type { RecordLine } from '#platform/module.ts'
import { Explanation, Meta } from '#ui/index.tsx'
import type { Call, Criterion } from './calls.ts'
import { type Result, SOURCE } from './engine/scores.ts'
import type { Entry } from './entries.ts'
import type { AwardTexts } from './texts.ts'
import { inText, scoreText } from './views.tsx'

export type Shown = { entry: Entry; line: RecordLine; result: Result | undefined; votes: number | undefined }
/** What jury and public gave, once it may be seen, and how it came about. */
export const EntryResult = ({ t, call, shown }: { t: AwardTexts; call: Call; shown: Shown }) => {
  const { result, votes } = shown
  if (!result && votes === undefined) return null
  return (
    <>
      <Meta>
        {[
          result && resultText(t, result),
          votes !== undefined && shown.entry.shortlisted && t('vote.count', { count: votes }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Meta>
      {result && result.mean !== null && <ResultExplanation t={t} criteria={call.criteria} result={result} />}
    </>
  )
}

export const resultText = (t: AwardTexts, result: Result): string => {
  if (result.mean === null) return t('result.none')
  return [
    t('result.mean', { mean: scoreText(t, result.mean), jurors: result.jurors }),
    result.tied && t('result.tied'),
    result.fewJurors && t('result.few'),
  ]
    .filter(Boolean)
    .join(' · ')
}

const ResultExplanation = ({
  t,
  criteria,
  result,
}: {
  t: AwardTexts
  criteria: readonly Criterion[]
  result: Result
}) => {
  const nameOf = (id: string) => inText(t, criteria.find((one) => one.id === id)?.names ?? {})
  const spread =
    result.deviation === null
      ? []
      : [
          t('result.spread', {
            lowest: scoreText(t, result.lowest ?? 0),
            highest: scoreText(t, result.highest ?? 0),
            deviation: scoreText(t, result.deviation),
          }),
        ]
  return (
    <Explanation
      title={t('result.how')}
      factors={result.criteria.map(({ criterionId, weight, mean, contribution }) => ({
        label: nameOf(criterionId),
        value: scoreText(t, mean),
        weight: weight / 100,
        contribution,
      }))}
      rule={[t('result.rule'), ...spread].join(' ')}
      source={{ label: SOURCE.label, date: SOURCE.date }}
    />
  )
}
