/** The addresses of the public vote: one press for who is signed in, a form for visitors. */
import { askToConfirm, networkHashOf, PROOF_SCRIPTS, visitorProblem, voterHashOf } from '#core/verification/index.ts'
import { isMember } from '#platform/actor.ts'
import { setFlash } from '#platform/flash.ts'
import { emptyForm, type FormState, hasErrors, readForm, withErrors } from '#platform/forms.ts'
import { found, goTo, member, memberOf, open, type RequestContext, router } from '#platform/http.ts'
import { countTry } from '#platform/limits.ts'
import { callOf, contextOf, crumbs, pathOf } from './door.ts'
import { VisitorVotePage } from './entering.views.tsx'
import { visitorVoteForm, voteForm } from './forms.ts'
import { canVote } from './rules.ts'
import { onlooking } from './shown.ts'
import { texts } from './texts.ts'
import { AWARD_VOTE, CAST } from './visitors.ts'
import { castVote } from './votes.ts'

export const voting = router()

/** Tries of one person in an hour; categories are few. */
const TRIES = { tries: 30, seconds: 3600 }

voting.get('/:slug/votes/new', open, (c) => show(c, emptyForm()))

voting.post('/:slug/votes/new', open, async (c) => {
  const { db, config, now, language } = c.var
  const { call, shown } = await votable(c)
  const read = await readForm(c, visitorVoteForm)
  if (!read.ok) return show(c, read.form)
  const t = texts.in(language)
  const { email, proof } = read.data
  const { title } = shown.line
  const values = { awardId: call.id, entryId: shown.entry.id, title, award: call.title }
  const letter = { subject: t('letter.subject'), paragraphs: [t('letter.text', { title, award: call.title })] }
  const asked = { purpose: AWARD_VOTE, email, language, values, address: c.var.address, proof, letter }
  try {
    const { path } = await askToConfirm(db, config, { ...asked, recordId: call.id }, now)
    return goTo(c, path)
  } catch (error) {
    const problem = visitorProblem(error, language)
    if (!problem) throw error
    if (problem.seconds) c.header('retry-after', String(problem.seconds))
    return show(c, withErrors(read.form, problem.errors), problem.status)
  }
})

voting.post('/:slug/votes', member, async (c) => {
  const { db, config, actor, now, language, address } = c.var
  const person = memberOf(c)
  const call = await callOf(c)
  const { entry } = voteForm.parse(await c.req.parseBody())
  await countTry(db, `award vote ${person.id}`, TRIES, now)
  const voter = {
    personId: person.id,
    email: person.email,
    voterHash: voterHashOf(config, person.email),
    networkHash: networkHashOf(config, address),
  }
  const cast = await castVote(db, actor, call.id, entry, voter, contextOf(c))
  setFlash(c, texts.in(language)(CAST[cast].text), CAST[cast].color)
  return goTo(c, pathOf(call))
})

/** The entry of the address, while it can be voted for. */
async function votable(c: RequestContext) {
  const call = await callOf(c)
  const { entry } = voteForm.parse({ entry: c.req.query('entry') })
  const shown = (await onlooking(c.var, call)).entries.find((one) => one.entry.id === entry && one.entry.shortlisted)
  return { call: found(canVote(call.phase) ? call : undefined), shown: found(shown) }
}

async function show(c: RequestContext, form: FormState, status: 422 | 429 = 422) {
  const { call, shown } = await votable(c)
  const t = texts.in(c.var.language)
  const signedIn = isMember(c.var.actor)
  if (hasErrors(form)) c.status(status)
  return c.render(<VisitorVotePage {...{ t, call, form, signedIn }} entry={shown.entry} line={shown.line} />, {
    title: t('vote.title'),
    breadcrumbs: crumbs(c.var.language, t('list.title'), call),
    scripts: signedIn ? [] : PROOF_SCRIPTS,
    hidden: true,
  })
}
