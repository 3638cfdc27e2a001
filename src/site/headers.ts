/** Security headers of every answer (OWASP ASVS 5.0, V3.4): what a browser may load, send and frame. No nonces, so pages can be kept. */
import { createMiddleware } from 'hono/factory'
import type { Config } from '#platform/config.ts'
import type { Env } from '#platform/http.ts'

export function securityHeaders(config: Config) {
  // A form that leads on to the identity provider is followed by the browser under form-action.
  const providers = config.oidc ? ` ${new URL(config.oidc.discoveryUrl).origin}` : ''
  const policy = [
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
  return createMiddleware<Env>(async (c, next) => {
    await next()
    const { headers } = c.res
    if (!headers.has('content-security-policy')) headers.set('content-security-policy', policy)
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
  })
}
