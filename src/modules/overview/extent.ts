/** What belongs to a year: conditions in SQL over public records, the same for every figure, list and chart. Runs nothing itself. */
import { type SQL, sql } from 'drizzle-orm'
import { allCountries } from '#countries/index.ts'

/** A year as the clocks of its countries have it; of one country or of all. */
export type Extent = { year: number; country?: string | undefined }

/** A moment as the clock of a country showed it: a year begins at its own midnight. */
const localTime = (moment: SQL, country: SQL) => {
  const zones = allCountries.map(({ code, timeZone }) => sql`when ${code}::text then ${timeZone}::text`)
  return sql`(${moment} at time zone case ${country} ${sql.join(zones, sql` `)} else 'UTC' end)`
}
export const yearOf = (moment: SQL, country: SQL) => sql`extract(year from ${localTime(moment, country)})::int`
export const monthOf = (moment: SQL, country: SQL) => sql`extract(month from ${localTime(moment, country)})::int`

/** In the year, and of the country if there is one; `moment` is when it happened to the record of the alias. */
export function within({ year, country }: Extent, moment: SQL, record = 'r'): SQL {
  const own = sql`${sql.identifier(record)}.country`
  const inYear = sql`${yearOf(moment, own)} = ${year}`
  return country === undefined ? inYear : sql`(${inYear} and ${own} = ${country})`
}

/** Published practices `r` and `pr` as the public list has them, with their place and the units above it. */
export const practiceRows = sql`
  records r join practices pr on pr.id = r.id
  left join places p on p.id = r.place_id left join places p2 on p2.id = p.parent_id left join places p3 on p3.id = p2.parent_id`
export const isListed = sql`(r.visibility = 'public' and r.published_version is not null and pr.state <> 'archived')`
export const regionOf = sql`case 'region' when p.level then p.id when p2.level then p2.id when p3.level then p3.id end`

/** Replications `r` of the practices `o`, both of which everybody may read. */
export const replicationRows = sql`
  records r join replications rp on rp.id = r.id
  join records o on o.id = rp.practice_id and o.visibility = 'public'`
export const isReplicated = sql`(r.visibility = 'public' and rp.state = 'published')`

/** Voices `n` for practices `r`. */
export const voiceRows = sql`nominations n join records r on r.id = n.practice_id join practices pr on pr.id = r.id`
export const isVoice = sql`(n.invalidated_at is null and ${isListed})`

/** Reactions `e` to practices `r` themselves, not to comments on them. */
export const reactionRows = sql`reactions e join records r on r.id = e.record_id join practices pr on pr.id = r.id`
export const isReaction = sql`(e.comment_id is null and ${isListed})`

/** Methods and tools `m`. */
export const methodRows = sql`records r join methods m on m.id = r.id`
export const isMethod = sql`(r.visibility = 'public' and m.state = 'published')`

/** Places in decided awards `a`: entries `e` of practices `r`. */
export const winningRows = sql`
  award_entries e join awards a on a.id = e.award_id join records ar on ar.id = a.id join records r on r.id = e.practice_id`
export const isWon = sql`(
  a.state = 'decided' and ar.visibility = 'public' and r.visibility = 'public' and e.withdrawn_at is null
  and (e.rank is not null or e.public_winner))`
/** An award belongs to the year in its name, and to its own country. */
export const ofAwardYear = ({ year, country }: Extent) =>
  country === undefined ? sql`a.year = ${year}` : sql`(a.year = ${year} and ar.country = ${country})`
