/** What may come in about topics: the choice in a form of another module, and the query strings of the pages. */
import { z } from 'zod'
import { several } from '#platform/forms.ts'

/** More topics than this say nothing: everything would be found everywhere. */
export const MOST_TOPICS = 5

const topicId = z
  .string()
  .regex(/^[a-z]+(-[a-z]+)*$/)
  .max(80)

/** The field that `TopicPicker` posts, for the schema of a form. `setTopics` leaves out ids that are no topics. */
export const chosenTopics = (least = 1, most = MOST_TOPICS) =>
  several(topicId).pipe(z.array(z.string()).min(least).max(most))

export const topicQuery = z.object({ q: z.string().trim().max(100).catch('').default('') })
