/** The addresses of nominating: giving a voice, its receipt, and how all of them are counted. */
import { namesOf } from '#core/places/index.ts'
import { linesOf, pathOfRecord } from '#core/records/index.ts'
import {
  askToConfirm,
  domainOf,
  networkHashOf,
  PROOF_SCRIPTS,
  visitorProblem,
  voterHashOf,
} from '#core/verification/index.ts'
import { countryOf } from '#countries/index.ts'
import { setFlash } from '#platform/flash.ts'
import { emptyForm, type FormState, hasErrors, readForm, withErrors } from '#platform/forms.ts'
import {
  found,
  goTo,
  member,
  memberOf,
  NotFound,
  open,
  permit,
  type RequestContext,
  router,
  to,
} from '#platform/http.ts'
import { countTry } from '#platform/limits.ts'
import { board } from './board.pages.tsx'
import { linksOfNomination, newestLinks } from './chain.ts'
import { ChainPage } from './chain.views.tsx'
import { visitorForm, voiceForm } from './forms.ts'
import { choicesOf } from './parts.tsx'
import { findCandidate, findNomination, giveVoice, NONE, nominationTotals, topNominated } from './queries.ts'
import { municipalityOf, refusalOf, usualVoice } from './rules.ts'
import { texts } from './texts.ts'
import { ListPage, NewPage, ReceiptPage } from './views.tsx'
import { NOMINATION } from './visitors.ts'

export const pages = router()

/** One person in an hour: a whole evening of reading. */
const VOICES = { tries: 60, seconds: 3600 }
const SHOWN = 50

pages.get('/', open, async (c) => {
  const { db, language } = c.var
  const t = texts.in(language)
  const [top, totals] = await Promise.all([topNominated(db, {}, SHOWN), nominationTotals(db, {})])
  const lines = await linesOf(
    c.var,
    top.map(({ id }) => id),
  )
  const rows = lines.map((practice) => ({ practice, counts: top.find(({ id }) => id === practice.id) ?? NONE }))
  return c.render(<ListPage t={t} rows={rows} totals={totals} />, {
    title: t('list.title'),
    description: t('list.lead'),
  })
})

pages.get('/chain', open, async (c) => {
  const t = texts.in(c.var.language)
  const [totals, newest] = await Promise.all([nominationTotals(c.var.db, {}), newestLinks(c.var.db, 20)])
  return c.render(<ChainPage t={t} totals={totals} newest={newest} />, {
    title: t('chain.title'),
    description: t('chain.lead'),
    breadcrumbs: [{ href: to(c, '/nominations'), label: t('list.title') }],
  })
})

pages.get('/receipts/:id', open, async (c) => {
  const { db, language } = c.var
  const t = texts.in(language)
  const { nomination, country, place } = found(await findNomination(db, c.req.param('id')))
  const [[practice], links] = await Promise.all([
    linesOf(c.var, [nomination.practiceId]),
    linksOfNomination(db, nomination.id),
  ])
  const municipality = place ? namesOf(place, language) : undefined
  const { timeZone } = countryOf(country)
  return c.render(<ReceiptPage {...{ t, nomination, practice, municipality, links, timeZone }} />, {
    title: t('receipt.title'),
    breadcrumbs: [{ href: to(c, '/nominations'), label: t('list.title') }],
    hidden: true,
  })
})

// The moderators' board: a fixed word, so before addresses of practices.
pages.route('/board', board)

pages.get('/:recordId/new', open, (c) => showNew(c, emptyForm()))

pages.post('/:recordId/new', open, async (c) => {
  const { db, config, now, language } = c.var
  const { line } = await nominable(c)
  const read = await readForm(c, visitorForm)
  if (!read.ok) return showNew(c, read.form)
  const t = texts.in(language)
  const { email, proof } = read.data
  const values = { practiceId: line.id, title: line.title }
  const letter = { subject: t('letter.ask.subject'), paragraphs: [t('letter.ask.text', { title: line.title })] }
  const asked = { purpose: NOMINATION, email, language, values, address: c.var.address, proof, letter }
  try {
    const { path } = await askToConfirm(db, config, { ...asked, recordId: line.id }, now)
    return goTo(c, path)
  } catch (error) {
    const problem = visitorProblem(error, language)
    if (!problem) throw error
    if (problem.seconds) c.header('retry-after', String(problem.seconds))
    return showNew(c, withErrors(read.form, problem.errors), problem.status)
  }
})

pages.post('/:recordId', member, async (c) => {
  const { db, config, actor, now, language } = c.var
  const person = memberOf(c)
  const { practice } = await nominable(c)
  const voice = voiceForm.parse(await c.req.parseBody()).voice ?? usualVoice(actor)
  const refusal = refusalOf(voice, actor, practice)
  permit(refusal !== 'not_entitled', 'nomination.refused', practice.id)
  if (refusal) return tell(c, practice.id, refusal === 'own' ? `problem.own.${voice}` : 'problem.closed')
  await countTry(db, `nominate ${person.id}`, VOICES, now)
  const municipality = voice === 'municipality' ? municipalityOf(actor) : undefined
  const given = await giveVoice(
    db,
    actor,
    {
      practice,
      voice,
      personId: person.id,
      municipality: municipality && { organisationId: municipality.organisationId, placeId: municipality.placeId },
      voterHash: voterHashOf(config, person.email),
      emailDomain: domainOf(person.email),
      networkHash: networkHashOf(config, c.var.address),
      language,
    },
    now,
  )
  const t = texts.in(language)
  setFlash(c, t(DONE[given.result]), given.result === 'counted' ? 'success' : 'info')
  return goTo(c, `/nominations/receipts/${given.id}`)
})

const DONE = {
  counted: 'done.counted',
  already: 'done.already',
  municipality_already: 'done.municipalityAlready',
} as const

/** The practice of the address, if this person may read it. */
async function nominable(c: RequestContext) {
  const id = c.req.param('recordId') ?? ''
  const practice = found(await findCandidate(c.var.db, id))
  const [line] = await linesOf(c.var, [practice.id])
  if (!line || !practice.isOpen) throw new NotFound()
  return { practice, line }
}

async function showNew(c: RequestContext, form: FormState, status: 422 | 429 = 422) {
  const { line } = await nominable(c)
  const choices = found(await choicesOf(c.var.db, c.var.actor, line.id))
  const t = texts.in(c.var.language)
  if (hasErrors(form)) c.status(status)
  return c.render(<NewPage t={t} practice={line} form={form} choices={choices} recordId={line.id} />, {
    title: t('new.title'),
    breadcrumbs: [{ href: line.href, label: line.title }],
    scripts: choices.signedIn ? [] : PROOF_SCRIPTS,
    hidden: true,
  })
}

/** Back to the practice, with the reason why it was not done. */
async function tell(
  c: RequestContext,
  practiceId: string,
  key: 'problem.closed' | 'problem.own.citizen' | 'problem.own.municipality',
) {
  setFlash(c, texts.in(c.var.language)(key), 'warning')
  const path = await pathOfRecord(c.var.db, { id: practiceId, kind: 'practice' })
  return goTo(c, encodeURI(path ?? '/practices'))
}
