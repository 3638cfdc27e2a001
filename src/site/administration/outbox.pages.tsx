/** Pages of the outbox: the list, one letter, trying again. */
import { z } from 'zod'
import { reachFrom } from '#core/people/index.ts'
import { setFlash } from '#platform/flash.ts'
import { found, goTo, memberOf, NotFound, permit, type RequestContext, router } from '#platform/http.ts'
import { portalAdministrator } from './guards.ts'
import { countLetters, findLetter, listLetters, outboxFilter, sendAgain } from './outbox.ts'
import { LetterPageView, OutboxList } from './outbox.views.tsx'
import { at, show } from './page.tsx'
import { emailsFor } from './people.pages.tsx'
import { withoutTokens } from './rules.ts'
import { texts } from './texts.ts'

export const outboxPages = router()

/** Without a mail server the outbox is where people read their letters; with one, letters are between the portal and them. */
const addressesFor = async (c: RequestContext) => {
  const email = await emailsFor(c)
  return (letter: { to: string; example: boolean }) =>
    c.var.config.smtpUrl ? email({ email: letter.to, example: letter.example }) : letter.to
}

outboxPages.get('/', portalAdministrator, async (c) => {
  const { db, config, language } = c.var
  const filter = outboxFilter.parse(c.req.query())
  const { letters, next } = await listLetters(db, filter)
  const address = await addressesFor(c)
  const view = (
    <OutboxList
      at={at(c)}
      letters={letters.map((letter) => ({ ...letter, to: address(letter) }))}
      next={next}
      filter={filter}
      counts={await countLetters(db)}
      hasServer={config.smtpUrl !== undefined}
    />
  )
  return show(c, { area: 'outbox', lead: texts.in(language)('outbox.lead') }, view)
})

const idOf = (c: RequestContext) => {
  const id = z.uuid().safeParse(c.req.param('id')).data
  if (!id) throw new NotFound()
  return id
}

outboxPages.get('/:id', portalAdministrator, async (c) => {
  const letter = found(await findLetter(c.var.db, idOf(c)))
  const address = await addressesFor(c)
  const text = c.var.config.smtpUrl ? withoutTokens(letter.text) : letter.text
  const mayTry = (await reachFrom(c.var.db, c.var.actor.id))(letter.to)
  const view = <LetterPageView at={at(c)} letter={{ ...letter, to: address(letter), text }} mayTry={mayTry} />
  c.header('cache-control', 'no-store')
  return show(c, { area: 'outbox', title: texts.in(c.var.language)('outbox.letter') }, view)
})

outboxPages.post('/:id/send-again', portalAdministrator, async (c) => {
  const t = texts.in(c.var.language)
  const letter = found(await findLetter(c.var.db, idOf(c)))
  permit((await reachFrom(c.var.db, c.var.actor.id))(letter.to), 'letter.refused')
  const again = await sendAgain(c.var.db, memberOf(c), letter.id, c.var.now)
  setFlash(c, t(again ? 'outbox.again' : 'outbox.went'), again ? 'success' : 'warning')
  return goTo(c, '/administration/outbox')
})
