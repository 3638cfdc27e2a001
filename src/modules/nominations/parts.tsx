/** What nominations have for the page of a practice: the button, the count, and how it is counted. */
import type { Child } from 'hono/jsx'
import type { Part, Reader, RecordFacts } from '#platform/module.ts'
import { countNominations, findCandidate, givenBy, NONE } from './queries.ts'
import { municipalityOf, refusalOf } from './rules.ts'
import { texts } from './texts.ts'
import { CountsPart, NominateButtons } from './views.tsx'

/** Only what the public reads can be nominated; what exactly is in rules.ts. */
const isPublic = (record: RecordFacts) =>
  record.kind === 'practice' && record.visibility === 'public' && record.publishedVersion !== null

export async function actionsOf({ db, actor, language }: Reader, record: RecordFacts): Promise<Child | undefined> {
  if (!isPublic(record)) return undefined
  const choices = await choicesOf(db, actor, record.id)
  return choices && <NominateButtons t={texts.in(language)} recordId={record.id} {...choices} />
}

/** What this reader may press; nothing when nominating is not theirs or not possible. */
export async function choicesOf(db: Reader['db'], actor: Reader['actor'], recordId: string) {
  const municipality = municipalityOf(actor)
  const [practice, given] = await Promise.all([
    findCandidate(db, recordId),
    actor.id === null ? [] : givenBy(db, recordId, actor.id, municipality?.placeId),
  ])
  if (!practice?.isOpen) return undefined
  const own = given.find(({ personId }) => personId === actor.id)
  const ofMunicipality = given.find(({ voice }) => voice === 'municipality')
  return {
    signedIn: actor.id !== null,
    own: own?.id,
    municipality:
      municipality && !ofMunicipality && !refusalOf('municipality', actor, practice) ? municipality.name : undefined,
    byMunicipality: ofMunicipality && ofMunicipality.id !== own?.id ? ofMunicipality.id : undefined,
    asCitizen: !refusalOf('citizen', actor, practice),
  }
}
export type Choices = NonNullable<Awaited<ReturnType<typeof choicesOf>>>

export async function partOf({ db, language }: Reader, record: RecordFacts): Promise<Part | undefined> {
  if (!isPublic(record)) return undefined
  const t = texts.in(language)
  const counts = (await countNominations(db, [record.id])).get(record.id) ?? NONE
  return { id: 'nominations', title: t('part.title'), content: <CountsPart t={t} counts={counts} /> }
}
