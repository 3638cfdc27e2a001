/** Prints every address of the portal with its guard: `npm run routes`. */
import { GUARDS } from '#platform/http.ts'
import { modules } from '#site/modules.ts'
import { pages } from '#site/pages.tsx'

export type RouteLine = { method: string; path: string; guard: string | undefined }

/** The first handler of each route is its guard. */
export function allRoutes(): RouteLine[] {
  const routers = [
    { base: '/:language', router: pages(modules) },
    ...modules.flatMap(({ path, pages: own, api }) => [
      ...(own ? [{ base: `/:language${path}`, router: own }] : []),
      ...(api ? [{ base: `/api/v1${path}`, router: api }] : []),
    ]),
  ]
  const lines = new Map<string, RouteLine>()
  for (const { base, router } of routers)
    for (const { method, path, handler } of router.routes) {
      if (method === 'ALL') continue
      const address = `${base}${path === '/' ? '' : path}`
      const key = `${method} ${address}`
      if (!lines.has(key)) lines.set(key, { method, path: address, guard: GUARDS.get(handler) })
    }
  return [...lines.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
}

if (import.meta.main) {
  for (const { method, path, guard } of allRoutes())
    console.log(`${method.padEnd(6)} ${path.padEnd(64)} ${guard ?? 'NO GUARD'}`)
}
