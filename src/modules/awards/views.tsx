/** What all pages of awards say alike: names, states, days, medals; and the archive over the years. */
import { countryOf } from '#countries/index.ts'
import { emptyForm } from '#platform/forms.ts'
import type { Language } from '#platform/languages.ts'
import type { RecordLine } from '#platform/module.ts'
import { dateText, numberText } from '#platform/texts.ts'
import {
  Actions,
  ButtonLink,
  CardGrid,
  Checkbox,
  Empty,
  ExampleTag,
  Form,
  Heading,
  HiddenField,
  Lead,
  Link,
  RecordCard,
  Section,
  Tag,
  type TagColor,
} from '#ui/index.tsx'
import { type CallLine, nameIn } from './calls.ts'
import { lastDayOf } from './engine/calendar.ts'
import type { Entry } from './entries.ts'
import type { Phase } from './rules.ts'
import type { Names } from './schema.ts'
import type { AwardTexts } from './texts.ts'

export const awardPage = (language: Language, slug: string, page = '') =>
  `/${language}/awards/${encodeURIComponent(slug)}${page}`

/** A name of the call with its own language where it is not the page's. */
export const Named = ({ t, names }: { t: AwardTexts; names: Names }) => {
  const { text, lang } = nameIn(names, t.language)
  return <span lang={lang}>{text}</span>
}
export const inText = (t: AwardTexts, names: Names) => nameIn(names, t.language).text

export const PracticeName = ({ t, line }: { t: AwardTexts; line: RecordLine }) => (
  <>
    <Link href={line.href} lang={line.lang === t.language ? undefined : line.lang}>
      {line.title}
    </Link>
    {line.note && `, ${line.note}`} {line.example && <ExampleTag />}
  </>
)

const COLORS: Record<Phase, TagColor> = {
  draft: 'neutral',
  announced: 'info',
  open: 'success',
  judging: 'info',
  shortlisting: 'info',
  voting: 'success',
  counting: 'info',
  decided: 'brand',
}
export const PhaseTag = ({ t, phase }: { t: AwardTexts; phase: Phase }) => (
  <Tag color={COLORS[phase]}>{t(`phase.${phase}`)}</Tag>
)

/** Local days are the same words everywhere. */
export const dayText = (t: AwardTexts, day: string) => dateText(t.language, new Date(day), 'long', 'UTC')
export const untilText = (t: AwardTexts, call: Pick<CallLine, 'facts'>, end: Date) =>
  t('until', { date: dayText(t, lastDayOf(end, countryOf(call.facts.country).timeZone)) })
export const scoreText = (t: AwardTexts, score: number) =>
  numberText(t.language, score, { minimumFractionDigits: 2, maximumFractionDigits: 2 })

export type Winner = { call: CallLine; entry: Pick<Entry, 'id' | 'rank' | 'publicWinner'>; line: RecordLine }
type ListProps = { t: AwardTexts; calls: readonly CallLine[]; winners: readonly Winner[]; mayCall: boolean }
export const AwardsPage = ({ t, calls, winners, mayCall }: ListProps) => {
  const years = [...new Set(calls.map(({ award }) => award.year))]
  return (
    <>
      <Heading level={1}>{t('list.title')}</Heading>
      <Lead>{t('list.lead')}</Lead>
      <Actions>
        {mayCall && <ButtonLink href={`/${t.language}/awards/new`}>{t('list.new')}</ButtonLink>}
        <ButtonLink href={`/${t.language}/awards/weeks`} variant="secondary">
          {t('weeks.title')}
        </ButtonLink>
      </Actions>
      {calls.length === 0 && <Empty text={t('list.empty')} />}
      {years.map((year) => (
        <Section title={String(year)}>
          <CardGrid wide>
            {calls
              .filter(({ award }) => award.year === year)
              .map((call) => (
                <CallCard t={t} call={call} winners={winners.filter((won) => won.call.id === call.id)} />
              ))}
          </CardGrid>
        </Section>
      ))}
    </>
  )
}

const CallCard = ({ t, call, winners }: { t: AwardTexts; call: CallLine; winners: readonly Winner[] }) => {
  const end = { open: call.award.entriesUntil, voting: call.award.votingUntil }[call.phase as string]
  return (
    <RecordCard
      href={awardPage(t.language, call.slug)}
      title={call.title}
      level={3}
      lang={call.lang === t.language ? undefined : call.lang}
      example={call.example}
      meta={[countryOf(call.facts.country).names[t.language], ...(end ? [untilText(t, call, end)] : [])]}
    >
      <p>
        <PhaseTag t={t} phase={call.phase} />
      </p>
      {winners.length > 0 && (
        <ul>
          {winners.map(({ entry, line }) => (
            <li>
              {medalText(t, entry)}: <span lang={line.lang === t.language ? undefined : line.lang}>{line.title}</span>
            </li>
          ))}
        </ul>
      )}
    </RecordCard>
  )
}

export const medalText = (t: AwardTexts, { rank, publicWinner }: Pick<Entry, 'rank' | 'publicWinner'>) =>
  [rank === null ? '' : t('medal.jury', { rank: String(rank) }), publicWinner ? t('medal.public') : '']
    .filter(Boolean)
    .join(', ')

type SureProps = {
  t: AwardTexts
  action: string
  submit: string
  ask: string
  name: string
  fields?: Record<string, string>
}
/** A step that cannot be taken back: asks for a tick, so that it is asked without JavaScript too. `name` tells two of a page apart. */
export const SureForm = ({ t, action, submit, ask, name, fields = {} }: SureProps) => (
  <Form action={action} form={emptyForm()} submit={submit}>
    {Object.entries(fields).map(([field, value]) => (
      <HiddenField name={field} value={value} />
    ))}
    <Checkbox form={emptyForm()} name={name} label={t('sure')} hint={ask} />
  </Form>
)
