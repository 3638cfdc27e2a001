/** The page of a reviewer: the text or what changed in it, the checklist, the decision with its reasons, what was said before. */
import type { FieldDifference } from '#core/records/index.ts'
import { AppliedMethods, type MethodLine } from '#modules/methods/index.ts'
import type { FormState } from '#platform/forms.ts'
import { dateText } from '#platform/texts.ts'
import {
  Alert,
  Checkboxes,
  Columns,
  DefinitionList,
  Field,
  Form,
  Heading,
  Lead,
  Link,
  Prose,
  Radios,
  Section,
} from '#ui/index.tsx'
import type { Check } from './checklist.ts'
import { Checklist } from './checklist.views.tsx'
import { Differences } from './comparing.views.tsx'
import type { Decision } from './forms.ts'
import type { Manuscript, NoteLine } from './manuscripts.ts'
import { type PracticeTexts, practicePage } from './naming.ts'
import { REASONS, SECTIONS } from './schema.ts'
import { StateTag } from './state.views.tsx'
import { Notes } from './work.views.tsx'

export type ReviewProps = {
  t: PracticeTexts
  manuscript: Manuscript
  checks: readonly Check[]
  /** From what the public reads to what was sent; nothing when it is sent for the first time. */
  differences?: readonly FieldDifference[]
  /** What it applies; what waits for an editor too says so. */
  methods: readonly MethodLine[]
  notes: readonly NoteLine[]
  /** Decisions that are possible now. */
  decisions: readonly Decision[]
  form: FormState
  timeZone: string
}

export const ReviewPage = (props: ReviewProps) => {
  const { t, manuscript, checks, differences, notes, timeZone } = props
  const { content, practice, organisation } = manuscript
  return (
    <>
      <header class="page-head">
        <Heading level={1}>{t('review.title')}</Heading>
        <Lead lang={content.language}>{content.title}</Lead>
        <p>
          <StateTag t={t} state={practice.state} />{' '}
          <Link href={practicePage(t.language, manuscript.slug, '/preview')}>{t('review.asItWillLook')}</Link>
        </p>
        <DefinitionList
          items={[
            {
              term: t('page.organisation'),
              value: organisation && <span lang={organisation.language}>{organisation.name}</span>,
            },
            {
              term: t('review.sent'),
              value: practice.submittedAt && dateText(t.language, practice.submittedAt, 'moment', timeZone),
            },
          ]}
        />
      </header>
      <Columns aside={<Checklist t={t} checks={checks} />}>
        {differences && (
          <Section title={t('review.difference')} id="difference">
            <Differences t={t} differences={differences} lang={content.language} />
          </Section>
        )}
        <Section title={t('review.text')} id="text">
          <WholeText t={t} manuscript={manuscript} />
        </Section>
        <AppliedMethods lines={props.methods} />
        <DecisionForm {...props} />
        <Notes t={t} notes={notes} timeZone={timeZone} />
      </Columns>
    </>
  )
}

const WholeText = ({ t, manuscript }: Pick<ReviewProps, 't' | 'manuscript'>) => {
  const { fields, language } = manuscript.content
  return (
    <>
      {SECTIONS.map((section) => (
        <>
          <Heading level={3} id={`field-${section}`}>
            {t(`section.${section}`)}
          </Heading>
          <Prose lang={language}>
            {(fields[section] ?? []).map(({ text }) => (
              <p>{text}</p>
            ))}
          </Prose>
        </>
      ))}
    </>
  )
}

const DecisionForm = ({ t, manuscript, decisions, form }: ReviewProps) => {
  if (decisions.length === 0) return <Alert color="info">{t('review.nothing')}</Alert>
  return (
    <Section title={t('review.decision')} id="decision">
      <Form action={practicePage(t.language, manuscript.slug, '/review')} form={form} submit={t('review.decide')}>
        <Radios
          form={form}
          name="decision"
          label={t('review.decide.label')}
          required
          options={decisions.map((value) => ({
            value,
            label: t(`review.decide.${value}`),
            hint: t(`review.decide.${value}Hint`),
          }))}
        />
        <Checkboxes
          form={form}
          name="reasons"
          label={t('review.reasons')}
          hint={t('review.reasonsHint')}
          options={REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))}
        />
        <Field form={form} name="note" label={t('review.note')} hint={t('review.noteHint')} rows={5} maxlength={4000} />
      </Form>
    </Section>
  )
}
