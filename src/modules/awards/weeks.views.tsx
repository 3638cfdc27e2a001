/** HTML of the practice of the week: the card on the home page, the archive, and the form in which an editor picks. */
import { countryOf } from '#countries/index.ts'
import type { FormState } from '#platform/forms.ts'
import { LANGUAGE_NAMES } from '#platform/languages.ts'
import type { RecordLine } from '#platform/module.ts'
import {
  Actions,
  ButtonLink,
  CardGrid,
  Details,
  Empty,
  Field,
  Form,
  Heading,
  Lead,
  Link,
  Meta,
  Radios,
  RecordCard,
  Section,
} from '#ui/index.tsx'
import { nameIn } from './calls.ts'
import { LENGTHS, languagesFor, nameField, WHICH_WEEK } from './forms.ts'
import type { AwardTexts } from './texts.ts'
import { dayText } from './views.tsx'
import type { Week } from './weeks.ts'

export type ShownWeek = { week: Week; line: RecordLine }
type WeekCardProps = { t: AwardTexts; shown: ShownWeek; level?: 2 | 3 }
export const WeekCard = ({ t, shown, level = 3 }: WeekCardProps) => {
  const { week, line } = shown
  const reason = nameIn(week.reasons, t.language)
  return (
    <RecordCard
      href={line.href}
      title={line.title}
      level={level}
      lang={line.lang === t.language ? undefined : line.lang}
      example={line.example}
      summary={line.summary}
      meta={[line.note ?? '', t('weeks.of', { date: dayText(t, week.week) })].filter(Boolean)}
    >
      <p class="meta" lang={reason.lang}>
        {reason.text || t('weeks.byRule')}
      </p>
    </RecordCard>
  )
}

export const HomeWeeks = ({ t, weeks }: { t: AwardTexts; weeks: readonly ShownWeek[] }) => (
  <>
    <CardGrid wide>
      {weeks.map((shown) => (
        <WeekCard t={t} shown={shown} />
      ))}
    </CardGrid>
    <p>
      <Link href={`/${t.language}/awards/weeks`}>{t('weeks.all')}</Link>
    </p>
  </>
)

type WeeksProps = { t: AwardTexts; current: readonly ShownWeek[]; past: readonly ShownWeek[]; mayPick: boolean }
export const WeeksPage = ({ t, current, past, mayPick }: WeeksProps) => (
  <>
    <Heading level={1}>{t('weeks.title')}</Heading>
    <Lead>{t('weeks.lead')}</Lead>
    {mayPick && (
      <Actions>
        <ButtonLink href={`/${t.language}/awards/weeks/pick`}>{t('weeks.pick')}</ButtonLink>
      </Actions>
    )}
    {current.length === 0 && past.length === 0 && <Empty text={t('weeks.none')} />}
    {current.length > 0 && (
      <Section title={t('weeks.now')}>
        <CardGrid wide>
          {current.map((shown) => (
            <WeekCard t={t} shown={shown} />
          ))}
        </CardGrid>
      </Section>
    )}
    {past.length > 0 && (
      <Section title={t('weeks.before')}>
        <ul>
          {past.map(({ week, line }) => (
            <li>
              <Link href={line.href} lang={line.lang === t.language ? undefined : line.lang}>
                {line.title}
              </Link>
              <Meta>{[t('weeks.of', { date: dayText(t, week.week) }), line.note].filter(Boolean).join(' · ')}</Meta>
            </li>
          ))}
        </ul>
      </Section>
    )}
    <Section title={t('weeks.ruleTitle')}>
      <p>{t('weeks.rule')}</p>
      <p>
        <Link href={`/${t.language}/awards/weeks.atom`}>Atom</Link> <Link href="/api/v1/awards/weeks.csv">CSV</Link>{' '}
        <Link href="/api/v1/awards/weeks.json">JSON</Link>
      </p>
    </Section>
  </>
)

type PickProps = {
  t: AwardTexts
  form: FormState
  country: string
  weeks: readonly string[]
  picked: readonly ShownWeek[]
}
export const PickPage = ({ t, form, country, weeks, picked }: PickProps) => {
  const [first, ...others] = languagesFor(country, t.language)
  const [thisWeek = '', nextWeek = ''] = weeks
  const labels = { this: thisWeek, next: nextWeek }
  return (
    <>
      <Heading level={1}>{t('weeks.pick')}</Heading>
      <Lead>{t('weeks.pickLead', { country: countryOf(country).names[t.language] })}</Lead>
      {picked.length > 0 && (
        <ul>
          {picked.map(({ week, line }) => (
            <li>
              {t('weeks.of', { date: dayText(t, week.week) })}: <Link href={line.href}>{line.title}</Link>
            </li>
          ))}
        </ul>
      )}
      <Form action={`/${t.language}/awards/weeks/pick`} form={form} submit={t('weeks.submit')}>
        <Radios
          form={form}
          name="week"
          label={t('weeks.which')}
          required
          options={WHICH_WEEK.map((value) => ({
            value,
            label: t(`weeks.${value}`, { date: dayText(t, labels[value]) }),
          }))}
        />
        <Field form={form} name="practice" label={t('weeks.practice')} hint={t('weeks.practiceHint')} required />
        {first && (
          <Field
            form={form}
            name={nameField('reason', 0, first)}
            label={t('weeks.reason')}
            hint={t('weeks.reasonHint')}
            rows={3}
            maxlength={LENGTHS.reason}
            lang={first}
            required
          />
        )}
        <Details summary={t('weeks.otherLanguages')}>
          {others.map((language) => (
            <Field
              form={form}
              name={nameField('reason', 0, language)}
              label={`${t('weeks.reason')}: ${LANGUAGE_NAMES[language]}`}
              rows={3}
              lang={language}
            />
          ))}
        </Details>
      </Form>
    </>
  )
}
