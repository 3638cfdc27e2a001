/** How accounts join the site. Read only by `site/modules.ts`. */
import type { Module } from '#platform/module.ts'
import { ownAccountData } from './account-queries.ts'
import { pages } from './pages.tsx'
import { seed } from './seed.ts'
import { texts } from './texts.ts'

export const people: Module = {
  name: 'people',
  path: '/account',
  title: (language) => texts.in(language)('account.title'),
  description: (language) => texts.in(language)('account.lead'),
  pages,
  ownData: ownAccountData,
  // Erasing is not here: deleting the account asks all other modules to erase and then does it itself (account-queries.ts).
  seed,
}
