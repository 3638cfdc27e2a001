/** What awards have for the pages of others: home, a practice, a place, lists that mix kinds, those who follow, those who decide. */
import { currentSlug, findRecord, linesOf, readableBy } from '#core/records/index.ts'
import { countryOf } from '#countries/index.ts'
import { isReviewer } from '#modules/practices/index.ts'
import type { Member } from '#platform/actor.ts'
import { keptDrawing } from '#platform/kept.ts'
import type { Language } from '#platform/languages.ts'
import type {
  Badge,
  DeskItem,
  EventFacts,
  Kind,
  ModerationLine,
  OpenDataList,
  Part,
  Reader,
  RecordFacts,
  RecordLine,
  Told,
} from '#platform/module.ts'
import { ButtonLink, LanguageProvider, Link } from '#ui/index.tsx'
import { type CallLine, listCalls } from './calls.ts'
import { findCandidate } from './entries.ts'
import { TEXT_FIELDS } from './forms.ts'
import { everybodySubmitted, jurorsOf } from './jury.ts'
import { medalsOf, medalsOfPlace, weeksOfPractices } from './medals.ts'
import { canShortlist, mayEnter, mayManage } from './rules.ts'
import { callLines } from './shown.ts'
import { texts } from './texts.ts'
import { awardPage, dayText, medalText } from './views.tsx'
import { networksOf } from './votes.ts'
import { currentWeeks } from './weeks.ts'
import { HomeWeeks, type ShownWeek } from './weeks.views.tsx'

/** As many as stand side by side. */
const ON_HOME = 3

/** The practice of the week of each country, as far as there is room. */
export async function homePart(reader: Reader): Promise<Part | undefined> {
  const { db, language, now } = reader
  const t = texts.in(language)
  // The countries in whose public life the page's language is spoken come first.
  const isKin = ({ country }: { country: string }) => (countryOf(country).languages.includes(language) ? 0 : 1)
  const current = (await currentWeeks(db, now)).toSorted((a, b) => isKin(a) - isKin(b))
  const lines = await linesOf(reader, [...new Set(current.map(({ practiceId }) => practiceId))])
  const weeks = current
    .flatMap((week): ShownWeek[] => {
      const line = lines.find(({ id }) => id === week.practiceId)
      return line ? [{ week, line }] : []
    })
    .slice(0, ON_HOME)
  return weeks.length === 0
    ? undefined
    : {
        id: 'practice-of-the-week',
        title: t('weeks.title'),
        href: `/${language}/awards/weeks`,
        content: <HomeWeeks t={t} weeks={weeks} />,
      }
}

/** Medals and weeks, the same for everybody. */
export async function badges({ db, language, now }: Reader, ids: readonly string[]): Promise<Map<string, Badge[]>> {
  const t = texts.in(language)
  const [medals, weeks] = await Promise.all([medalsOf(db, ids), weeksOfPractices(db, ids, now)])
  const given = new Map<string, Badge[]>()
  const add = (id: string, badge: Badge) => given.set(id, [...(given.get(id) ?? []), badge])
  for (const medal of medals)
    add(medal.practiceId, {
      label: t('badge.medal', { medal: medalText(t, medal), year: String(medal.year) }),
      href: `/${language}/awards/${medal.awardId}`,
      title: t('badge.medalWhy'),
    })
  for (const [id, week] of weeks)
    add(id, {
      label: t('badge.week'),
      href: `/${language}/awards/weeks`,
      title: t('weeks.of', { date: dayText(t, week) }),
    })
  return given
}

/** "Enter it for the award": on practices that may be entered now. */
export async function actions({ db, actor, language, now }: Reader, record: RecordFacts) {
  if (record.kind !== 'practice' || record.publishedVersion === null || actor.id === null || !actor.grant?.organisation)
    return undefined
  const open = (await listCalls(db, actor, language, now)).find(
    ({ phase, facts }) => phase === 'open' && facts.country === record.country,
  )
  const candidate = open && (await findCandidate(db, open.facts, record.id))
  if (!open || !candidate || !mayEnter(actor, open.facts, candidate)) return undefined
  return (
    <ButtonLink href={`${awardPage(language, open.slug, '/enter')}?practice=${record.id}`} variant="tertiary">
      {texts.in(language)('enter.for', { title: open.title })}
    </ButtonLink>
  )
}

/** What a municipality has won. */
export async function placePart(reader: Reader, placeId: string): Promise<Part | undefined> {
  const { db, language } = reader
  const t = texts.in(language)
  const medals = await medalsOfPlace(db, placeId)
  if (medals.length === 0) return undefined
  const lines = await linesOf(reader, [...new Set(medals.map(({ practiceId }) => practiceId))])
  return {
    id: 'awards',
    title: t('list.title'),
    href: `/${language}/awards`,
    content: await keptDrawing(db, 'awards.place', [language, placeId], async () => (
      <LanguageProvider language={language}>
        <ul>
          {medals.flatMap((medal) => {
            const line = lines.find(({ id }) => id === medal.practiceId)
            return line
              ? [
                  <li>
                    <Link href={`/${language}/awards/${medal.awardId}`}>
                      {t('badge.medal', { medal: medalText(t, medal), year: String(medal.year) })}
                    </Link>
                    :{' '}
                    <Link href={line.href} lang={line.lang === language ? undefined : line.lang}>
                      {line.title}
                    </Link>
                  </li>,
                ]
              : []
          })}
        </ul>
      </LanguageProvider>
    )),
  }
}

const lineOf = (call: CallLine, language: Language): RecordLine => ({
  id: call.id,
  kind: 'award',
  href: awardPage(language, call.slug),
  title: call.title,
  summary: call.description,
  lang: call.lang,
  note: texts.in(language)(`phase.${call.phase}`),
  at: call.publishedAt,
  example: call.example,
})

export const kind: Kind = {
  name: (language) => texts.in(language)('kind'),
  load: async (reader, ids) => (await callLines(reader, ids)).map((call) => lineOf(call, reader.language)),
  readable: (actor) => readableBy(actor),
  async pathOf(db, id) {
    const record = await findRecord(db, id)
    return record?.kind === 'award' ? `/awards/${(await currentSlug(db, 'award', id)) ?? id}` : undefined
  },
  discussed: true,
  fields: TEXT_FIELDS.map((name) => ({ name, label: (language) => texts.in(language)(`field.${name}`) })),
  mayTranslate: (actor, { country }) => isReviewer(actor, { country, placeId: null }),
}

/** Found by the words of its title. */
export async function searchLines(reader: Reader, words: string, limit: number): Promise<RecordLine[]> {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  const calls = await listCalls(reader.db, reader.actor, reader.language, reader.now)
  return calls
    .filter(({ title, facts }) => facts.announced && wanted.every((word) => title.toLowerCase().includes(word)))
    .slice(0, limit)
    .map((call) => lineOf(call, reader.language))
}

const textIn = (data: EventFacts['data'], name: string) => (typeof data[name] === 'string' ? data[name] : undefined)

/** What followers of an award, or of a practice that won, are told. */
export const told: Record<string, (language: Language, event: EventFacts) => Told | undefined> = {
  'award.opened': (language) => tell(language, 'opened'),
  'award.shortlisted': (language) => tell(language, 'voting'),
  'award.decided': (language) => tell(language, 'decided'),
  'practice.awarded': (language, { data }) => {
    const path = textIn(data, 'path')
    return { ...tell(language, 'awarded'), ...(path && { path }) }
  },
}
const tell = (language: Language, what: 'opened' | 'voting' | 'decided' | 'awarded'): Told => {
  const t = texts.in(language)
  return { subject: t(`told.${what}.subject`), sentence: t(`told.${what}`) }
}

/** What waits: entries to judge for a juror; a shortlist to confirm, winners to name for an editor. */
export async function deskOf({ db, actor, language, now }: Reader & { actor: Member }): Promise<DeskItem[]> {
  const t = texts.in(language)
  const calls = (await listCalls(db, actor, language, now)).filter(({ phase }) =>
    ['judging', 'shortlisting', 'counting'].includes(phase),
  )
  const items = await Promise.all(
    calls.map(async (call): Promise<DeskItem[]> => {
      const item = (page: string, reason: Parameters<typeof t>[0], due: Date | null): DeskItem => ({
        title: call.title,
        lang: call.lang,
        href: awardPage(language, call.slug, page),
        reason: t(reason),
        due,
      })
      const isEditor = mayManage(actor, call.facts)
      if (call.phase === 'counting') return isEditor ? [item('/decide', 'desk.decide', null)] : []
      const jurors = await jurorsOf(db, call.id)
      const own = jurors.find(({ personId }) => personId === actor.id)
      const { judgingUntil, votingUntil } = call.award
      return [
        ...(call.phase === 'judging' && own && !own.submittedAt
          ? [item('/jury', own.declaredAt ? 'desk.judge' : 'desk.declare', judgingUntil)]
          : []),
        ...(isEditor && canShortlist(call.phase, everybodySubmitted(jurors), call.award, now)
          ? [item('/manage', 'desk.shortlist', votingUntil)]
          : []),
      ]
    }),
  )
  return items.flat()
}

/** Networks from which many votes came, of awards whose votes are being counted. */
export async function moderationOf({
  db,
  actor,
  language,
  now,
}: Reader & { actor: Member }): Promise<ModerationLine[]> {
  const calls = (await listCalls(db, actor, language, now)).filter(
    ({ phase, facts }) => phase === 'counting' && mayManage(actor, facts),
  )
  return Promise.all(
    calls.map(async (call) => ({
      title: `${texts.in(language)('networks.title')}: ${call.title}`,
      href: `${awardPage(language, call.slug, '/manage')}#networks`,
      count: (await networksOf(db, call.id)).filter(({ out }) => out === 0).length,
    })),
  )
}

export const openData: OpenDataList[] = [
  {
    id: 'awards',
    title: (language) => texts.in(language)('list.title'),
    description: (language) => texts.in(language)('data.awards'),
    formats: [
      { type: 'CSV', href: '/api/v1/awards/entries.csv' },
      { type: 'JSON', href: '/api/v1/awards/list.json' },
      { type: 'Atom', href: '/awards/list.atom' },
    ],
  },
  {
    id: 'practices-of-the-week',
    title: (language) => texts.in(language)('weeks.title'),
    description: (language) => texts.in(language)('data.weeks'),
    formats: [
      { type: 'CSV', href: '/api/v1/awards/weeks.csv' },
      { type: 'JSON', href: '/api/v1/awards/weeks.json' },
      { type: 'Atom', href: '/awards/weeks.atom' },
    ],
  },
]
