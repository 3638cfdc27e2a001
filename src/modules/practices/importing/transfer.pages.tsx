/** The addresses at which practices are taken away whole: the public ones by anybody, all that one may read by members. */
import { isMember, nobody } from '#platform/actor.ts'
import { member, open, type RequestContext, router, to } from '#platform/http.ts'
import { texts as practiceTexts } from '../texts.ts'
import { mayImportPractices } from './importer.ts'
import { texts } from './texts.ts'
import { TRANSFER_FORMATS, transferAnswer } from './transfer.ts'
import { TransferPage } from './transfer.views.tsx'

export const transfer = router()

transfer.get('/export', open, (c) => {
  const t = texts.in(c.var.language)
  const { actor, config } = c.var
  const mayImport = config.countries.some((country) => mayImportPractices(actor, country))
  return c.render(<TransferPage t={t} isMember={isMember(actor)} mayImport={mayImport} />, {
    title: t('export.title'),
    description: t('export.lead'),
    breadcrumbs: [{ href: to(c, '/practices'), label: practiceTexts.in(c.var.language)('list.title') }],
  })
})

const transferOf = (c: RequestContext) => ({ db: c.var.db, origin: c.var.config.publicUrl, withFiles: false })

for (const format of TRANSFER_FORMATS) {
  transfer.get(`/export/public.${format}`, open, (c) =>
    transferAnswer({ ...transferOf(c), actor: nobody }, format, c.var.store),
  )
  transfer.get(`/export/all.${format}`, member, (c) =>
    transferAnswer({ ...transferOf(c), actor: c.var.actor }, format, c.var.store),
  )
}
