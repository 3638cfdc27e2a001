/** Security headers of every answer (OWASP ASVS 5.0, V3.4): what a browser may load, send and frame. No nonces, so pages can be kept. */
import { createMiddleware } from 'hono/factory'
import type { Config } from '#platform/config.ts'
import type { Env } from '#platform/http.ts'

const policies = new WeakMap<Config, string>()
function policyOf(config: Config): string {
  let policy = policies.get(config)
  if (!policy) {
    // A form that leads on to the identity provider is followed by the browser under form-action.
    const providers = config.oidc ? ` ${new URL(config.oidc.discoveryUrl).origin}` : ''
    policy = [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "manifest-src 'self'",
      `form-action 'self'${providers}`,
      "base-uri 'none'",
      "frame-ancestors 'none'",
      ...(config.secure ? ['upgrade-insecure-requests'] : []),
    ].join('; ')
    policies.set(config, policy)
  }
  return policy
}

/** Adds what every answer carries; an answer's own policy and caching stay. */
export function secure(headers: Headers, config: Config): void {
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', policyOf(config))
  headers.set('x-content-type-options', 'nosniff')
  headers.set('referrer-policy', 'strict-origin-when-cross-origin')
  headers.set('cross-origin-opener-policy', 'same-origin')
  if (!headers.has('cross-origin-resource-policy')) headers.set('cross-origin-resource-policy', 'same-origin')
  headers.set(
    'permissions-policy',
    'camera=(), microphone=(), geolocation=(), payment=(), publickey-credentials-get=(self)',
  )
  if (config.secure) headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains')
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
}

/** Answers that have their headers already: a kept page is sent thousands of times, and making headers costs more than finding it. */
const complete = new WeakSet<Response>()
export function markComplete(answer: Response): Response {
  complete.add(answer)
  return answer
}

export const securityHeaders = (config: Config) =>
  createMiddleware<Env>(async (c, next) => {
    await next()
    if (!complete.has(c.res)) secure(c.res.headers, config)
  })
