/** Counts and times of requests in Prometheus form, and one log line a request without anything personal. */
import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import type pg from 'pg'
import type { Logger } from 'pino'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Env } from '#platform/http.ts'

const registry = new Registry()
collectDefaultMetrics({ register: registry })
const seconds = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Time to answer requests by method, route and status',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  registers: [registry],
})
const connections = new Gauge({
  name: 'database_connections',
  help: 'Connections of the pool by state',
  labelNames: ['state'],
  registers: [registry],
})

export async function metricsText(pool: pg.Pool): Promise<string> {
  connections.set({ state: 'idle' }, pool.idleCount)
  connections.set({ state: 'used' }, pool.totalCount - pool.idleCount)
  connections.set({ state: 'waiting' }, pool.waitingCount)
  return registry.metrics()
}

export type AnsweredRequest = {
  requestId: string
  method: string
  /** Routes and not addresses are counted: addresses hold slugs, searches and ids, and have no end. */
  route: string
  status: number
  milliseconds: number
}

export function countRequest(log: Logger, { requestId, method, route, status, milliseconds }: AnsweredRequest): void {
  seconds.observe({ method, route, status }, milliseconds / 1000)
  const isBroken = status >= 500
  if (!isBroken && !log.isLevelEnabled('debug')) return
  const line = { request: requestId, method, route, status, ms: Math.round(milliseconds * 10) / 10 }
  if (isBroken) log.error(line, 'request')
  else log.debug(line, 'request')
}

export const countRequests = (log: Logger) =>
  createMiddleware<Env>(async (c, next) => {
    const start = performance.now()
    await next()
    const milliseconds = performance.now() - start
    const { requestId } = c.var
    countRequest(log, { requestId, method: c.req.method, route: routePath(c, -1), status: c.res.status, milliseconds })
  })
