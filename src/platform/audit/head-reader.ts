/** Goes through the signed heads beside the chain: checks each head by itself, and the chain against it. */
import type { KeyObject } from 'node:crypto'
import { BEGINNING } from './entry.ts'
import type { Findings } from './findings.ts'
import { digestOf, type Head, headLines, holdsSignature, readHead } from './heads.ts'

export type HeadReader = ReturnType<typeof readHeads>

type Source = { publicKey: KeyObject; heads: string; known: number; fact: unknown; findings: Findings }

/** `known` heads must be covered by the database; younger ones count only when its own copy, `fact`, knows them too. */
export function readHeads(source: Source) {
  const { findings } = source
  const heads = soundHeads(source)
  let before: Head | undefined
  let next: Head | undefined
  let begun = false
  let count = 0
  let good: Head | undefined
  let rebuilt = 0

  const advance = async () => {
    if (next) before = next
    const step = await heads.next()
    next = step.done ? undefined : step.value
    if (next) count++
  }
  const reach = async (position: number) => {
    if (!begun) await advance()
    begun = true
    while (next && next.position < position) await advance()
  }

  return {
    /** The heads between which a link was made. */
    async around(position: number) {
      await reach(position)
      return { before, after: next }
    },
    /** Compares a link with the heads that were signed over it. */
    async compare(position: number, hash: string) {
      await reach(position)
      while (next?.position === position) {
        if (next.hash === hash) good = next
        else if (rebuilt++ === 0)
          findings.add(
            'rebuilt',
            null,
            `The chain was rebuilt${good ? ` after link ${good.position}` : ''}: link ${position} is not the one that was signed at ${next.at}. Entries ${good ? `behind link ${good.position}` : 'up to this link'} cannot be trusted.`,
          )
        await advance()
      }
    },
    /** All links were seen, up to `position`: heads that cover more tell that the trail was cut off. */
    async end(position: number) {
      await reach(position + 1)
      if (!next) return
      let furthest = next
      while (next) {
        if (next.position > furthest.position) furthest = next
        await advance()
      }
      findings.add(
        'truncated',
        null,
        `The trail was cut off: ${furthest.position} entries were signed at ${furthest.at}, and the chain has ${position}.`,
      )
    },
    last: () => before,
    count: () => count,
  }
}

/** Heads in the order of the file; whatever is wrong with one of them is a finding, and an unsigned one is left out. */
async function* soundHeads({ publicKey, heads, known, fact, findings }: Source): AsyncGenerator<Head, undefined> {
  const copy = readHead(fact)
  const isOurs = copy !== undefined && holdsSignature(publicKey, copy)
  if (fact !== undefined && !isOurs)
    findings.add('head', null, 'The copy of the newest head in the database was altered.')
  const newest = Math.max(known, isOurs ? copy.number : 0)
  let previous: Head | undefined
  let line = 0
  for await (const text of headLines(heads)) {
    line++
    const head = readHead(text)
    if (!head || !holdsSignature(publicKey, head)) {
      findings.add('head', null, `Line ${line} of the file of heads was altered, or signed with another key.`)
      continue
    }
    // Signed while we read: the snapshot does not have it yet.
    if (head.number > newest) break
    checkOrder(previous, head, line, findings)
    tellMove(previous, head, findings)
    yield head
    previous = head
  }
  if (!isOurs || copy.number <= (previous?.number ?? 0)) {
    if (!previous) findings.note('There is no signed head yet: nothing tells whether the trail is whole.')
    return
  }
  // The program appends right after it commits; a killed one does so at its next start.
  if (copy.number === (previous?.number ?? 0) + 1 && copy.previous === (previous ? digestOf(previous) : BEGINNING))
    findings.note(`Head ${copy.number} is in the database and on its way to the file.`)
  else
    findings.add(
      'head',
      null,
      `The file of heads was cut off: it ends with head ${previous?.number ?? 0}, and head ${copy.number} was signed at ${copy.at}.`,
    )
  yield copy
}

function checkOrder(previous: Head | undefined, head: Head, line: number, findings: Findings) {
  if (head.number !== (previous?.number ?? 0) + 1 || head.previous !== (previous ? digestOf(previous) : BEGINNING))
    findings.add(
      'head',
      null,
      `Lines are missing from the file of heads before line ${line}: head ${head.number} does not follow head ${previous?.number ?? 0}.`,
    )
  if (previous && head.position < previous.position)
    findings.add(
      'truncated',
      null,
      `The trail was cut off between ${previous.at} and ${head.at}: it had ${previous.position} entries in its chain, then ${head.position}.`,
    )
}

function tellMove(previous: Head | undefined, head: Head, findings: Findings) {
  if (previous && previous.epoch !== head.epoch)
    findings.note(
      `The database moved to another PostgreSQL between ${previous.at} and ${head.at}; an entry database.restored says whether the portal's own restore did it.`,
    )
}
