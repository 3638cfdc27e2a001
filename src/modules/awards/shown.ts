/** An award as its pages show it to one person: entries with their practices, and of jury and votes only what this person may see. */
import { linesOf } from '#core/records/index.ts'
import { isMember } from '#platform/actor.ts'
import type { Reader } from '#platform/module.ts'
import { type Call, type CallLine, listCalls } from './calls.ts'
import { listEntries } from './entries.ts'
import { everybodySubmitted, type Juror, jurorsOf, juryResults } from './jury.ts'
import type { Shown } from './result.views.tsx'
import { mayManage, maySeeAverages, maySeeVotes } from './rules.ts'
import type { Winner } from './views.tsx'
import { countVotes } from './votes.ts'

export type Onlooking = {
  entries: Shown[]
  jurors: Juror[]
  juror: Juror | undefined
  isEditor: boolean
  allSent: boolean
}

export async function onlooking(reader: Reader, call: Call): Promise<Onlooking> {
  const { db, actor } = reader
  const [entries, jurors] = await Promise.all([listEntries(db, call.id), jurorsOf(db, call.id)])
  const juror = isMember(actor) ? jurors.find(({ personId }) => personId === actor.id) : undefined
  const isEditor = mayManage(actor, call.facts)
  const allSent = everybodySubmitted(jurors)
  const averages = maySeeAverages({ isEditor, juror, everybodySubmitted: allSent }, call.phase)
  const [lines, results, votes] = await Promise.all([
    linesOf(
      reader,
      entries.map(({ practiceId }) => practiceId),
    ),
    averages ? juryResults(db, call.id, call.criteria) : [],
    maySeeVotes(isEditor, call.phase) ? countVotes(db, call.id) : undefined,
  ])
  const shown = entries.flatMap((entry): Shown[] => {
    const line = lines.find(({ id }) => id === entry.practiceId)
    if (!line) return []
    const result = results.find(({ entryId }) => entryId === entry.id)
    return [{ entry, line, result, votes: votes && entry.shortlisted ? (votes.get(entry.id) ?? 0) : undefined }]
  })
  return { entries: shown, jurors, juror, isEditor, allSent }
}

/** Winners of the given awards, by place; an award that is not decided has none. */
export async function winnersOf(reader: Reader, calls: readonly CallLine[]): Promise<Winner[]> {
  const decided = calls.filter(({ phase }) => phase === 'decided')
  const entries = (
    await Promise.all(
      decided.map(async (call) => (await listEntries(reader.db, call.id)).map((entry) => ({ call, entry }))),
    )
  )
    .flat()
    .filter(({ entry }) => entry.rank !== null || entry.publicWinner)
    .sort((a, b) => (a.entry.rank ?? 4) - (b.entry.rank ?? 4))
  const lines = await linesOf(reader, [...new Set(entries.map(({ entry }) => entry.practiceId))])
  return entries.flatMap(({ call, entry }) => {
    const line = lines.find(({ id }) => id === entry.practiceId)
    return line ? [{ call, entry, line }] : []
  })
}

/** What a kind loads for lists that mix kinds. */
export const callLines = ({ db, actor, language, now }: Reader, ids: readonly string[]) =>
  listCalls(db, actor, language, now, { ids })
