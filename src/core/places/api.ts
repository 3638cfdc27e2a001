/** Places as open data, for machines; the shape is spelled out field by field. */
import { router } from '#platform/http.ts'

export const api = router()
