/** The page of what waits for review. Deciding is done on the pages of the subject itself. */
import { isAdministrator } from '#platform/actor.ts'
import { permit, router } from '#platform/http.ts'
import type { Module } from '#platform/module.ts'
import { keeper } from './guards.ts'
import { listWaiting, moderationLines } from './moderation.ts'
import { ModerationQueue } from './moderation.views.tsx'
import { placesOf } from './naming.tsx'
import { at, show } from './page.tsx'
import { areasOf } from './rules.ts'
import { texts } from './texts.ts'

export function moderationPages(modules: readonly Module[]) {
  const routes = router()
  routes.get('/', keeper, async (c) => {
    const { db, actor, language, now } = c.var
    permit(areasOf(actor).includes('moderation'))
    const waiting = await listWaiting(c.var, modules)
    const places = await placesOf(
      db,
      waiting.map(({ record }) => record),
    )
    const kinds = new Map(modules.flatMap((module) => Object.entries(module.kinds ?? {})))
    const view = (
      <ModerationQueue
        at={at(c)}
        waiting={waiting}
        lines={await moderationLines(c.var, modules)}
        places={places}
        kindName={(kind) => kinds.get(kind)?.name(language) ?? kind}
        now={now}
        mayInvite={isAdministrator(actor)}
      />
    )
    return show(c, { area: 'moderation', lead: texts.in(language)('moderation.lead') }, view)
  })
  return routes
}
