/** The form in which a practice is written, field by field, and what it offers to choose from. The page around it is in writing.views.tsx. */
import { type PickerGroups, PlacePicker } from '#core/places/index.ts'
import { type TopicLine, TopicPicker } from '#core/topics/index.ts'
import { countryOf } from '#countries/index.ts'
import { type MethodChoices, MethodPicker } from '#modules/methods/index.ts'
import { type FormState, typedValue } from '#platform/forms.ts'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '#platform/languages.ts'
import { Button, Checkbox, Choice, DateField, Field, Fieldset, Form, HiddenField, Meta } from '#ui/index.tsx'
import { LENGTHS, TITLE_LENGTH } from './forms.ts'
import type { Manuscript } from './manuscripts.ts'
import { type PracticeTexts, practicePage } from './naming.ts'
import { type PracticeSection, SECTIONS } from './schema.ts'
import type { WritingOrganisation } from './typed.ts'

/** What the form offers beside what is typed. */
export type FormOptions = {
  organisation: WritingOrganisation | null
  /** Country whose municipalities are offered, and the others that one may change to. */
  country: string
  otherCountries: readonly string[]
  /** No places: the organisation's own is taken. */
  places: PickerGroups | undefined
  topics: readonly TopicLine[]
  methods: MethodChoices
  language: Language
  /** Once published, a practice keeps the language in which it was first written. */
  languageFixed: boolean
}
export type PracticeFormProps = {
  t: PracticeTexts
  form: FormState
  options: FormOptions
  manuscript?: Manuscript
  draftKey: string
}
export const PracticeForm = ({ t, form, options, manuscript, draftKey }: PracticeFormProps) => {
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
      <MethodPicker form={form} choices={options.methods} lang={lang} />
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
