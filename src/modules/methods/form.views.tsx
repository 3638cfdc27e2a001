/** The form in which a method or a tool is proposed and changed, and what editors decide on its page. */
import type { Child } from 'hono/jsx'
import type { FieldDifference } from '#core/records/index.ts'
import { type TopicLine, TopicPicker } from '#core/topics/index.ts'
import type { Actor } from '#platform/actor.ts'
import { emptyForm, type FormState, typedValue } from '#platform/forms.ts'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '#platform/languages.ts'
import {
  Actions,
  Alert,
  ButtonLink,
  Card,
  Choice,
  Details,
  Difference,
  Field,
  Form,
  Heading,
  HiddenField,
  Lead,
  Meta,
  Radios,
  Section,
} from '#ui/index.tsx'
import { LENGTHS } from './forms.ts'
import type { MethodReading } from './lines.ts'
import { may, mayEdit, STEPS } from './rules.ts'
import { METHOD_FIELDS, METHOD_KINDS } from './schema.ts'
import type { MethodTexts } from './texts.ts'
import { methodPage } from './views.tsx'

export type WritingProps = {
  t: MethodTexts
  form: FormState
  topics: readonly TopicLine[]
  reading?: MethodReading
  /** Published at once: the writer is an editor. */
  atOnce: boolean
  /** Files of what is there already. */
  files?: Child
  notice?: Child
}
export const WritingPage = ({ t, form, topics, reading, atOnce, files, notice }: WritingProps) => {
  const fixed = reading?.record.publishedVersion != null ? reading.record.language : undefined
  const lang = fixed ?? LANGUAGES.find((one) => one === typedValue(form, 'language')) ?? t.language
  return (
    <>
      <header class="page-head">
        <Heading level={1}>{t(reading ? 'write.editTitle' : 'write.newTitle')}</Heading>
        <Lead>{t('write.lead')}</Lead>
        {!reading && <p>{t(atOnce ? 'write.atOnce' : 'write.reviewed')}</p>}
      </header>
      {notice}
      <Form
        action={reading ? methodPage(t.language, reading.line.slug, '/edit') : `/${t.language}/methods/new`}
        form={form}
        submit={t(reading ? 'write.save' : atOnce ? 'write.publish' : 'write.send')}
      >
        {reading ? (
          <>
            <HiddenField name="kind" value={reading.line.kind} />
            <Meta>{t(`kind.${reading.line.kind}`)}</Meta>
          </>
        ) : (
          <KindChoice t={t} form={form} />
        )}
        <LanguageChoice t={t} form={form} fixed={fixed} />
        <Field form={form} name="title" label={t('field.title')} maxlength={LENGTHS.title.to} lang={lang} required />
        {METHOD_FIELDS.map((field) => (
          <Field
            form={form}
            name={field}
            label={t(`field.${field}`)}
            hint={t(`hint.${field}`)}
            rows={field === 'steps' ? 8 : 4}
            maxlength={LENGTHS[field].to}
            lang={lang}
            required={field === 'summary'}
          />
        ))}
        <TopicPicker form={form} topics={topics} />
        <Field form={form} name="website" type="url" label={t('field.website')} hint={t('hint.website')} />
        <Field form={form} name="licence" label={t('field.licence')} hint={t('hint.licence')} size={30} />
      </Form>
      {files ?? <Meta>{t('write.filesLater')}</Meta>}
    </>
  )
}

const KindChoice = ({ t, form }: { t: MethodTexts; form: FormState }) => (
  <Radios
    form={form}
    name="kind"
    label={t('field.kind')}
    required
    options={METHOD_KINDS.map((value) => ({ value, label: t(`kind.${value}`), hint: t(`hint.kind.${value}`) }))}
  />
)

const LanguageChoice = ({ t, form, fixed }: { t: MethodTexts; form: FormState; fixed: Language | undefined }) =>
  fixed ? (
    <HiddenField name="language" value={fixed} />
  ) : (
    <Choice
      form={form}
      name="language"
      label={t('field.language')}
      required
      empty={false}
      options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
    />
  )

/** A colleague saved in between: what differs, while one's own text stays in the form. */
export const ConflictNotice = ({
  t,
  differences,
  lang,
}: {
  t: MethodTexts
  differences: readonly FieldDifference[]
  lang: Language
}) => (
  <Alert color="warning" title={t('write.conflictTitle')}>
    <p>{t('write.conflict')}</p>
    {differences
      .filter(({ changed }) => changed)
      .map(({ field, paragraphs }) => {
        const known = METHOD_FIELDS.find((name) => name === field)
        return (
          <Section title={t(known ? `field.${known}` : 'field.title')} level={3}>
            <Difference paragraphs={paragraphs} lang={lang} />
          </Section>
        )
      })}
  </Alert>
)

type WorkProps = {
  t: MethodTexts
  actor: Actor
  reading: MethodReading /** The decision as it was typed, when something is wrong with it. */
  form?: FormState
}
/** What those who answer for it see above its text: where it stands and what they may do. */
export const WorkNotice = ({ t, actor, reading, form = emptyForm() }: WorkProps) => {
  const { line, record } = reading
  const facts = { ...record, state: line.state }
  const steps = STEPS.filter((step) => may(actor, step, facts))
  const edits = mayEdit(actor, facts)
  if (line.state === 'published' && !edits) return null
  const decision = typedValue(form, 'decision') || (steps.length === 1 ? steps[0] : '')
  return (
    <Card tinted>
      {line.state !== 'published' && <Alert color="warning">{t(`work.${line.state}`)}</Alert>}
      {edits && (
        <Actions>
          <ButtonLink href={methodPage(t.language, line.slug, '/edit')} size="sm">
            {t('work.edit')}
          </ButtonLink>
        </Actions>
      )}
      {steps.length > 0 && (
        <Details summary={t('work.decide')} open={line.state === 'submitted' || Object.keys(form.errors).length > 0}>
          <Form
            action={methodPage(t.language, line.slug, '/decision')}
            form={{ ...form, values: { ...form.values, decision }, revision: record.revision }}
            submit={t('work.decideDo')}
          >
            <Radios
              form={{ ...form, values: { ...form.values, decision } }}
              name="decision"
              label={t('work.decision')}
              required
              options={steps.map((value) => ({ value, label: t(`work.${value}`), hint: t(`work.${value}Hint`) }))}
            />
            <Field form={form} name="note" label={t('work.note')} hint={t('work.noteHint')} rows={3} maxlength={1000} />
          </Form>
        </Details>
      )}
    </Card>
  )
}
