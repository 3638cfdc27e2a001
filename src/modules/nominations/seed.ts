/** Example nominations: a few practices with voices of invented visitors, one with a conspicuous hour, some voices taken out and one put back. */
import { and, asc, eq, isNotNull } from 'drizzle-orm'
import { examplePersonId } from '#core/people/index.ts'
import { organisations } from '#core/people/schema.ts'
import { places } from '#core/places/schema.ts'
import { records } from '#core/records/schema.ts'
import { networkHashOf, voterHashOf } from '#core/verification/index.ts'
import { practices } from '#modules/practices/schema.ts'
import { newId } from '#platform/ids.ts'
import type { SeedContext } from '#platform/module.ts'
import { appendLinks, holdChain, type NewLink } from './chain.ts'
import { nominations } from './schema.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** How many visitors nominated the first, second, … example practice; how many municipalities. */
const VISITORS = [23, 17, 14, 11, 9, 9, 7, 6, 5, 4, 3, 3, 2, 2, 1, 1]
const MUNICIPALITIES = [5, 3, 4, 2, 1, 2, 0, 1]
/** From this one on, the first of North Macedonia has a conspicuous hour, from one domain and one network. */
const CONSPICUOUS_FROM = 3
const DOMAINS = ['gmail.com', 't.mk', 'abv.bg', 'ukr.net', 'mail.ru', 'yahoo.com', 'outlook.com']

type Row = typeof nominations.$inferInsert

/** Runs once: does nothing where somebody has nominated already. */
export async function seed({ db, config, now, log }: SeedContext): Promise<void> {
  if ((await db.$count(nominations)) > 0) return
  const open = await db
    .select({ id: records.id, placeId: records.placeId, publishedAt: records.publishedAt, country: records.country })
    .from(records)
    .innerJoin(practices, eq(practices.id, records.id))
    .where(and(eq(records.example, true), eq(records.visibility, 'public'), eq(practices.state, 'published')))
    .orderBy(asc(records.publishedAt), asc(records.id))
    .limit(VISITORS.length)
  const voters = await db
    .select({ id: organisations.id, placeId: organisations.placeId, code: places.code })
    .from(organisations)
    .innerJoin(places, eq(places.id, organisations.placeId))
    .where(
      and(eq(organisations.kind, 'municipality'), eq(organisations.example, true), isNotNull(organisations.placeId)),
    )
    .orderBy(asc(organisations.name))
  const conspicuous = open.findIndex(({ country }, index) => index >= CONSPICUOUS_FROM && country === 'mk')
  const rows: Row[] = []
  const visitor = (practiceId: string, name: string, domain: string, network: string, createdAt: Date): Row => ({
    id: newId(),
    practiceId,
    voice: 'citizen',
    voterHash: voterHashOf(config, `${name}@example.org`),
    emailDomain: domain,
    networkHash: networkHashOf(config, network),
    language: 'mk',
    createdAt,
  })
  for (const [index, practice] of open.entries()) {
    // Between the day of publication and yesterday, evenly, so that nothing but the one hour stands out.
    const from = Math.max(practice.publishedAt?.getTime() ?? 0, now.getTime() - 80 * DAY)
    const spread = (n: number, of: number) => new Date(from + ((n + 1) / (of + 1)) * (now.getTime() - 2 * HOUR - from))
    const count = VISITORS[index] ?? 0
    for (let n = 0; n < count; n++) {
      const domain = DOMAINS[(index + n) % DOMAINS.length] ?? ''
      rows.push(visitor(practice.id, `glas-${index}-${n}`, domain, `192.0.2.${index * 4 + n}`, spread(n, count)))
    }
    const others = voters.filter(({ placeId }) => placeId !== practice.placeId)
    for (let n = 0; n < (MUNICIPALITIES[index] ?? 0); n++) {
      const voter = others[(index * 3 + n) % others.length]
      if (!voter) break
      rows.push({
        ...visitor(practice.id, `opstina-${index}-${n}`, 'example.org', `198.51.100.${index * 4 + n}`, spread(n, 6)),
        voice: 'municipality',
        organisationId: voter.id,
        placeId: voter.placeId,
      })
    }
    if (index === conspicuous) {
      const start = Math.floor((now.getTime() - 3 * DAY) / HOUR) * HOUR
      for (let n = 0; n < 18; n++)
        rows.push(visitor(practice.id, `brz-${n}`, 'firma.example', '203.0.113.9', new Date(start + n * 170_000)))
    }
  }
  const expert = open[3]
  if (expert)
    rows.push({
      ...visitor(expert.id, 'expert', 'example.org', '198.51.100.200', new Date(now.getTime() - DAY)),
      personId: examplePersonId('expert'),
      voterHash: voterHashOf(config, 'expert@example.org'),
    })
  if (rows.length === 0) return
  rows.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
  // Three of the conspicuous ones were taken out yesterday; one of them was put back today.
  const taken = rows.filter(({ emailDomain }) => emailDomain === 'firma.example').slice(0, 3)
  const [restored, ...kept] = taken
  const yesterday = new Date(now.getTime() - DAY)
  for (const row of kept)
    Object.assign(row, {
      invalidatedAt: yesterday,
      invalidatedBy: config.countries.includes('mk') ? examplePersonId('moderator') : null,
      reason: 'program',
      note: null,
    })
  const codes = new Map(voters.map(({ placeId, code }) => [placeId, code]))
  const linkOf = (row: Row, event: NewLink['event'], at: Date): NewLink => ({
    nominationId: row.id,
    practiceId: row.practiceId,
    event,
    voice: row.voice,
    placeCode: row.placeId ? (codes.get(row.placeId) ?? null) : null,
    at,
  })
  const links = [
    ...rows.map((row) => linkOf(row, 'counted', row.createdAt)),
    ...taken.map((row) => linkOf(row, 'invalidated', yesterday)),
    ...(restored ? [linkOf(restored, 'restored', new Date(now.getTime() - HOUR))] : []),
  ].sort((a, b) => a.at.getTime() - b.at.getTime())
  await db.transaction(async (tx) => {
    await holdChain(tx)
    await tx.insert(nominations).values(rows)
    await appendLinks(tx, links)
  })
  log(`${rows.length} example nominations`)
}
