/** Addresses for machines: every module's open data below /api/v1, sign-in's own below /api/auth, and one description of it all. */
import { authRoutes } from '#core/people/routes.ts'
import { open, router } from '#platform/http.ts'
import type { Module } from '#platform/module.ts'
import type { Parts } from './app.tsx'
import { openApi } from './open-api.ts'

export function api(modules: readonly Module[], { auth }: Parts) {
  const routes = router()
  // Open data may be read by pages of other sites; nothing below /api/v1 depends on who asks.
  routes.use('/v1/*', async (c, next) => {
    await next()
    c.header('access-control-allow-origin', '*')
    c.header('cross-origin-resource-policy', 'cross-origin')
    if (c.res.status === 200 && !c.res.headers.has('cache-control')) c.header('cache-control', 'public, max-age=60')
  })
  routes.get('/v1/openapi.json', open, (c) => c.json(openApi(modules, c.var.config)))
  for (const module of modules) if (module.api) routes.route(`/v1${module.path}`, module.api)
  routes.route('/auth', authRoutes(auth))
  return routes
}
