/** What the addresses of one award have in common: finding it, asking whether it may be managed, the context of a write. */
import { setFlash } from '#platform/flash.ts'
import { ticked } from '#platform/forms.ts'
import { found, permit, type RequestContext } from '#platform/http.ts'
import { type Call, findCall } from './calls.ts'
import type { Context } from './moving.ts'
import { mayManage } from './rules.ts'
import { texts } from './texts.ts'

export const callOf = async (c: RequestContext): Promise<Call> => {
  const { db, actor, language, now } = c.var
  return found(await findCall(db, actor, c.req.param('slug') ?? '', language, now))
}
export async function managedCall(c: RequestContext): Promise<Call> {
  const call = await callOf(c)
  permit(mayManage(c.var.actor, call.facts), 'award.managed', call.id)
  return call
}
/** Was the box of a step ticked that cannot be taken back? If not, nothing is done and the person is told. */
export async function isSure(c: RequestContext, step: string): Promise<boolean> {
  const sure = ticked.parse((await c.req.parseBody())[`sure-${step}`])
  if (!sure) setFlash(c, texts.in(c.var.language)('sure.first'), 'warning')
  return sure
}
export const contextOf = (c: RequestContext): Context => ({ publicUrl: c.var.config.publicUrl, now: c.var.now })
export const pathOf = (call: { slug: string }, page = '') => `/awards/${encodeURIComponent(call.slug)}${page}`
export const crumbs = (language: string, title: string, call?: { slug: string; title: string }) => [
  { href: `/${language}/awards`, label: title },
  ...(call ? [{ href: `/${language}${pathOf(call)}`, label: call.title }] : []),
]
