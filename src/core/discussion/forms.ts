/** What people may send to a discussion: comments, edits, reports, decisions, settings, and the queries of its addresses. */
import { z } from 'zod'
import { optional, page, revision, text, ticked } from '#platform/forms.ts'
import { isId } from '#platform/ids.ts'
import { LANGUAGES, type Language } from '#platform/languages.ts'
import { type Anchor, COMMENT_REASONS, MODERATIONS, REACTIONS } from './schema.ts'

/** Long enough for a case told with its figures; longer is a practice of its own. */
export const LONGEST = 4000
export const LONGEST_NOTE = 1000

const id = z.string().refine(isId)

/** `results:3f2a`: a paragraph; `results`: the section as a whole; anything else is the whole record. */
export const anchorOf = (value: unknown): Anchor | null => {
  const [, field, paragraphId = ''] =
    /^([A-Za-z][A-Za-z0-9_-]{0,60})(?::([\w-]{1,60}))?$/.exec(String(value ?? '')) ?? []
  return field ? { field, paragraphId } : null
}
export const anchorValue = ({ field, paragraphId }: Anchor): string =>
  paragraphId === '' ? field : `${field}:${paragraphId}`

const commentText = text(2, LONGEST)

export type CommentInput = {
  text: string
  language: Language
  about: Anchor | null
  parentId: string | undefined
  follow: boolean
}
/** Names begin with `comment`: the form stands on pages of records, among other forms. */
export const commentForm = z
  .object({
    comment: commentText,
    commentLanguage: z.enum(LANGUAGES),
    commentAbout: z.unknown().optional().transform(anchorOf),
    commentParent: optional(id).catch(undefined),
    commentFollow: ticked,
  })
  .transform(
    (typed): CommentInput => ({
      text: typed.comment,
      language: typed.commentLanguage,
      about: typed.commentAbout,
      parentId: typed.commentParent,
      follow: typed.commentFollow,
    }),
  )

export type EditInput = { text: string; language: Language; revision: number }
export const editForm = z
  .object({ comment: commentText, commentLanguage: z.enum(LANGUAGES), revision })
  .transform((typed): EditInput => ({ text: typed.comment, language: typed.commentLanguage, revision: typed.revision }))

/** The button says which, and whether it is given or taken back: a second press of the same button changes nothing more. */
export const reactionForm = z.union([
  z.object({ give: z.enum(REACTIONS) }).transform(({ give }) => ({ reaction: give, give: true })),
  z.object({ take: z.enum(REACTIONS) }).transform(({ take }) => ({ reaction: take, give: false })),
])

export const reportForm = z.object({
  reason: z.enum(COMMENT_REASONS),
  note: optional(z.string().trim().max(LONGEST_NOTE)),
})
export type ReportInput = z.infer<typeof reportForm>

export const DECISIONS = ['show', 'refuse', 'dismiss'] as const
export type Decision = (typeof DECISIONS)[number]

export const decisionForm = z.object({
  decision: z.enum(DECISIONS),
  reason: optional(z.enum(COMMENT_REASONS)),
  note: optional(z.string().trim().max(LONGEST_NOTE)),
  revision,
})
export type DecisionInput = z.infer<typeof decisionForm>

/** What is missing for a decision to be understood: a refusal has a reason, and "another reason" says which. */
export const missingIn = ({
  decision,
  reason,
  note,
}: Omit<DecisionInput, 'revision'>): 'reason' | 'note' | undefined =>
  decision !== 'refuse' ? undefined : reason === undefined ? 'reason' : reason === 'other' && !note ? 'note' : undefined

/** `mixed`: nothing set; a moderator reads first what new people write. */
export const SETTINGS = ['mixed', ...MODERATIONS] as const
export const settingForm = z.object({ moderation: z.enum(SETTINGS) })

export const threadQuery = z.object({ page, about: z.unknown().optional().transform(anchorOf) })
export const listQuery = z.object({ page })
