/** What may come in about following and bookmarks. */
import { z } from 'zod'
import { page } from '#platform/forms.ts'

export const STEPS = ['follow', 'unfollow', 'bookmark', 'unbookmark'] as const
export type Step = (typeof STEPS)[number]
export const stepForm = z.object({
  set: z.enum(STEPS),
  /** Pressed in the list, where one comes back to. */
  from: z.literal('list').optional().catch(undefined),
})

export const VIEWS = ['follows', 'bookmarks'] as const
export type View = (typeof VIEWS)[number]
export const listQuery = z.object({ show: z.enum(VIEWS).catch('follows').default('follows'), page })

export const tokenForm = z.object({ token: z.string().max(1000).catch('').default('') })
