/** The pages of administration. */
import { role, router } from '#platform/http.ts'
import type { Module } from '#platform/module.ts'
import { Heading } from '#ui/index.tsx'
import { siteTexts } from '../texts.ts'

export function administration(_modules: readonly Module[]) {
  const routes = router()
  routes.get('/', role('administrator', 'editor', 'moderator'), (c) => {
    const t = siteTexts.in(c.var.language)
    return c.render(<Heading level={1}>{t('account.administration')}</Heading>, {
      title: t('account.administration'),
      breadcrumbs: [],
    })
  })
  return routes
}
