/** The pages of awards for readers: the archive, one award, its feed; and the way to those of editors, jurors and voters. */

import { recordActions, recordBadges, recordParts } from '#core/records/index.ts'
import { isMember } from '#platform/actor.ts'
import { ATOM_TYPE, answerAtom } from '#platform/atom.ts'
import { open, type RequestContext, router, to } from '#platform/http.ts'
import { Badges } from '#ui/index.tsx'
import { calling } from './calling.pages.tsx'
import { type Call, listCalls } from './calls.ts'
import { deciding } from './deciding.pages.tsx'
import { callOf, crumbs, pathOf } from './door.ts'
import { entering } from './entering.pages.tsx'
import { VoteButton } from './entering.views.tsx'
import { countCandidates, entersSomething } from './entries.ts'
import { judging } from './jury.pages.tsx'
import { managing } from './manage.pages.tsx'
import { AwardPage } from './page.views.tsx'
import { canEnter, countryEdited, isOwn } from './rules.ts'
import { onlooking, winnersOf } from './shown.ts'
import { texts } from './texts.ts'
import { AwardsPage } from './views.tsx'
import { voting } from './votes.pages.tsx'
import { votesOf } from './votes.ts'
import { weeks } from './weeks.pages.tsx'

export const pages = router()

pages.get('/', open, async (c) => {
  const { db, actor, language, now } = c.var
  const t = texts.in(language)
  const calls = await listCalls(db, actor, language, now)
  const winners = await winnersOf(c.var, calls)
  const mayCall = countryEdited(actor) !== undefined
  return c.render(<AwardsPage t={t} calls={calls} winners={winners} mayCall={mayCall} />, {
    title: t('list.title'),
    description: t('list.lead'),
    breadcrumbs: crumbs(language, t('list.title')),
    feeds: [{ href: to(c, '/awards/list.atom'), type: ATOM_TYPE, title: t('list.title') }],
  })
})

pages.get('/list.atom', open, async (c) => {
  const { db, actor, language, now, config } = c.var
  const t = texts.in(language)
  const calls = (await listCalls(db, actor, language, now)).filter(({ facts }) => facts.announced)
  const winners = await winnersOf(c.var, calls)
  return answerAtom(c, {
    self: `${config.publicUrl}${to(c, '/awards/list.atom')}`,
    page: `${config.publicUrl}${to(c, '/awards')}`,
    title: t('list.title'),
    entries: calls.map((call) => ({
      id: `urn:uuid:${call.id}`,
      href: `${config.publicUrl}${to(c, pathOf(call))}`,
      title: `${call.title} · ${t(`phase.${call.phase}`)}`,
      lang: call.lang,
      published: call.publishedAt,
      updated: call.updatedAt,
      summary: [
        call.description,
        ...winners.filter((won) => won.call.id === call.id).map(({ line }) => line.title),
      ].join('\n'),
    })),
  })
})

// Fixed words (`/new`, `/weeks`) come before addresses of awards.
pages.route('/', weeks)
pages.route('/', calling)
pages.route('/', managing)
pages.route('/', entering)
pages.route('/', judging)
pages.route('/', voting)
pages.route('/', deciding)

pages.get('/:slug', open, async (c) => {
  const { language } = c.var
  const call = await callOf(c)
  if (call.slug !== c.req.param('slug')) return c.redirect(to(c, `/awards/${encodeURI(call.slug)}`), 301)
  const t = texts.in(language)
  return c.render(await drawAward(c, call), {
    title: call.title,
    description: call.description.slice(0, 160),
    breadcrumbs: crumbs(language, t('list.title')),
    feeds: [{ href: to(c, '/awards/list.atom'), type: ATOM_TYPE, title: t('list.title') }],
    hidden: !call.facts.announced,
  })
})

async function drawAward(c: RequestContext, call: Call) {
  const { db, actor } = c.var
  const t = texts.in(c.var.language)
  const [seen, candidates, mayEnter, own, actions, parts, badges] = await Promise.all([
    onlooking(c.var, call),
    countCandidates(db, call.facts),
    canEnter(call.phase) && entersSomething(db, actor, call),
    isMember(actor) ? votesOf(db, call.id, actor.id) : new Map<string, string>(),
    recordActions(c.var, call.record),
    recordParts(c.var, call.record),
    recordBadges(c.var, [call.id]),
  ])
  const jury = seen.jurors.filter(({ declaredAt, gone }) => declaredAt !== null && !gone).map(({ name }) => name)
  return (
    <AwardPage
      {...{ t, call, candidates, jury, actions, parts, mayEnter }}
      entries={seen.entries}
      badges={<Badges badges={badges.get(call.id) ?? []} />}
      mayManage={seen.isEditor}
      isJuror={seen.juror !== undefined}
      vote={(entry) => (
        <VoteButton
          {...{ t, call, entry }}
          signedIn={isMember(actor)}
          own={isOwn(actor.id, entry.authorIds)}
          votedFor={own.get(entry.categoryId)}
        />
      )}
    />
  )
}
