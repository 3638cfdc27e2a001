/** What readers see of "is it still true?", and the pages on which authors answer. HTML from props. */
import { countryOf } from '#countries/index.ts'
import type { Language } from '#platform/languages.ts'
import { dateText } from '#platform/texts.ts'
import { Actions, Alert, Button, ButtonLink, Heading, Lead, Link, Meta, PostButton } from '#ui/index.tsx'
import { practicePage } from '../naming.ts'
import { STANDINGS, type Standing } from '../schema.ts'
import { type Flag, flagOf, reviewDayOf, type StandingFacts } from './rules.ts'
import { type StandingTexts, texts } from './texts.ts'

const COLORS = { ended: 'danger', stale: 'warning', changed: 'info' } as const satisfies Record<Flag, string>

/** The mark beside a practice in lists. */
export function flagTag(facts: StandingFacts, now: Date, language: Language) {
  const flag = flagOf(facts, now)
  return flag && { label: texts.in(language)(`flag.${flag}`), color: COLORS[flag] }
}

export type Confirmed = StandingFacts & {
  country: string
  confirmedAt: Date | null
  /** The organisation of whoever answered. */
  confirmedBy: { name: string; language: Language } | null
}

/** What the reader must know first, in a sentence; nothing for a practice that is as it is described. */
export function standingText(
  practice: Confirmed,
  now: Date,
  language: Language,
): { flag: Flag; text: string } | undefined {
  const flag = flagOf(practice, now)
  if (!flag) return undefined
  const { timeZone } = countryOf(practice.country)
  const since = flag === 'stale' ? (practice.confirmedAt ?? practice.publishedAt) : practice.confirmedAt
  const date = since ? dateText(language, since, 'long', timeZone) : (reviewDayOf(practice) ?? '')
  return { flag, text: texts.in(language)(`notice.${flag}`, { date }) }
}

/** The same above the text of the page. */
export function StandingNotice({ practice, now, language }: { practice: Confirmed; now: Date; language: Language }) {
  const said = standingText(practice, now, language)
  return said ? <Alert color={said.flag === 'changed' ? 'info' : 'warning'}>{said.text}</Alert> : null
}

/** Among the facts of a practice: when its author last said something, and for whom. */
export function confirmedFact({ country, confirmedAt, confirmedBy, standing }: Confirmed, language: Language) {
  const t = texts.in(language)
  const { timeZone } = countryOf(country)
  const lang = confirmedBy && confirmedBy.language !== language ? confirmedBy.language : undefined
  return {
    term: t('page.confirmed'),
    value:
      confirmedAt &&
      `${dateText(language, confirmedAt, 'long', timeZone)}${standing === null ? '' : `: ${t(`answer.${standing}`)}`}`,
    note: confirmedBy && <span lang={lang}>{confirmedBy.name}</span>,
  }
}

export type AskedAbout = { title: string; lang: Language; slug: string }
const Title = ({ t, practice: { title, lang, slug } }: { t: StandingTexts; practice: AskedAbout }) => (
  <p>
    <strong>
      <Link href={practicePage(t.language, slug)} lang={lang === t.language ? undefined : lang}>
        {title}
      </Link>
    </strong>
  </p>
)

type LetterProps = { t: StandingTexts; practice: AskedAbout; token: string; answer: Standing | undefined }
/** Behind a link of the letter. Programs that look into mail open links: only the button answers. */
export const LetterPage = ({ t, practice, token, answer }: LetterProps) => {
  const page = `/${t.language}/practices/still-true`
  const link = (other: Standing) => `${page}?${new URLSearchParams({ answer: other, token })}`
  return (
    <div class="section">
      <Heading level={1}>{t('title')}</Heading>
      <Title t={t} practice={practice} />
      {answer ? (
        <>
          <p>{t(`question.${answer}`)}</p>
          <PostButton action={page} fields={{ token, answer }} variant="primary">
            {t(`answer.${answer}`)}
          </PostButton>
          <Meta>{t('press')}</Meta>
        </>
      ) : (
        <p>{t('choose')}</p>
      )}
      {answer && <p>{t('other')}</p>}
      <ul>
        {STANDINGS.filter((other) => other !== answer).map((other) => (
          <li>
            <Link href={link(other)}>{t(`answer.${other}`)}</Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

export const GonePage = ({ t }: { t: StandingTexts }) => (
  <div class="section">
    <Heading level={1}>{t('gone.title')}</Heading>
    <p>{t('gone.text')}</p>
    <Actions>
      <ButtonLink href={`/${t.language}/practices/mine`}>{t('gone.action')}</ButtonLink>
    </Actions>
  </div>
)

type AnswerProps = {
  t: StandingTexts
  practice: AskedAbout & { country: string; standing: Standing | null; confirmedAt: Date | null }
  /** The revision from which its text may be taken up again, for those who may. */
  revise: number | undefined
}
/** Where authors and editors answer who are signed in. */
export const AnswerPage = ({ t, practice, revise }: AnswerProps) => {
  const { slug, country, standing, confirmedAt } = practice
  const page = practicePage(t.language, slug, '/still-true')
  const date = confirmedAt && dateText(t.language, confirmedAt, 'long', countryOf(country).timeZone)
  return (
    <div class="section">
      <Heading level={1}>{t('title')}</Heading>
      <Title t={t} practice={practice} />
      <Lead>{t('mine.lead')}</Lead>
      <p>{standing && date ? t('mine.now', { date, answer: t(`answer.${standing}`) }) : t('mine.never')}</p>
      <form class="actions" method="post" action={page}>
        {STANDINGS.map((answer) => (
          <Button name="answer" value={answer} variant={answer === 'valid' ? 'primary' : 'secondary'}>
            {t(`answer.${answer}`)}
          </Button>
        ))}
      </form>
      {revise !== undefined && (
        <PostButton
          action={practicePage(t.language, slug, '/revise')}
          fields={{ revision: String(revise) }}
          variant="tertiary"
        >
          {t('mine.revise')}
        </PostButton>
      )}
    </div>
  )
}
