/** The forms of a discussion: a comment or answer, an edit, a report, a withdrawal. */
import type { FormState } from '#platform/forms.ts'
import { LANGUAGE_NAMES, LANGUAGES } from '#platform/languages.ts'
import type { RecordLine } from '#platform/module.ts'
import {
  Alert,
  ButtonLink,
  Checkbox,
  Choice,
  Field,
  Form,
  Heading,
  HiddenField,
  Lead,
  Meta,
  Radios,
  Section,
} from '#ui/index.tsx'
import { LONGEST, LONGEST_NOTE } from './forms.ts'
import { CommentText } from './prose.tsx'
import type { CommentLine } from './reading.ts'
import { COMMENT_REASONS } from './schema.ts'
import type { DiscussionTexts } from './texts.ts'
import { type Discussed, discussionPath, QuotedComment } from './thread.views.tsx'

export type Writing = {
  form: FormState
  /** In whose name: "Ана Примерова, Општина Велес". */
  name: string
  /** A moderator reads it first. */
  waits: boolean
  follows: boolean
  /** Sections that one may write about; the chosen paragraph among them. */
  abouts: readonly { value: string; label: string }[]
  links: number
}

type FormProps = { t: DiscussionTexts; discussed: Discussed; writing: Writing; parentId?: string }
/** Names of its fields begin with `comment`: other forms stand on the same page. */
export const CommentForm = ({ t, discussed, writing, parentId }: FormProps) => {
  const { form, name, waits, follows, abouts, links } = writing
  return (
    <Form
      action={discussionPath(t, `of/${discussed.id}`)}
      form={form}
      submit={t(parentId ? 'form.sendAnswer' : 'form.send')}
    >
      <Meta>
        {t('form.name', { name })} {t(waits ? 'form.waits' : 'form.atOnce')}
      </Meta>
      {parentId && <HiddenField name="commentParent" value={parentId} />}
      <Field
        form={form}
        name="comment"
        label={t(parentId ? 'form.answer' : 'form.text')}
        hint={t('form.hint', { links })}
        required
        rows={5}
        maxlength={LONGEST}
      />
      {!parentId && abouts.length > 0 && (
        <Choice
          form={form}
          name="commentAbout"
          label={t('form.about')}
          required
          empty={t('form.whole')}
          options={abouts}
        />
      )}
      <LanguageChoice t={t} form={form} />
      {!follows && <Checkbox form={form} name="commentFollow" label={t('form.follow')} />}
    </Form>
  )
}

const LanguageChoice = ({ t, form }: { t: DiscussionTexts; form: FormState }) => (
  <Choice
    form={form}
    name="commentLanguage"
    label={t('form.language')}
    required
    empty={false}
    options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
  />
)

type WriteProps = { t: DiscussionTexts; discussed: Discussed; line: RecordLine | undefined; writing: Writing }
export const WritePage = ({ t, discussed, line, writing }: WriteProps) => (
  <>
    <Heading level={1}>{t('form.title')}</Heading>
    <Lead>
      <a href={discussed.href} lang={!line || line.lang === t.language ? undefined : line.lang}>
        {line?.title ?? t('untitled')}
      </a>
    </Lead>
    <CommentForm t={t} discussed={discussed} writing={writing} />
  </>
)

type PageProps = { t: DiscussionTexts; discussed: Discussed; comment: CommentLine }

export const AnswerPage = ({ t, discussed, comment, writing }: PageProps & { writing: Writing }) => (
  <>
    <Heading level={1}>{t('answer.title')}</Heading>
    <QuotedComment t={t} discussed={discussed} comment={comment} />
    <CommentForm t={t} discussed={discussed} writing={writing} parentId={comment.id} />
  </>
)

export type EditProps = PageProps & {
  form: FormState
  /** What it says now, when it is no longer what was opened. */
  current?: CommentLine
  waits: boolean
}
export const EditPage = ({ t, discussed, comment, form, current, waits }: EditProps) => (
  <>
    <Heading level={1}>{t('edit.title')}</Heading>
    {waits && <Alert color="info">{t('edit.waits')}</Alert>}
    {current && (
      <Section title={t('edit.current')}>
        <QuotedComment t={t} discussed={discussed} comment={current} />
      </Section>
    )}
    <Form
      action={discussionPath(t, `${comment.id}/edit`)}
      form={form}
      submit={t('edit.save')}
      more={<BackLink t={t} comment={comment} />}
    >
      <Field
        form={form}
        name="comment"
        label={t('form.text')}
        hint={t('edit.hint')}
        required
        rows={6}
        maxlength={LONGEST}
      />
      <LanguageChoice t={t} form={form} />
    </Form>
  </>
)

const BackLink = ({ t, comment }: { t: DiscussionTexts; comment: Pick<CommentLine, 'id'> }) => (
  <ButtonLink href={discussionPath(t, comment.id)} variant="secondary">
    {t('back')}
  </ButtonLink>
)

export const WithdrawPage = ({ t, discussed, comment, form }: PageProps & { form: FormState }) => (
  <>
    <Heading level={1}>{t('withdraw.title')}</Heading>
    <p>{t('withdraw.lead')}</p>
    <QuotedComment t={t} discussed={discussed} comment={comment} />
    <Form
      action={discussionPath(t, `${comment.id}/withdraw`)}
      form={form}
      submit={t('withdraw.do')}
      more={<BackLink t={t} comment={comment} />}
    />
  </>
)

export const ReportPage = ({ t, discussed, comment, form }: PageProps & { form: FormState }) => (
  <>
    <Heading level={1}>{t('report.title')}</Heading>
    <p>{t('report.lead')}</p>
    <QuotedComment t={t} discussed={discussed} comment={comment} />
    <Form
      action={discussionPath(t, `${comment.id}/report`)}
      form={form}
      submit={t('report.do')}
      more={<BackLink t={t} comment={comment} />}
    >
      <Radios form={form} name="reason" label={t('report.reason')} required options={reasonOptions(t)} />
      <Field
        form={form}
        name="note"
        label={t('report.note')}
        hint={t('report.noteHint')}
        rows={3}
        maxlength={LONGEST_NOTE}
      />
    </Form>
  </>
)

export const reasonOptions = (t: DiscussionTexts) =>
  COMMENT_REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))

/** A refused text with its reason, and the form with the same words to write it better. */
export const AgainPage = ({ t, discussed, comment, writing }: PageProps & { writing: Writing }) => (
  <>
    <Heading level={1}>{t('again.title')}</Heading>
    <Alert color="warning">
      <p>{t('own.refused')}</p>
      {comment.reason && <p>{t(`reason.${comment.reason}`)}</p>}
      {comment.note && <p>{t('own.note', { note: comment.note })}</p>}
    </Alert>
    <p>{t('again.lead')}</p>
    <CommentForm t={t} discussed={discussed} writing={writing} parentId={comment.parentId ?? undefined} />
  </>
)

/** What it said before, for moderators. */
export const Edits = ({ edits, comment }: { edits: readonly { text: string }[]; comment: CommentLine }) => (
  <>
    {edits.map(({ text }) => (
      <blockquote class="comment comment-quoted">
        <CommentText text={text} lang={comment.language} />
      </blockquote>
    ))}
  </>
)
