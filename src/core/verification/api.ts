/** Tasks for browsers, to be solved before a form is sent; and nothing else for machines. */
import { open, router } from '#platform/http.ts'
import { newChallenge } from './proofs.ts'

export const api = router()

api.get('/challenge', open, async (c) => {
  c.header('cache-control', 'no-store')
  return c.json(await newChallenge(c.var.config, c.var.now))
})
