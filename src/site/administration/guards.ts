/** Guards of administration: each names on the line of a route who may come in. What they see inside is narrowed by the rules. */
import type { MiddlewareHandler } from 'hono'
import { isAdministrator, isMember } from '#platform/actor.ts'
import { type Env, GUARDS, permit, role, SignInFirst } from '#platform/http.ts'

/** Somebody who acts as administrator of the whole portal. */
export const portalAdministrator: MiddlewareHandler<Env> = (c, next) => {
  if (!isMember(c.var.actor)) throw new SignInFirst()
  permit(isAdministrator(c.var.actor))
  return next()
}
GUARDS.set(portalAdministrator, 'administrator of the portal')

/** Somebody who acts as administrator of the portal, a country, a place or an organisation. */
export const administrator = role('administrator')

/** Those who have something to look after here at all. */
export const keeper = role('administrator', 'editor', 'moderator')
