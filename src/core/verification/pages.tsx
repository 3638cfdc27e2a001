/** The addresses at which a visitor confirms: the code page after the form, and the page behind the link of the letter. */
import { setFlash } from '#platform/flash.ts'
import { emptyForm, type FormState, hasErrors, readForm, withErrors } from '#platform/forms.ts'
import { found, goTo, open, type RequestContext, router } from '#platform/http.ts'
import { isId } from '#platform/ids.ts'
import {
  CONFIRMATION_MINUTES,
  type Confirming,
  confirmByCode,
  confirmByToken,
  findByToken,
  findConfirmation,
  isOver,
} from './confirmations.ts'
import { countConfirming } from './doors.ts'
import { codeForm, tokenForm } from './forms.ts'
import { purposeNamed } from './purposes.ts'
import { texts } from './texts.ts'
import { CodePage, ConfirmPage, GonePage, maskedEmail } from './views.tsx'

export const pages = router()

// The link of the letter shows a button: programs that look into mail open links, and must not confirm in a person's place.
pages.get('/confirm', open, async (c) => {
  const { token } = tokenForm.parse(c.req.query())
  const { db, language, now } = c.var
  await countConfirming(db, c.var.config, c.var.address, now)
  const waiting = await findByToken(db, token)
  const purpose = waiting && purposeNamed(waiting.purpose)
  if (!purpose || isOver(waiting, now)) return showGone(c)
  const t = texts.in(language)
  const sentence = purpose.sentence(language, waiting.values)
  return c.render(<ConfirmPage t={t} token={token} sentence={sentence} button={purpose.button(language)} />, {
    title: t('confirm.title'),
    hidden: true,
  })
})

pages.post('/confirm', open, async (c) => {
  const { db, config, now } = c.var
  await countConfirming(db, config, c.var.address, now)
  const { token } = tokenForm.parse(await c.req.parseBody())
  const confirming = await confirmByToken(db, contextOf(c), token)
  return confirming.ok ? goOn(c, confirming) : showGone(c)
})

pages.get('/:id', open, (c) => showCode(c, emptyForm()))

pages.post('/:id', open, async (c) => {
  const { db, config, now, language } = c.var
  await countConfirming(db, config, c.var.address, now)
  const read = await readForm(c, codeForm)
  if (!read.ok) return showCode(c, withErrors(read.form, { code: texts.in(language)('code.digits') }))
  const confirming = await confirmByCode(db, contextOf(c), await idOf(c), read.data.code)
  if (confirming.ok) return goOn(c, confirming)
  if (confirming.problem !== 'wrong') return showGone(c, confirming.problem === 'tries')
  const left = confirming.triesLeft ?? 0
  return showCode(c, withErrors(read.form, { code: texts.in(language)('code.wrong', { left }) }))
})

const contextOf = (c: RequestContext) => {
  const { config, actor, language, now } = c.var
  return { config, actor, language, now }
}

const idOf = async (c: RequestContext): Promise<string> => {
  const id = c.req.param('id') ?? ''
  return found(isId(id) ? id : undefined)
}

function goOn(c: RequestContext, { outcome }: Extract<Confirming, { ok: true }>) {
  if (outcome.message) setFlash(c, outcome.message, outcome.color)
  return goTo(c, outcome.path)
}

async function showCode(c: RequestContext, form: FormState) {
  const id = await idOf(c)
  const waiting = await findConfirmation(c.var.db, id)
  if (!waiting || isOver(waiting, c.var.now)) return showGone(c)
  const t = texts.in(c.var.language)
  if (hasErrors(form)) c.status(422)
  const view = <CodePage t={t} id={id} form={form} email={maskedEmail(waiting.email)} minutes={CONFIRMATION_MINUTES} />
  return c.render(view, { title: t('code.title'), hidden: true })
}

function showGone(c: RequestContext, tries = false) {
  const t = texts.in(c.var.language)
  c.status(410)
  return c.render(<GonePage t={t} tries={tries} />, { title: t('gone.title'), hidden: true })
}
