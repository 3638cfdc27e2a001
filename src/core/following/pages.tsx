/** The addresses of following and bookmarks: pressing the buttons, one's own list, the link of a letter. */
import { countryOf } from '#countries/index.ts'
import { nobody } from '#platform/actor.ts'
import { setFlash } from '#platform/flash.ts'
import { readForm } from '#platform/forms.ts'
import { found, goTo, member, memberOf, open, type RequestContext, router } from '#platform/http.ts'
import { isId } from '#platform/ids.ts'
import { countTry } from '#platform/limits.ts'
import { findReadable, kindNamed, linesOf, pathOfRecord } from '../records/index.ts'
import { listQuery, stepForm, tokenForm } from './forms.ts'
import { listOwn, take } from './queries.ts'
import { canBeFollowed } from './rules.ts'
import { texts } from './texts.ts'
import { readStopToken } from './tokens.ts'
import { BrokenLinkPage, FollowingPage, StopPage, StoppedPage } from './views.tsx'

export const pages = router()

/** More than any person presses. */
const PRESSES = { tries: 300, seconds: 3600 }

pages.get('/', member, async (c) => {
  const { db, language, actor, config } = c.var
  const t = texts.in(language)
  const { show, page } = listQuery.parse(c.req.query())
  const { rows, hasNext } = await listOwn(db, memberOf(c).id, show, page)
  const lines = new Map(
    (
      await linesOf(
        c.var,
        rows.map(({ recordId }) => recordId),
      )
    ).map((line) => [line.id, line]),
  )
  const own = rows.map(({ recordId, at }) => {
    const line = lines.get(recordId)
    return { recordId, at, line, kind: line && kindNamed(line.kind)?.name(language) }
  })
  const { timeZone } = countryOf(actor.grant?.organisation?.country ?? config.countries[0] ?? 'mk')
  return c.render(<FollowingPage t={t} view={show} lines={own} page={page} hasNext={hasNext} timeZone={timeZone} />, {
    title: t('title'),
    hidden: true,
  })
})

// Before `/of/…`: the words of the link in letters.
pages.get('/stop', open, async (c) => {
  const { token } = tokenForm.parse(c.req.query())
  const followed = readStopToken(c.var.config, token)
  if (!followed) return showBroken(c)
  const t = texts.in(c.var.language)
  return c.render(<StopPage t={t} token={token} line={await publicLine(c, followed.recordId)} />, head(c))
})

pages.post('/stop', open, async (c) => {
  const read = await readForm(c, tokenForm)
  const followed = read.ok && readStopToken(c.var.config, read.data.token)
  if (!followed) return showBroken(c)
  await take(c.var.db, followed.personId, followed.recordId, 'unfollow', c.var.now)
  return c.render(<StoppedPage t={texts.in(c.var.language)} line={await publicLine(c, followed.recordId)} />, head(c))
})

/** Who was asked to sign in comes back to the record. */
pages.get('/of/:recordId', member, async (c) => goTo(c, await pathOf(c, await recordOf(c))))

pages.post('/of/:recordId', member, async (c) => {
  const { db, now, language } = c.var
  const read = await readForm(c, stepForm)
  const { set, from } = found(read.ok ? read.data : undefined)
  await countTry(db, `following ${memberOf(c).id}`, PRESSES, now)
  const stops = set === 'unfollow' || set === 'unbookmark'
  // Whoever lost the right to read a record may still let it go.
  const id = stops ? recordId(c) : (await recordOf(c, true)).id
  await take(db, memberOf(c).id, id, set, now)
  setFlash(c, texts.in(language)(`done.${set}`))
  if (from === 'list') return goTo(c, set === 'unbookmark' ? '/following?show=bookmarks' : '/following')
  const record = await findReadable(db, c.var.actor, id)
  return goTo(c, record ? await pathOf(c, record) : '/following')
})

const recordId = (c: RequestContext) => {
  const id = c.req.param('recordId') ?? ''
  return found(isId(id) ? id : undefined)
}

async function recordOf(c: RequestContext, toFollow = false) {
  const record = found(await findReadable(c.var.db, c.var.actor, recordId(c)))
  return found(!toFollow || canBeFollowed(record) ? record : undefined)
}

const pathOf = async (c: RequestContext, record: { id: string; kind: string }) =>
  encodeURI(found(await pathOfRecord(c.var.db, record)))

/** A letter may be read by others: the page behind its link says no more than everybody may know. */
async function publicLine(c: RequestContext, id: string) {
  const [line] = await linesOf({ ...c.var, actor: nobody }, [id])
  return line
}

const head = (c: RequestContext) => ({ title: texts.in(c.var.language)('stop.title'), hidden: true })

function showBroken(c: RequestContext) {
  const t = texts.in(c.var.language)
  c.status(404)
  return c.render(<BrokenLinkPage t={t} />, { title: t('stop.brokenTitle'), hidden: true })
}
