/** What translations have for pages of others: languages on the page of a record, a line on the desk, what followers are told. */

import { countryOf } from '#countries/index.ts'
import type { Member } from '#platform/actor.ts'
import { isLanguage, LANGUAGE_NAMES, LANGUAGES, type Language } from '#platform/languages.ts'
import type { DeskItem, EventFacts, Part, Reader, RecordFacts, Told } from '#platform/module.ts'
import { kindNamed } from '../records/index.ts'
import { TranslatorsPart } from './menu.views.tsx'
import { languagesOf } from './queries.ts'
import { languagesFor } from './rules.ts'
import { texts } from './texts.ts'
import { countWaiting } from './waiting.ts'

/** For those who may translate: the languages of the text, what each is, and the way to the form. */
export async function recordPart({ db, actor, language }: Reader, record: RecordFacts): Promise<Part | undefined> {
  const kind = kindNamed(record.kind)
  const may = languagesFor(actor, kind, record)
  if (may.length === 0) return undefined
  const names = (kind?.fields ?? []).map(({ name }) => name)
  const known = await languagesOf(db, record, names)
  const lines = LANGUAGES.map(
    (one) => known.find((line) => line.language === one) ?? { language: one, by: null, state: 'missing' as const },
  ).filter((line) => line.by !== null || may.includes(line.language))
  return {
    id: 'translations',
    title: texts.in(language)('part.title'),
    content: <TranslatorsPart {...{ language, recordId: record.id, lines, may }} />,
  }
}

/** One line for editors: translations into the languages of their country whose original has changed. */
export async function deskOf({ db, actor, language }: Reader & { actor: Member }): Promise<DeskItem[]> {
  const { grant } = actor
  if (grant?.role !== 'editor' || grant.placeId) return []
  const country = grant.organisation?.country ?? grant.country
  const own: readonly Language[] = country ? countryOf(country).languages : LANGUAGES
  const counts = await countWaiting(db, {})
  const outdated = counts.filter((count) => own.includes(count.language) && count.outdated > 0)
  const [first] = outdated
  if (!first) return []
  const t = texts.in(language)
  return [
    {
      title: t('desk.title'),
      href: `/${language}/translations?language=${first.language}&status=outdated`,
      reason: t('desk.reason', { count: outdated.reduce((sum, count) => sum + count.outdated, 0) }),
      due: null,
    },
  ]
}

/** Followers hear of what a person translated; a machine's text is no news. */
export function toldOfSaving(language: Language, { data }: EventFacts): Told | undefined {
  if (data.status !== 'human' || !isLanguage(data.language)) return undefined
  const t = texts.in(language)
  const into = LANGUAGE_NAMES[data.language]
  return { subject: t('told.subject', { language: into }), sentence: t('told.sentence', { language: into }) }
}
