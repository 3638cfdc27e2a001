/** The job that has a public text translated by the machine of the settings. */
import { z } from 'zod'
import { nobody } from '#platform/actor.ts'
import { LANGUAGES } from '#platform/languages.ts'
import type { Job, JobContext } from '#platform/module.ts'
import { noteProblem, ORDER_QUEUE, saveMachineTranslation } from './changes.ts'
import { ProviderFailed, providerOf } from './provider.ts'
import { findOrder, findTranslatable } from './queries.ts'

const orderData = z.object({ recordId: z.uuid(), language: z.enum(LANGUAGES) })

/** Asks as nobody, so that only what anyone may read ever leaves the portal. A failure is written down for a person to try again. */
export async function carryOut({ db, config, now }: JobContext, data: unknown): Promise<void> {
  const { recordId, language } = orderData.parse(data)
  const order = await findOrder(db, recordId, language)
  const translatable = await findTranslatable(db, nobody, recordId)
  if (!order || order.doneAt || !translatable) return
  const provider = providerOf(config)
  if (!provider) {
    await noteProblem(db, recordId, language, 'unreachable')
    return
  }
  const { source, names, record } = translatable
  const paragraphs = names.flatMap((name) => source.fields[name] ?? [])
  try {
    const [title = '', ...translated] = await provider.translate(
      [source.title, ...paragraphs.map(({ text }) => text)],
      record.language,
      language,
    )
    const texts = new Map(
      paragraphs.map(({ id }, at) => [id, (translated[at] ?? '').trim().replaceAll(/\n\s*\n/g, '\n')]),
    )
    await saveMachineTranslation(db, translatable, { into: language, title: title.trim(), texts }, now)
  } catch (error) {
    if (!(error instanceof ProviderFailed)) throw error
    await noteProblem(db, recordId, language, error.problem)
  }
}

export const orderJob: Job = { queue: ORDER_QUEUE, run: carryOut }
