/** What other modules use of repeated practices: counts and lists. */
import type { Db } from '#platform/database.ts'
import type { Language } from '#platform/languages.ts'
import { linesOfPractice, type ReplicationLine } from './queries.ts'

export { countReplications, mostReplicated, type ReplicationLine, totalsByYearAndCountry } from './queries.ts'

/** Who applied a practice, those who began first first. */
export const replicationsOf = (db: Db, practiceId: string, language: Language): Promise<ReplicationLine[]> =>
  linesOfPractice(db, practiceId, language)
