/** Questions as HTML: the list, one question with its answers, and the forms in which one asks, answers and closes. */
import type { Child } from 'hono/jsx'
import type { Paragraph } from '#core/records/schema.ts'
import { countryOf } from '#countries/index.ts'
import { placeName, practicePage } from '#modules/practices/index.ts'
import type { Actor } from '#platform/actor.ts'
import { emptyForm, type FormState, typedValue } from '#platform/forms.ts'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '#platform/languages.ts'
import type { Part } from '#platform/module.ts'
import { dateText } from '#platform/texts.ts'
import {
  Actions,
  Alert,
  ButtonLink,
  Card,
  Choice,
  Details,
  Empty,
  ExampleNotice,
  ExampleTag,
  Field,
  Form,
  Heading,
  Lead,
  Link,
  Meta,
  PostButton,
  Prose,
  Section,
  Tabs,
  Tag,
  type TagColor,
} from '#ui/index.tsx'
import { ANSWER_LENGTH, filterQuery, QUESTION_LENGTH, type QuestionFilter, TITLE_LENGTH } from './forms.ts'
import type { AnswerLine, AskedAbout, QuestionLine, QuestionReading } from './queries.ts'
import { CLOSING_REASONS, closesAsEditor, isAsker, mayAnswer, mayClose } from './rules.ts'
import type { QuestionState } from './schema.ts'
import type { QuestionTexts } from './texts.ts'
import { daysBetween } from './working-days.ts'

export const questionPage = (language: Language, slug: string, page = '') =>
  `/${language}/questions/${encodeURIComponent(slug)}${page}`

const COLORS: Record<QuestionState, TagColor> = { waiting: 'warning', answered: 'success', closed: 'neutral' }
const StateTag = ({ t, state }: { t: QuestionTexts; state: QuestionState }) => (
  <Tag color={COLORS[state]}>{t(`state.${state}`)}</Tag>
)

const langOf = (lang: Language, t: QuestionTexts) => (lang === t.language ? undefined : lang)
const zoneOf = (country: string) => countryOf(country).timeZone
export const beginningOf = (text: string, letters = 220) =>
  text.length <= letters ? text : `${text.slice(0, letters).replace(/\s+\S*$/, '')}…`

/** How long it has been waiting, or that the day for an answer has passed. */
const waitsText = (t: QuestionTexts, line: QuestionLine, now: Date) =>
  now > line.due
    ? t('age.overdue', { date: dateText(t.language, line.due, 'long', zoneOf(line.country)) })
    : t('age.waiting', { days: daysBetween(line.askedAt, now, zoneOf(line.country)) })

type CardProps = {
  t: QuestionTexts
  line: QuestionLine
  now: Date
  level?: 2 | 3
  /** What it is about is named only where the page is not about it. */
  withAbout?: boolean
}
export const QuestionCard = ({ t, line, now, level = 3, withAbout = false }: CardProps) => {
  const { about, answer } = line
  const place = about.place && placeName(about.place, t.language)
  return (
    <article class="ds-card record-card" data-linked="">
      <p class="record-kind">
        <StateTag t={t} state={line.state} />
        {line.example && <ExampleTag />}
      </p>
      <Heading level={level} size="xs" lang={langOf(line.lang, t)}>
        <a class="card-link" href={questionPage(t.language, line.slug)}>
          {line.title}
        </a>
      </Heading>
      {withAbout && (
        <Meta>
          <span lang={langOf(about.lang, t)}>{about.title}</span>
          {place && (
            <>
              {' · '}
              <span lang={place.lang}>{place.text}</span>
            </>
          )}
        </Meta>
      )}
      {answer ? (
        <p class="record-summary" lang={langOf(answer.lang, t)}>
          {beginningOf(answer.text)}
        </p>
      ) : (
        line.state === 'waiting' && <Meta>{waitsText(t, line, now)}</Meta>
      )}
      {line.answers > 1 && <Meta>{t('card.answers', { count: line.answers })}</Meta>}
    </article>
  )
}

export const QuestionCards = ({ lines, ...props }: Omit<CardProps, 'line'> & { lines: readonly QuestionLine[] }) => (
  <ul class="card-grid card-grid-wide">
    {lines.map((line) => (
      <li>
        <QuestionCard {...props} line={line} />
      </li>
    ))}
  </ul>
)

type ListProps = {
  t: QuestionTexts
  filter: QuestionFilter
  lines: readonly QuestionLine[]
  counts: { all: number; waiting: number; answered: number }
  after: string | undefined
  now: Date
}
export const QuestionsPage = ({ t, filter, lines, counts, after, now }: ListProps) => {
  const at = (changes: QuestionFilter) => `/${t.language}/questions${filterQuery(changes)}`
  const tab = (state: QuestionFilter['state']) => ({
    href: at({ state }),
    label: t(`list.${state ?? 'all'}`),
    current: filter.state === state,
    count: counts[state ?? 'all'],
  })
  return (
    <div class="section">
      <Heading level={1}>{t('list.title')}</Heading>
      <Lead>{t('list.lead')}</Lead>
      <Tabs label={t('list.views')} items={[tab(undefined), tab('answered'), tab('waiting')]} />
      {lines.length === 0 ? (
        <Empty text={t('list.empty')} />
      ) : (
        <QuestionCards t={t} lines={lines} now={now} level={2} withAbout />
      )}
      {after && (
        <p>
          <a class="ds-button" data-variant="secondary" data-size="sm" rel="next" href={at({ ...filter, after })}>
            {t('list.next')} <span aria-hidden="true">→</span>
          </a>
        </p>
      )}
    </div>
  )
}

const written = (paragraphs: readonly Paragraph[]) => paragraphs.map(({ id, text }) => <p id={`p-${id}`}>{text}</p>)

type PageProps = {
  t: QuestionTexts
  reading: QuestionReading
  actor: Actor
  now: Date
  actions: readonly Child[]
  parts: readonly Part[]
  /** What was typed as an answer: sent and not right, or kept from before. */
  answerForm: FormState
}
export const QuestionPage = (props: PageProps) => {
  const { t, reading, actor, now, actions, parts } = props
  const { line, record, fields, askerName, askedOrganisation, answers, question } = reading
  const lang = langOf(line.lang, t)
  return (
    <article class="section">
      <Heading level={1} lang={lang}>
        {line.title}
      </Heading>
      {line.example && <ExampleNotice />}
      {record.visibility !== 'public' && <Alert color="warning">{t('page.hidden')}</Alert>}
      <p>
        <StateTag t={t} state={line.state} />
      </p>
      <Meta>
        {askerName ? t('page.askedBy', { name: askerName }) : t('page.asked')}
        {' · '}
        <time datetime={line.askedAt.toISOString()}>
          {dateText(t.language, line.askedAt, 'long', zoneOf(line.country))}
        </time>
        {' · '}
        {t('page.about')}{' '}
        <Link href={practicePage(t.language, line.about.slug)} lang={langOf(line.about.lang, t)}>
          {line.about.title}
        </Link>
      </Meta>
      <Prose lang={lang}>{written(fields.question ?? [])}</Prose>
      {actions.length > 0 && (
        <div class="actions" data-no-print="">
          {actions}
        </div>
      )}
      <Section title={t('page.answers')} id="answers">
        {answers.length === 0 && (
          <p>
            {askedOrganisation && t('page.goesTo', { organisation: askedOrganisation.name })}{' '}
            {line.state === 'waiting'
              ? t('page.expected', { date: dateText(t.language, line.due, 'long', zoneOf(line.country)) })
              : t('page.noAnswer')}
          </p>
        )}
        {answers.map((answer) => (
          <Answer t={t} answer={answer} country={line.country} />
        ))}
      </Section>
      {mayAnswer(actor, question) && <AnswerForm t={t} reading={reading} form={props.answerForm} />}
      <Close t={t} reading={reading} actor={actor} />
      {line.state === 'waiting' && now > line.due && <Meta>{t('page.editorsKnow')}</Meta>}
      {parts.map(({ id, title, content }) => (
        <Section title={title} id={id}>
          {content}
        </Section>
      ))}
    </article>
  )
}

const Answer = ({ t, answer, country }: { t: QuestionTexts; answer: AnswerLine; country: string }) => (
  <Card tinted>
    <p>
      <Tag color="brand">{t('page.author')}</Tag> <strong>{answer.organisation ?? answer.authorName}</strong>
      {answer.organisation && answer.authorName && `, ${answer.authorName}`}
    </p>
    <Prose lang={langOf(answer.language, t)}>
      {answer.text.split(/\n\s*\n/).map((paragraph) => (
        <p>{paragraph}</p>
      ))}
    </Prose>
    <Meta>
      <time datetime={answer.at.toISOString()}>{dateText(t.language, answer.at, 'long', zoneOf(country))}</time>
    </Meta>
  </Card>
)

const languageOptions = LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))
const writtenIn = (form: FormState, fallback: Language): Language =>
  LANGUAGES.find((one) => one === typedValue(form, 'language')) ?? fallback

const AnswerForm = ({ t, reading, form }: { t: QuestionTexts; reading: QuestionReading; form: FormState }) => {
  const key = `answer.${reading.line.id}`
  return (
    <Section title={t('answer.title')} id="answer">
      <Form
        action={questionPage(t.language, reading.line.slug, '/answers')}
        form={form}
        submit={t('answer.send')}
        draftKey={key}
        draftUrl={`/${t.language}/drafts/${key}`}
      >
        <Choice
          form={form}
          name="language"
          label={t('ask.language')}
          required
          empty={false}
          options={languageOptions}
        />
        <Field
          form={form}
          name="text"
          label={t('answer.text')}
          hint={t('answer.hint')}
          rows={8}
          maxlength={ANSWER_LENGTH.to}
          lang={writtenIn(form, t.language)}
          required
        />
      </Form>
    </Section>
  )
}

/** The asker says that it is settled; an editor says why nobody need answer. */
const Close = ({ t, reading, actor }: { t: QuestionTexts; reading: QuestionReading; actor: Actor }) => {
  const { line, record } = reading
  const facts = { ...record, state: line.state }
  if (!mayClose(actor, facts)) return null
  const action = questionPage(t.language, line.slug, '/close')
  if (isAsker(actor, record))
    return (
      <Actions>
        <PostButton action={action} fields={{ revision: String(record.revision) }} size="sm">
          {t('close.settled')}
        </PostButton>
      </Actions>
    )
  const form = { ...emptyForm({ reason: 'settled' }), revision: record.revision }
  return closesAsEditor(actor, facts) ? (
    <Details summary={t('close.editor')}>
      <Form action={action} form={form} submit={t('close.do')}>
        <Choice
          form={form}
          name="reason"
          label={t('close.reason')}
          hint={t('close.hint')}
          required
          empty={false}
          options={CLOSING_REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))}
        />
      </Form>
    </Details>
  ) : null
}

type AskProps = {
  t: QuestionTexts
  about: AskedAbout
  asked: string | undefined
  form: FormState
  draft: { updatedAt: Date; shown: boolean } | undefined
}
export const AskPage = ({ t, about, asked, form, draft }: AskProps) => {
  const key = `question.${about.record.id}`
  const here = `/${t.language}/questions/new?about=${about.record.id}`
  const lang = writtenIn(form, t.language)
  return (
    <>
      <header class="page-head">
        <Heading level={1}>{t('ask.title')}</Heading>
        <p>
          <Link href={practicePage(t.language, about.slug)} lang={langOf(about.lang, t)}>
            {about.title}
          </Link>
        </p>
        <Lead>{t('ask.lead')}</Lead>
        {asked && <p>{t('page.goesTo', { organisation: asked })}</p>}
      </header>
      {draft && !draft.shown && (
        <Card tinted level={2} title={t('ask.draftFound', { date: dateText(t.language, draft.updatedAt, 'moment') })}>
          <Actions>
            <ButtonLink href={`${here}&draft=1`} size="sm">
              {t('ask.draftContinue')}
            </ButtonLink>
            <PostButton
              action={`/${t.language}/drafts/${key}/drop`}
              fields={{ back: here }}
              variant="tertiary"
              size="sm"
            >
              {t('ask.draftDrop')}
            </PostButton>
          </Actions>
        </Card>
      )}
      <Form action={here} form={form} submit={t('ask.send')} draftKey={key} draftUrl={`/${t.language}/drafts/${key}`}>
        <Choice
          form={form}
          name="language"
          label={t('ask.language')}
          required
          empty={false}
          options={languageOptions}
        />
        <Field
          form={form}
          name="title"
          label={t('ask.short')}
          hint={t('ask.shortHint')}
          maxlength={TITLE_LENGTH.to}
          lang={lang}
          required
        />
        <Field
          form={form}
          name="question"
          label={t('ask.question')}
          hint={t('ask.questionHint')}
          rows={7}
          maxlength={QUESTION_LENGTH.to}
          lang={lang}
          required
        />
      </Form>
    </>
  )
}
