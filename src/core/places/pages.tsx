/** The pages of places for people: read the request, run a query, show a view. Import of boundaries is in boundary-pages.tsx. */
import { router } from '#platform/http.ts'

export const pages = router()
