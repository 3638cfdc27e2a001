/** Gathers what the views of a discussion need for one reader: the thread, what they may do, the form as they left it. */

import { isMember } from '#platform/actor.ts'
import { emptyForm, type FormState } from '#platform/forms.ts'
import { kept } from '#platform/kept.ts'
import type { Language } from '#platform/languages.ts'
import type { Reader, RecordFacts } from '#platform/module.ts'
import { kindNamed, pathOfRecord } from '../records/index.ts'
import type { Writing } from './form.views.tsx'
import { anchorValue } from './forms.ts'
import { moderating } from './moderating.ts'
import type { DiscussionProps, Invitation } from './own.views.tsx'
import { keptSettingOf, type Self, selfIn, threadOf } from './reading.ts'
import { allowanceOf, firstState, mayWrite, moderatesCountry } from './rules.ts'
import type { Anchor, Moderation } from './schema.ts'
import { texts } from './texts.ts'
import type { Discussed } from './thread.views.tsx'

export type Subject = Pick<RecordFacts, 'id' | 'kind' | 'country' | 'ownerId' | 'visibility'>
export type Asked = { page?: number; about?: Anchor | null; form?: FormState }

type Shown = Omit<DiscussionProps, 'showsPager'>

/** Everything for one page of a discussion; three questions for who is signed in, mostly none for a visitor. */
export async function showingOf(reader: Reader, record: Subject, asked: Asked = {}): Promise<Shown> {
  const { db, actor, language, now } = reader
  const page = asked.page ?? 1
  const [discussed, setting, self, everybodys] = await Promise.all([
    discussedOf(reader, record),
    keptSettingOf(db, record.country),
    isMember(actor) ? selfIn(db, actor, record.id) : undefined,
    threadOf(db, record.id, page, null),
  ])
  const thread = self?.hidden ? await threadOf(db, record.id, page, actor.id) : everybodys
  const may = mayWrite(actor, record, setting)
  const viewer = {
    ...(await asModerator(reader, record)),
    now,
    mayWrite: may,
    pressed: self?.pressed ?? new Set<string>(),
  }
  const t = texts.in(language)
  return { t, thread, viewer, discussed, invitation: invitationOf(reader, record, discussed, { setting, self, asked }) }
}

/** Whether an account is an example matters to those only who decide. */
const asModerator = ({ db, actor }: Reader, record: Subject) =>
  moderatesCountry(actor, record.country) ? moderating(db, actor) : { actor, isExample: false }

export async function discussedOf(
  { db, language }: Pick<Reader, 'db' | 'language'>,
  record: Subject,
): Promise<Discussed> {
  const path = await kept(db, 'discussion.path', record.id, () => pathOfRecord(db, record))
  const fields = kindNamed(record.kind)?.fields ?? []
  return {
    id: record.id,
    country: record.country,
    ownerId: record.ownerId,
    href: `/${language}${encodeURI(path ?? `/discussion/of/${record.id}`)}`,
    fields: new Map(fields.map(({ name, label }) => [name, label(language)])),
  }
}

type Known = { setting: Moderation | null; self: Self | undefined; asked: Asked }

function invitationOf(reader: Reader, record: Subject, discussed: Discussed, known: Known): Invitation {
  const { actor, language } = reader
  // A form that was sent comes back even when it may not be sent again: its words are the person's.
  if (known.setting === 'closed' && !known.asked.form) return { kind: 'closed' }
  if (!isMember(actor) || !known.self)
    return {
      kind: 'sign-in',
      href: `/${language}/account/sign-in?next=${encodeURIComponent(`${discussed.href}#discussion`)}`,
    }
  return { kind: 'write', writing: writingOf(reader, record, discussed, { ...known, self: known.self }) }
}

export function writingOf(
  { actor, language }: Reader,
  record: Pick<Subject, 'country'>,
  discussed: Discussed,
  { setting, self, asked }: Known & { self: Self },
): Writing {
  const about = asked.about ?? null
  return {
    form: asked.form ?? newForm(language, about),
    name: [actor.name, actor.grant?.organisation?.name].filter(Boolean).join(', '),
    waits: firstState(setting, self.newcomer, moderatesCountry(actor, record.country)) === 'waiting',
    follows: self.follows,
    abouts: aboutsOf(language, discussed, about),
    links: allowanceOf(self.newcomer).links,
  }
}

export const newForm = (language: Language, about: Anchor | null = null, comment = ''): FormState =>
  emptyForm({
    comment,
    commentLanguage: language,
    commentFollow: 'on',
    ...(about && { commentAbout: anchorValue(about) }),
  })

/** Its sections, and the paragraph that somebody came from. */
function aboutsOf(language: Language, { fields }: Discussed, about: Anchor | null) {
  const sections = [...fields].map(([value, label]) => ({ value, label }))
  const section = about && fields.get(about.field)
  if (!section || about.paragraphId === '') return sections
  const label = texts.in(language)('form.paragraph', { section })
  return [{ value: anchorValue(about), label }, ...sections]
}
