/** What a check of the audit trail may find, gathered and put into sentences that an auditor understands. */

export const FINDING_KINDS = [
  'changed',
  'deleted',
  'inserted',
  'reordered',
  'truncated',
  'rebuilt',
  'personal',
  'head',
  'unguarded',
] as const
export type FindingKind = (typeof FINDING_KINDS)[number]
/** `entryId` is empty when the finding is about the chain or its heads. */
export type Finding = { kind: FindingKind; entryId: number | null; sentence: string }

/** Somebody who changed everything must not fill the memory of who looks. */
const MOST = 500

export type Findings = ReturnType<typeof gatherFindings>

export function gatherFindings() {
  const list: Finding[] = []
  const notes: string[] = []
  let more = 0
  return {
    list,
    notes,
    /** How many findings beyond those of the list. */
    more: () => more,
    add(kind: FindingKind, entryId: string | number | null, sentence: string) {
      if (list.length < MOST) list.push({ kind, entryId: entryId === null ? null : Number(entryId), sentence })
      else more++
    },
    note(sentence: string) {
      if (notes.length < MOST) notes.push(sentence)
    },
  }
}
