/** All pages below /account; each group of them is in a file of its own. */
import { router } from '#platform/http.ts'
import { accountPages } from './account-pages.tsx'
import { invitationPages } from './invitation-pages.tsx'
import { registerPages } from './register-pages.tsx'
import { securityPages } from './security-pages.tsx'
import { signInPages } from './sign-in-pages.tsx'

export const pages = router()
for (const group of [signInPages, registerPages, invitationPages, accountPages, securityPages]) pages.route('/', group)
