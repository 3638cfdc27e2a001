/** The built style sheets, scripts and fonts, and the few files at fixed addresses. */

import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { createMiddleware } from 'hono/factory'
import type { Env } from '#platform/http.ts'
import { ROOT } from '#platform/root.ts'

const PUBLIC = join(ROOT, 'public')
const FOR_EVER = 'public, max-age=31536000, immutable'
const FOR_A_DAY = 'public, max-age=86400'
const FIXED = ['/favicon.svg', '/robots.txt', '/recount.mjs']

export function staticFiles() {
  const files = serveStatic<Env>({
    root: PUBLIC,
    precompressed: true,
    onFound: (_path, c) => {
      c.header('cache-control', c.req.path.startsWith('/built/') ? FOR_EVER : FOR_A_DAY)
      c.header('vary', 'accept-encoding')
    },
  })
  return createMiddleware<Env>((c, next) =>
    c.req.path.startsWith('/built/') || FIXED.includes(c.req.path) ? files(c, next) : next(),
  )
}
