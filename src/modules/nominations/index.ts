/** What other modules may ask of nominations. */
export { type Counts, countNominations, nominationTotals, topNominated } from './queries.ts'
