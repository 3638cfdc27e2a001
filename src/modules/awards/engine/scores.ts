/** What the points of a jury come to: a weighted mean for each entry, its spread, its place in the category. Pure: no database, no clock. */

/**
 * The linear additive model: an option's value is the sum of its points by criterion times the criterion's weight, weights adding up to one.
 * Source: Department for Communities and Local Government, "Multi-criteria analysis: a manual", London 2009.
 */
export const SOURCE = {
  label: 'Department for Communities and Local Government: Multi-criteria analysis: a manual',
  date: '2009',
} as const

/** Weights of a call add up to this. */
export const WHOLE = 100
export const MOST_POINTS = 10
/** An opinion of one is no judgement of a jury: such results are shown with a mark. */
export const FEWEST_JURORS = 2

export type Weighed = { id: string; weight: number }
/** Points of one juror for one entry by criterion, 0 to 10. Sheets that miss a criterion do not count. */
export type Sheet = { entryId: string; personId: string; points: ReadonlyMap<string, number> }
export type Judged = { id: string; categoryId: string }

export type CriterionResult = {
  criterionId: string
  weight: number
  /** Mean points, 0 to 10. */ mean: number
  /** What it adds to the result. */ contribution: number
}
export type Result = {
  entryId: string
  categoryId: string
  /** How many jurors without a conflict judged it in full. */
  jurors: number
  /** Weighted mean, 0 to 10; nothing where nobody judged it. */
  mean: number | null
  lowest: number | null
  highest: number | null
  /** Sample standard deviation over jurors; nothing for fewer than two. */
  deviation: number | null
  criteria: readonly CriterionResult[]
  /** Place in its category: equal means share one, and the next place is left out (1, 2, 2, 4). */
  rank: number | null
  tied: boolean
  fewJurors: boolean
}

/** Whole numbers, so that equal means are equal: sum of points times weights over all jurors, and how many jurors. */
type Exact = { sum: number; jurors: number }
/** Below nought when `a` has the higher mean. */
const compare = (a: Exact, b: Exact) => b.sum * a.jurors - a.sum * b.jurors

const meanOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length

/** One juror's weighted points for an entry, times 100; nothing while a criterion is missing. */
export function totalOf(points: ReadonlyMap<string, number>, criteria: readonly Weighed[]): number | undefined {
  let total = 0
  for (const { id, weight } of criteria) {
    const given = points.get(id)
    if (given === undefined) return undefined
    total += given * weight
  }
  return total
}

/** Results of all entries in their order, ranked within their categories. */
export function resultsOf(
  entries: readonly Judged[],
  criteria: readonly Weighed[],
  sheets: readonly Sheet[],
): Result[] {
  const judged = entries.map((entry) => {
    const full = sheets.flatMap((sheet) => {
      const total = sheet.entryId === entry.id ? totalOf(sheet.points, criteria) : undefined
      return total === undefined ? [] : [{ points: sheet.points, total }]
    })
    const exact: Exact = { sum: full.reduce((sum, { total }) => sum + total, 0), jurors: full.length }
    return { entry, full, exact }
  })
  return judged.map(({ entry, full, exact }) => {
    const rivals = judged.filter((one) => one.entry.categoryId === entry.categoryId && one.exact.jurors > 0)
    const values = full.map(({ total }) => total / WHOLE)
    const isJudged = exact.jurors > 0
    return {
      entryId: entry.id,
      categoryId: entry.categoryId,
      jurors: exact.jurors,
      mean: isJudged ? exact.sum / WHOLE / exact.jurors : null,
      lowest: isJudged ? Math.min(...values) : null,
      highest: isJudged ? Math.max(...values) : null,
      deviation: deviationOf(values),
      criteria: isJudged
        ? criteria.map(({ id, weight }) => {
            const mean = meanOf(full.map(({ points }) => points.get(id) ?? 0))
            return { criterionId: id, weight, mean, contribution: (mean * weight) / WHOLE }
          })
        : [],
      rank: isJudged ? 1 + rivals.filter((rival) => compare(rival.exact, exact) < 0).length : null,
      tied: isJudged && rivals.some((rival) => rival.entry.id !== entry.id && compare(rival.exact, exact) === 0),
      fewJurors: exact.jurors < FEWEST_JURORS,
    }
  })
}

function deviationOf(values: readonly number[]): number | null {
  if (values.length < 2) return null
  const mean = meanOf(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))
}

/**
 * The first `length` of a category by the jury. Who shares the last place is in as well: the jury gave no reason to leave one of them out.
 * `tied`: the list became longer than asked for.
 */
export function shortlistOf(results: readonly Result[], length: number): { entryIds: string[]; tied: boolean } {
  const chosen = results
    .filter(({ rank }) => rank !== null && rank <= length)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
  return { entryIds: chosen.map(({ entryId }) => entryId), tied: chosen.length > length }
}

/** Do the given places follow the jury's means? Equals may share a place or be told apart by the editor; nobody passes a better one. */
export function followsJury(ranks: ReadonlyMap<string, number>, results: readonly Result[]): boolean {
  const placed = results.filter(({ rank }) => rank !== null)
  const given = (result: Result) => ranks.get(result.entryId) ?? Number.POSITIVE_INFINITY
  return (
    placed.every((one) =>
      placed.every(
        (other) => (one.rank ?? 0) >= (other.rank ?? 0) || given(one) < given(other) || !ranks.has(other.entryId),
      ),
    ) && results.every(({ rank, entryId }) => rank !== null || !ranks.has(entryId))
  )
}

/** Those with most votes; several when they have equally many, none when nobody voted. */
export function mostVoted(votes: ReadonlyMap<string, number>): string[] {
  const most = Math.max(0, ...votes.values())
  return most === 0 ? [] : [...votes].filter(([, count]) => count === most).map(([id]) => id)
}
