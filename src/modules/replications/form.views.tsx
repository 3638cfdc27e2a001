/** The form in which a municipality says that it applied a practice, and the page around it. */
import type { Child } from 'hono/jsx'
import { type FieldDifference, isChanged } from '#core/records/index.ts'
import { countryOf } from '#countries/index.ts'
import { type FormState, typedValue } from '#platform/forms.ts'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '#platform/languages.ts'
import { dateText } from '#platform/texts.ts'
import {
  Actions,
  Alert,
  ButtonLink,
  Card,
  Choice,
  DateField,
  Difference,
  Field,
  Fieldset,
  Form,
  Heading,
  HiddenField,
  Lead,
  Meta,
  PostButton,
  Radios,
  Section,
} from '#ui/index.tsx'
import { AUTHOR, LENGTHS } from './forms.ts'
import type { PracticeName, ReplicationLine } from './queries.ts'
import { RECOMMENDATIONS, REPLICATION_FIELDS } from './schema.ts'
import type { ReplicationTexts } from './texts.ts'
import { monthText, PracticeLink, placeText, replicationPage } from './views.tsx'

export type FormOptions = {
  practice: PracticeName
  organisation: string
  country: string
  teachers: readonly ReplicationLine[]
  ownPractices: readonly PracticeName[]
  /** What has been published keeps its language. */
  fixedLanguage: Language | undefined
}
export type WritingProps = {
  t: ReplicationTexts
  form: FormState
  options: FormOptions
  /** The one that is changed; a new one has none. */
  slug: string | undefined
  draftKey: string
  draft: { updatedAt: Date; shown: boolean } | undefined
  /** Why the form is shown again. */
  notice?: Child
}

export const WritingPage = (props: WritingProps) => {
  const { t, options, slug, notice, draft } = props
  return (
    <>
      <header class="page-head">
        <Heading level={1}>{t(slug ? 'write.editTitle' : 'write.title')}</Heading>
        <p>
          <PracticeLink t={t} practice={options.practice} />
        </p>
        <Lead>{t('write.lead')}</Lead>
        <p>{t('write.inNameOf', { organisation: options.organisation })}</p>
      </header>
      {notice}
      {draft && !draft.shown && <DraftOffer {...props} draft={draft} />}
      <ReplicationForm {...props} />
    </>
  )
}

const DraftOffer = ({ t, draft, draftKey, slug, options }: WritingProps & { draft: { updatedAt: Date } }) => {
  const here = slug
    ? replicationPage(t.language, slug, '/edit')
    : `/${t.language}/replications/new?practice=${options.practice.id}`
  return (
    <Card tinted level={2} title={t('write.draftFound', { date: dateText(t.language, draft.updatedAt, 'moment') })}>
      <Actions>
        <ButtonLink href={`${here}${here.includes('?') ? '&' : '?'}draft=1`} size="sm">
          {t('write.draftContinue')}
        </ButtonLink>
        <PostButton
          action={`/${t.language}/drafts/${draftKey}/drop`}
          fields={{ back: here }}
          variant="tertiary"
          size="sm"
        >
          {t('write.draftDrop')}
        </PostButton>
      </Actions>
    </Card>
  )
}

const ReplicationForm = ({ t, form, options, slug, draftKey }: WritingProps) => {
  const { language } = t
  const lang = options.fixedLanguage ?? LANGUAGES.find((one) => one === typedValue(form, 'language')) ?? language
  return (
    <Form
      action={
        slug
          ? replicationPage(language, slug, '/edit')
          : `/${language}/replications/new?practice=${options.practice.id}`
      }
      form={form}
      submit={t(slug ? 'write.save' : 'write.publish')}
      draftKey={draftKey}
      draftUrl={`/${language}/drafts/${draftKey}`}
    >
      {options.fixedLanguage ? (
        <>
          <HiddenField name="language" value={options.fixedLanguage} />
          <Meta>{t('write.languageFixed', { language: LANGUAGE_NAMES[options.fixedLanguage] })}</Meta>
        </>
      ) : (
        <Choice
          form={form}
          name="language"
          label={t('write.language')}
          required
          empty={false}
          options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        />
      )}
      {REPLICATION_FIELDS.map((field) => (
        <Field
          form={form}
          name={field}
          label={t(`field.${field}`)}
          hint={t(`hint.${field}`)}
          rows={field === 'advice' ? 4 : 7}
          maxlength={LENGTHS[field].to}
          lang={lang}
          required={field !== 'advice'}
        />
      ))}
      <DateField
        form={form}
        name="startedOn"
        type="month"
        label={t('field.startedOn')}
        hint={t('hint.startedOn')}
        required
      />
      <CostFields t={t} form={form} country={options.country} />
      <Radios
        form={form}
        name="recommendation"
        label={t('field.recommendation')}
        required
        options={RECOMMENDATIONS.map((value) => ({ value, label: t(`recommendation.${value}`) }))}
      />
      <TeacherChoice t={t} form={form} options={options} />
      {options.ownPractices.length > 0 && (
        <Choice
          form={form}
          name="ownPractice"
          label={t('field.ownPractice')}
          hint={t('hint.ownPractice')}
          empty={t('write.noOwnPractice')}
          options={options.ownPractices.map(({ id, title }) => ({ value: id, label: title }))}
        />
      )}
    </Form>
  )
}

const CostFields = ({ t, form, country }: { t: ReplicationTexts; form: FormState; country: string }) => {
  const { currency } = countryOf(country)
  const chosen = typedValue(form, 'costCurrency') || currency
  return (
    <Fieldset legend={t('field.cost')} hint={t('hint.cost')}>
      <Field form={form} name="costAmount" label={t('field.costAmount')} inputmode="decimal" size={16} />
      <Choice
        form={{ ...form, values: { ...form.values, costCurrency: chosen } }}
        name="costCurrency"
        label={t('field.costCurrency')}
        empty={false}
        options={[...new Set([currency, 'EUR', 'USD', chosen])].map((value) => ({ value, label: value }))}
      />
      <DateField form={form} name="costDate" type="month" label={t('field.costDate')} />
    </Fieldset>
  )
}

const TeacherChoice = ({ t, form, options }: Pick<WritingProps, 't' | 'form' | 'options'>) => {
  const { practice, teachers } = options
  const author = placeText(practice.place, practice.country, t).text
  return (
    <Choice
      form={form}
      name="learnedFrom"
      label={t('field.learnedFrom')}
      hint={t('hint.learnedFrom')}
      empty={false}
      options={[
        { value: AUTHOR, label: t('write.fromAuthor', { place: author }) },
        ...teachers.map((line) => ({
          value: line.id,
          label: [placeText(line.place, line.country, t).text, line.startedOn && monthText(t, line.startedOn)]
            .filter(Boolean)
            .join(', '),
        })),
      ]}
    />
  )
}

type ConflictProps = { t: ReplicationTexts; slug: string; differences: readonly FieldDifference[]; lang: Language }
/** Above the form with one's own text: a colleague saved in between, and what differs. */
export const ConflictNotice = ({ t, slug, differences, lang }: ConflictProps) => (
  <Alert color="warning" title={t('write.conflictTitle')}>
    <p>{t('write.conflict')}</p>
    {isChanged(differences) &&
      differences
        .filter(({ changed }) => changed)
        .map(({ field, paragraphs }) => (
          <Section
            title={REPLICATION_FIELDS.some((name) => name === field) ? t(`field.${field as 'changes'}`) : field}
            level={3}
          >
            <Difference paragraphs={paragraphs} lang={lang} />
          </Section>
        ))}
    <p>
      <a class="ds-link" href={replicationPage(t.language, slug)}>
        {t('write.conflictTheirs')}
      </a>
    </p>
  </Alert>
)
