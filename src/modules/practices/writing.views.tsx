/** The pages of those who write a practice: the form with its checklist, one's own practices, the comparison when two wrote at once. HTML from props. */
import type { Child } from 'hono/jsx'
import { type PickerGroups, PlacePicker } from '#core/places/index.ts'
import { type TopicLine, TopicPicker } from '#core/topics/index.ts'
import { countryOf } from '#countries/index.ts'
import { type FormState, typedValue } from '#platform/forms.ts'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '#platform/languages.ts'
import { dateText } from '#platform/texts.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Card,
  Checkbox,
  Choice,
  Columns,
  DateField,
  Field,
  Fieldset,
  Form,
  Heading,
  HiddenField,
  Lead,
  Link,
  Meta,
  PostButton,
} from '#ui/index.tsx'
import type { Check } from './checklist.ts'
import { Checklist } from './checklist.views.tsx'
import { LENGTHS, TITLE_LENGTH } from './forms.ts'
import type { Manuscript } from './manuscripts.ts'
import type { PracticeTexts } from './naming.ts'
import { type PracticeSection, SECTIONS } from './schema.ts'
import { StateTag } from './state.views.tsx'
import type { WritingOrganisation } from './typed.ts'

export const practicePage = (language: Language, slug: string, page = '') =>
  `/${language}/practices/${encodeURIComponent(slug)}${page}`

/** What the form offers beside what is typed. */
export type FormOptions = {
  organisation: WritingOrganisation | null
  /** Country whose municipalities are offered, and the others that one may change to. */
  country: string
  otherCountries: readonly string[]
  /** No places: the organisation's own is taken. */
  places: PickerGroups | undefined
  topics: readonly TopicLine[]
  language: Language
  /** Once published, a practice keeps the language in which it was first written. */
  languageFixed: boolean
}
export type UnsentDraft = { updatedAt: Date; shown: boolean }
export type WritingProps = {
  t: PracticeTexts
  form: FormState
  options: FormOptions
  checks: readonly Check[]
  manuscript?: Manuscript
  /** What was typed here and never saved. */
  draft?: UnsentDraft
  draftKey: string
  /** Files that belong to the practice: the part that core/files makes. */
  files?: Child
  /** Stands above the form: why it is shown again. */
  notice?: Child
}

export const WritingPage = (props: WritingProps) => {
  const { t, manuscript, files, notice, draft, draftKey, checks, options } = props
  const { language } = t
  const title = manuscript ? t('write.editTitle') : t('write.newTitle')
  return (
    <>
      <header class="page-head">
        <Heading level={1}>{title}</Heading>
        {manuscript && (
          <p>
            <StateTag t={t} state={manuscript.practice.state} />{' '}
            <span lang={manuscript.content.language}>{manuscript.content.title}</span>
          </p>
        )}
        <Lead>{t('write.lead')}</Lead>
        <p>
          {options.organisation
            ? t('write.inNameOf', { organisation: options.organisation.name })
            : t('write.inOwnName')}
        </p>
      </header>
      {notice}
      {draft && !draft.shown && <DraftOffer t={t} draft={draft} draftKey={draftKey} />}
      <Columns
        aside={
          <>
            <Checklist t={t} checks={checks} />
            {manuscript && <ManuscriptActions t={t} manuscript={manuscript} />}
          </>
        }
      >
        <PracticeForm {...props} />
        {files}
        {!manuscript && <Meta>{t('write.filesLater')}</Meta>}
      </Columns>
      <p>
        <Link href={`/${language}/practices/mine`}>{t('write.mineTitle')}</Link>
      </p>
    </>
  )
}

/** What was typed earlier and neither saved nor thrown away. */
const DraftOffer = ({ t, draft, draftKey }: { t: PracticeTexts; draft: UnsentDraft; draftKey: string }) => (
  <Card tinted level={2} title={t('write.draftFound', { date: dateText(t.language, draft.updatedAt, 'moment') })}>
    <p>{t('write.draftQuestion')}</p>
    <Actions>
      <ButtonLink href="?draft=1" size="sm">
        {t('write.draftContinue')}
      </ButtonLink>
      <PostButton
        action={`/${t.language}/drafts/${draftKey}/drop`}
        fields={{ back: `/${t.language}/practices/mine` }}
        variant="tertiary"
        size="sm"
        confirm={t('write.draftDropAsk')}
      >
        {t('write.draftDrop')}
      </PostButton>
    </Actions>
  </Card>
)

const PracticeForm = ({ t, form, options, manuscript, draftKey }: WritingProps) => {
  const { language } = t
  const lang = written(form, options)
  return (
    <Form
      action={manuscript ? practicePage(language, manuscript.slug, '/edit') : `/${language}/practices/new`}
      form={form}
      submit={t('write.save')}
      draftKey={draftKey}
      draftUrl={`/${language}/drafts/${draftKey}`}
      more={
        <>
          <Button variant="secondary" name="intent" value="preview">
            {t('write.preview')}
          </Button>
          <Button variant="secondary" name="intent" value="send">
            {t('write.send')}
          </Button>
        </>
      }
    >
      <HiddenField name="country" value={options.country} />
      <Fieldset legend={t('write.aboutLegend')}>
        <Field
          form={form}
          name="title"
          label={t('write.title')}
          hint={t('write.titleHint')}
          maxlength={TITLE_LENGTH.to}
          lang={lang}
          required
        />
        <LanguageChoice t={t} form={form} options={options} />
        <PlaceChoice t={t} form={form} options={options} isNew={!manuscript} />
      </Fieldset>
      <TopicPicker form={form} topics={options.topics} />
      <Fieldset legend={t('write.textLegend')} hint={t('write.textHint')}>
        {SECTIONS.map((section) => (
          <SectionField t={t} form={form} section={section} lang={lang} />
        ))}
      </Fieldset>
      <FactFields t={t} form={form} currency={countryOf(options.country).currency} lang={lang} />
    </Form>
  )
}

const written = (form: FormState, { language }: FormOptions): Language =>
  LANGUAGES.find((one) => one === typedValue(form, 'language')) ?? language

type PartProps = { t: PracticeTexts; form: FormState; options: FormOptions }
const LanguageChoice = ({ t, form, options }: PartProps) =>
  options.languageFixed ? (
    <>
      <HiddenField name="language" value={options.language} />
      <Meta>{t('write.languageFixed', { language: LANGUAGE_NAMES[options.language] })}</Meta>
    </>
  ) : (
    <Choice
      form={form}
      name="language"
      label={t('write.language')}
      hint={t('write.languageHint')}
      required
      empty={false}
      options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
    />
  )

const PlaceChoice = ({ t, form, options, isNew }: PartProps & { isNew: boolean }) => {
  const { places, organisation, country, otherCountries } = options
  if (!places) return null
  return (
    <>
      <PlacePicker
        form={form}
        name="place"
        label={t('write.place')}
        hint={t('write.placeHint')}
        required={!organisation}
        groups={places}
        language={t.language}
      />
      {isNew && otherCountries.length > 0 && (
        <Meta>
          {t('write.placesOf', { country: countryOf(country).names[t.language] })} {t('write.otherCountries')}{' '}
          {otherCountries.map((code, index) => (
            <>
              {index > 0 && ', '}
              <a href={`?country=${code}`}>{countryOf(code).names[t.language]}</a>
            </>
          ))}
        </Meta>
      )}
    </>
  )
}

/** Lines that a section is given to begin with: about what it will hold. */
const rowsOf = (section: PracticeSection) => Math.min(12, Math.max(3, Math.round(LENGTHS[section].to / 600)))

const SectionField = (props: { t: PracticeTexts; form: FormState; section: PracticeSection; lang: Language }) => {
  const { t, form, section, lang } = props
  return (
    <Field
      form={form}
      name={section}
      label={t(`section.${section}`)}
      hint={`${t(`write.hint.${section}`)} ${t('write.length', LENGTHS[section])}`}
      rows={rowsOf(section)}
      maxlength={LENGTHS[section].to}
      lang={lang}
      required
    />
  )
}

const FactFields = (props: { t: PracticeTexts; form: FormState; currency: string; lang: Language }) => {
  const { t, form, currency, lang } = props
  const currencies = [...new Set([currency, 'EUR', 'USD'])]
  const chosen = typedValue(form, 'costCurrency')
  return (
    <>
      <Fieldset legend={t('write.periodLegend')} hint={t('write.periodHint')}>
        <DateField form={form} name="periodFrom" type="month" label={t('write.periodFrom')} required />
        <DateField form={form} name="periodTo" type="month" label={t('write.periodTo')} />
      </Fieldset>
      <Fieldset legend={t('write.costLegend')} hint={t('write.costHint')}>
        <Field form={form} name="costAmount" label={t('write.costAmount')} inputmode="decimal" size={16} />
        <Choice
          form={chosen ? form : { ...form, values: { ...form.values, costCurrency: currency } }}
          name="costCurrency"
          label={t('write.costCurrency')}
          empty={false}
          options={(currencies.includes(chosen) || !chosen ? currencies : [...currencies, chosen]).map((value) => ({
            value,
            label: value,
          }))}
        />
        <DateField form={form} name="costDate" type="month" label={t('write.costDate')} />
      </Fieldset>
      <Fieldset legend={t('write.innovatorLegend')} hint={t('write.innovatorHint')}>
        <Field form={form} name="innovator" label={t('write.innovator')} lang={lang} />
        <Checkbox form={form} name="consent" label={t('write.consent')} />
      </Fieldset>
    </>
  )
}

/** What an author may do with a manuscript beside writing it. */
const ManuscriptActions = ({ t, manuscript }: { t: PracticeTexts; manuscript: Manuscript }) => {
  const { slug, record } = manuscript
  const page = (name: string) => practicePage(t.language, slug, name)
  return (
    <section class="section" aria-labelledby="manuscript-actions">
      <Heading level={2} size="xs" id="manuscript-actions">
        {t('write.actions')}
      </Heading>
      <ul>
        <li>
          <Link href={page('/versions')}>{t('page.versions')}</Link>
        </li>
        {record.publishedVersion !== null && (
          <li>
            <Link href={page('')}>{t('write.seePublished')}</Link>
          </li>
        )}
      </ul>
      {record.publishedVersion === null && (
        <PostButton
          action={page('/remove')}
          fields={{ revision: String(record.revision) }}
          variant="danger"
          size="sm"
          confirm={t('write.removeAsk')}
        >
          {t('write.remove')}
        </PostButton>
      )}
    </section>
  )
}
