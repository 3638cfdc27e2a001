/** What machines ask: is the process alive, can it serve, and how it is doing. */
import { bearer, open, router } from '#platform/http.ts'
import { migrationOf, newestMigration } from '#platform/migrate.ts'
import type { Parts } from './app.tsx'
import { metricsText } from './metrics.ts'

export function health({ pool }: Parts) {
  const routes = router()
  routes.get('/healthz', open, (c) => c.json({ status: 'ok' }))
  routes.get('/readyz', open, async (c) => {
    const has = await migrationOf(pool).catch(() => undefined)
    const database = has === undefined ? 'unreachable' : 'ok'
    const migrations = has === newestMigration().when ? 'ok' : 'outdated'
    const ready = database === 'ok' && migrations === 'ok'
    return c.json({ status: ready ? 'ready' : 'not ready', database, migrations }, ready ? 200 : 503)
  })
  routes.get(
    '/metrics',
    bearer((config) => config.metricsToken),
    async (c) => c.text(await metricsText(pool)),
  )
  return routes
}
