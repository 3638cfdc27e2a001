/** The pages of moderators: what waits, the decision on one comment, how a country moderates. */
import { countryOf } from '#countries/index.ts'
import { emptyForm, type FormState } from '#platform/forms.ts'
import type { RecordLine } from '#platform/module.ts'
import { dateText } from '#platform/texts.ts'
import {
  Alert,
  Button,
  Card,
  Choice,
  Details,
  Empty,
  Field,
  Form,
  Heading,
  HiddenField,
  Lead,
  Link,
  Meta,
  Pager,
  Radios,
  Section,
  Tag,
} from '#ui/index.tsx'
import { Edits, reasonOptions } from './form.views.tsx'
import { type Decision, LONGEST_NOTE, SETTINGS } from './forms.ts'
import type { Case } from './moderating.ts'
import type { CommentState, Moderation } from './schema.ts'
import type { DiscussionTexts } from './texts.ts'
import { type Discussed, discussionPath, QuotedComment, Reason } from './thread.views.tsx'

export type CaseProps = { t: DiscussionTexts; one: Case; discussed: Discussed; line: RecordLine | undefined }

export type QueueProps = {
  t: DiscussionTexts
  cases: readonly Omit<CaseProps, 't'>[]
  page: number
  hasNext: boolean
}
export const QueuePage = ({ t, cases, page, hasNext }: QueueProps) => (
  <>
    <Heading level={1}>{t('queue.title')}</Heading>
    <Lead>{t('queue.lead')}</Lead>
    <p>
      <Link href={discussionPath(t, 'settings')}>{t('settings.link')}</Link>
    </p>
    {cases.length === 0 && <Empty text={t('queue.none')} />}
    <ol class="comments">
      {cases.map((props) => (
        <li>
          <Card>
            <CaseView t={t} {...props} />
            <div class="actions">
              <QuickButtons t={t} one={props.one} />
              <Link href={discussionPath(t, `${props.one.comment.id}/moderate`)}>{t('moderate.more')}</Link>
            </div>
          </Card>
        </li>
      ))}
    </ol>
    <Pager page={page} hasNext={hasNext} href={(to) => `${discussionPath(t, 'moderation')}?page=${to}`} />
  </>
)

/** What needs no reason is done from the list; a refusal has its own page. */
const QuickButtons = ({ t, one }: { t: DiscussionTexts; one: Case }) => {
  const { id, state, revision } = one.comment
  return (
    <form method="post" action={discussionPath(t, `${id}/moderate`)}>
      <HiddenField name="revision" value={revision} />
      {state === 'shown' ? (
        <Button variant="secondary" name="decision" value="dismiss">
          {t('moderate.dismiss')}
        </Button>
      ) : (
        <Button name="decision" value="show">
          {t('moderate.show')}
        </Button>
      )}
    </form>
  )
}

const STATE_COLORS = { waiting: 'warning', shown: 'success', refused: 'danger', withdrawn: 'neutral' } as const
export const StateTag = ({ t, state }: { t: DiscussionTexts; state: CommentState }) => (
  <Tag color={STATE_COLORS[state]}>{t(`state.${state}`)}</Tag>
)

/** Where it was said, what it answers, its words, what was reported. */
const CaseView = ({ t, one, discussed, line }: CaseProps) => (
  <>
    <p>
      <StateTag t={t} state={one.comment.state} />{' '}
      {line ? (
        <a href={line.href} lang={line.lang === t.language ? undefined : line.lang}>
          {line.title}
        </a>
      ) : (
        t('moderate.unread')
      )}
    </p>
    {one.parent && (
      <Details summary={t('moderate.parent')}>
        <QuotedComment t={t} discussed={discussed} comment={one.parent} />
      </Details>
    )}
    <QuotedComment t={t} discussed={discussed} comment={one.comment} />
    {one.reports.length > 0 && (
      <>
        <p>
          <strong>{t('moderate.reports', { count: one.reports.length })}</strong>
        </p>
        <ul>
          {one.reports.map(({ reason, note, at, reporter }) => (
            <li>
              {t(`reason.${reason}`)}
              {note && <blockquote>{note}</blockquote>}
              <Meta>
                {reporter ?? t('author.deleted')},{' '}
                {dateText(t.language, at, 'moment', countryOf(discussed.country).timeZone)}
              </Meta>
            </li>
          ))}
        </ul>
      </>
    )}
  </>
)

export type ModerateProps = CaseProps & { form: FormState }
export const ModeratePage = (props: ModerateProps) => {
  const { t, one, form } = props
  const { comment, edits, decidedBy } = one
  return (
    <>
      <Heading level={1}>{t('moderate.title')}</Heading>
      <CaseView {...props} />
      {edits.length > 0 && (
        <Section title={t('moderate.before')}>
          <Edits edits={edits} comment={comment} />
        </Section>
      )}
      {comment.state === 'refused' && (
        <Alert color="info">
          <p>{t('moderate.refusedBy', { name: decidedBy ?? t('author.deleted') })}</p>
          <Reason t={t} reason={comment.reason} note={comment.note} />
        </Alert>
      )}
      {comment.state === 'withdrawn' ? <p>{t('gone.withdrawn')}</p> : <DecisionForm {...props} form={form} />}
    </>
  )
}

/** What may be decided in each state; a report that is not there cannot be dismissed. */
const DECISIONS_IN: Record<CommentState, readonly Decision[]> = {
  waiting: ['show', 'refuse'],
  shown: ['dismiss', 'refuse'],
  refused: ['show'],
  withdrawn: [],
}

const DecisionForm = ({ t, one, form }: ModerateProps) => {
  const { id, state, revision } = one.comment
  const decisions = DECISIONS_IN[state].filter((decision) => decision !== 'dismiss' || one.reports.length > 0)
  return (
    <Form action={discussionPath(t, `${id}/moderate`)} form={{ ...form, revision }} submit={t('moderate.decide')}>
      <Radios
        form={form}
        name="decision"
        label={t('moderate.decision')}
        required
        options={decisions.map((value) => ({ value, label: t(`moderate.${value}`) }))}
      />
      <Choice form={form} name="reason" label={t('moderate.reason')} required options={reasonOptions(t)} />
      <Field
        form={form}
        name="note"
        label={t('moderate.note')}
        hint={t('moderate.noteHint')}
        rows={3}
        maxlength={LONGEST_NOTE}
      />
    </Form>
  )
}

export type SettingsProps = {
  t: DiscussionTexts
  settings: readonly { country: string; moderation: Moderation | null }[]
}
export const SettingsPage = ({ t, settings }: SettingsProps) => (
  <>
    <Heading level={1}>{t('settings.title')}</Heading>
    <Lead>{t('settings.lead')}</Lead>
    {settings.map(({ country, moderation }) => (
      <Section title={countryOf(country).names[t.language]}>
        <form class="form" method="post" action={discussionPath(t, `settings/${country}`)}>
          <Radios
            form={emptyForm({ [`moderation-${country}`]: moderation ?? 'mixed' })}
            name={`moderation-${country}`}
            label={t('settings.label')}
            required
            options={SETTINGS.map((value) => ({ value, label: t(`setting.${value}`) }))}
          />
          <div class="actions">
            <Button>{t('settings.save')}</Button>
          </div>
        </form>
      </Section>
    ))}
  </>
)
