/** SQL twins of the rules by which practices count as true, over `r` and `pr`; standing.test.ts holds the two together. */
import { type SQL, sql } from 'drizzle-orm'
import { REVIEW_MONTHS, todayOf } from './rules.ts'

/** `reviewDayOf` */
export const reviewDaySql = sql`coalesce(pr.review_on,
  ((r.published_at at time zone 'UTC') + interval '${sql.raw(String(REVIEW_MONTHS))} months')::date)`

/** `isFresh` */
export const isFreshSql = (now: Date): SQL =>
  sql`(pr.standing is distinct from 'ended' and coalesce(${reviewDaySql} > ${todayOf(now)}::date, true))`
