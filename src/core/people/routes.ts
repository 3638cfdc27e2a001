/** The few addresses of Better Auth that browsers call themselves: passkeys, which need a script, and the way back from an OpenID provider. */
import { member, NotFound, open, router } from '#platform/http.ts'
import { passOn } from './asking.ts'
import { type Auth, OIDC_PROVIDER } from './auth.ts'
import { countPasskeyTry } from './doors.ts'
import { isExampleAccount } from './example-accounts.ts'

/** To be mounted at `/api/auth`. */
export function authRoutes(_auth: Auth) {
  const routes = router()
  routes.get('/passkey/generate-authenticate-options', open, async (c) => {
    await countPasskeyTry(c)
    return passOn(c, '/passkey/generate-authenticate-options')
  })
  routes.post('/passkey/verify-authentication', open, async (c) => {
    await countPasskeyTry(c)
    return passOn(c, '/passkey/verify-authentication')
  })
  // Anybody may act as an example person, so nobody may leave a key of theirs behind.
  routes.use('/passkey/*', async (c, next) => {
    if (await isExampleAccount(c.var.db, c.var.actor.id)) throw new NotFound()
    await next()
  })
  routes.get('/passkey/generate-register-options', member, (c) => passOn(c, '/passkey/generate-register-options'))
  routes.post('/passkey/verify-registration', member, (c) => passOn(c, '/passkey/verify-registration'))
  routes.get('/callback/:provider', open, (c) => {
    if (c.req.param('provider') !== OIDC_PROVIDER || !c.var.config.oidc) throw new NotFound()
    return passOn(c, `/callback/${OIDC_PROVIDER}`)
  })
  return routes
}
