/** The forms of a call: the long one of a draft, and what may still change once it is announced. */
import type { Child } from 'hono/jsx'
import { type FormState, typedValue } from '#platform/forms.ts'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '#platform/languages.ts'
import { dateText } from '#platform/texts.ts'
import {
  Actions,
  ButtonLink,
  Card,
  Choice,
  DateField,
  Details,
  Field,
  Fieldset,
  Form,
  Heading,
  HiddenField,
  Lead,
  MarkOptional,
  PostButton,
} from '#ui/index.tsx'
import { draftKey } from './calling.ts'
import type { Call } from './calls.ts'
import { LENGTHS, languagesFor, nameField, ROWS } from './forms.ts'
import type { AwardTexts } from './texts.ts'
import { awardPage } from './views.tsx'

export type CallFormProps = {
  t: AwardTexts
  form: FormState
  country: string
  /** The one that is changed; a new one has none. */
  call: Call | undefined
  draft: { updatedAt: Date; shown: boolean } | undefined
  notice?: Child
}

export const CallFormPage = (props: CallFormProps) => {
  const { t, form, country, call, draft, notice } = props
  const language = LANGUAGES.find((one) => one === typedValue(form, 'language')) ?? t.language
  const languages = languagesFor(country, language)
  const here = call ? awardPage(t.language, call.slug, '/edit') : `/${t.language}/awards/new`
  const key = draftKey(call?.id)
  return (
    <>
      <Heading level={1}>{t(call ? 'form.editTitle' : 'list.new')}</Heading>
      <Lead>{t('form.lead')}</Lead>
      {notice}
      {draft && !draft.shown && (
        <Card tinted level={2} title={t('form.draftFound', { date: dateText(t.language, draft.updatedAt, 'moment') })}>
          <Actions>
            <ButtonLink href={`${here}?draft=1`} size="sm">
              {t('form.draftContinue')}
            </ButtonLink>
            <PostButton
              action={`/${t.language}/drafts/${key}/drop`}
              fields={{ back: here }}
              variant="tertiary"
              size="sm"
            >
              {t('form.draftDrop')}
            </PostButton>
          </Actions>
        </Card>
      )}
      <Form action={here} form={form} submit={t('form.save')} draftKey={key} draftUrl={`/${t.language}/drafts/${key}`}>
        {call ? (
          <HiddenField name="language" value={language} />
        ) : (
          <Choice
            form={form}
            name="language"
            label={t('field.language')}
            required
            empty={false}
            options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          />
        )}
        <Field form={form} name="year" label={t('field.year')} inputmode="numeric" size={6} required />
        <TextFields t={t} form={form} lang={language} />
        <Fieldset legend={t('field.categories')} hint={t('hint.categories')} form={form} name="categories">
          {rows(ROWS.category).map((row) => (
            <NameFields t={t} form={form} what="category" row={row} languages={languages} />
          ))}
        </Fieldset>
        <Fieldset legend={t('page.criteria')} hint={t('hint.criteria')} form={form} name="criteria">
          {rows(ROWS.criterion).map((row) => (
            <NameFields t={t} form={form} what="criterion" row={row} languages={languages}>
              <Field
                form={form}
                name={`weight-${row}`}
                label={t('field.weightOf', { row })}
                inputmode="numeric"
                size={5}
                suffix="%"
              />
            </NameFields>
          ))}
        </Fieldset>
        <Fieldset legend={t('page.dates')} hint={t('hint.dates')}>
          <DateField form={form} name="opensOn" label={t('field.opensOn')} required />
          <DateFields t={t} form={form} names={DATES} />
        </Fieldset>
        <Fieldset legend={t('field.pool')} hint={t('hint.pool')}>
          <DateField form={form} name="poolFrom" label={t('field.poolFrom')} required />
          <DateField form={form} name="poolTo" label={t('field.poolTo')} required />
        </Fieldset>
        <Field
          form={form}
          name="shortlistLength"
          label={t('field.shortlistLength')}
          hint={t('hint.shortlistLength')}
          inputmode="numeric"
          size={4}
          required
        />
        <Field form={form} name="jurors" label={t('field.jurors')} hint={t('hint.jurors')} rows={5} />
      </Form>
    </>
  )
}

const rows = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
const DATES = ['entriesUntil', 'judgingUntil', 'votingUntil'] as const
type DateName = (typeof DATES)[number]

const DateFields = ({ t, form, names }: { t: AwardTexts; form: FormState; names: readonly DateName[] }) =>
  names.map((name) => <DateField form={form} name={name} label={t(`field.${name}`)} required />)

const TextFields = ({ t, form, lang }: { t: AwardTexts; form: FormState; lang: Language }) => (
  <>
    <Field form={form} name="title" label={t('field.title')} maxlength={LENGTHS.title} lang={lang} required />
    <Field
      form={form}
      name="description"
      label={t('field.description')}
      hint={t('hint.description')}
      rows={5}
      maxlength={LENGTHS.description}
      lang={lang}
      required
    />
    <Field
      form={form}
      name="rules"
      label={t('field.rules')}
      hint={t('hint.rules')}
      rows={8}
      maxlength={LENGTHS.rules}
      lang={lang}
      required
    />
  </>
)

type NameFieldsProps = {
  t: AwardTexts
  form: FormState
  what: 'category' | 'criterion'
  row: number
  languages: readonly Language[]
  children?: Child
}
/** One row: its name in the call's language; those in other languages are folded away. */
const NameFields = ({ t, form, what, row, languages, children }: NameFieldsProps) => {
  const [first, ...others] = languages
  if (!first) return null
  return (
    <MarkOptional.Provider value={false}>
      <Field form={form} name={nameField(what, row, first)} label={t(`field.${what}Row`, { row })} lang={first} />
      {children}
      <Details summary={t('field.otherLanguages', { row })}>
        {others.map((language) => (
          <Field
            form={form}
            name={nameField(what, row, language)}
            label={`${t(`field.${what}Row`, { row })}: ${LANGUAGE_NAMES[language]}`}
            lang={language}
          />
        ))}
      </Details>
    </MarkOptional.Provider>
  )
}

type LaterProps = { t: AwardTexts; form: FormState; call: Call; movable: readonly DateName[]; notice?: Child }
export const LaterFormPage = ({ t, form, call, movable, notice }: LaterProps) => (
  <>
    <Heading level={1}>{t('form.editTitle')}</Heading>
    <Lead>{t('form.laterLead')}</Lead>
    {notice}
    <Form action={awardPage(t.language, call.slug, '/edit')} form={form} submit={t('form.save')}>
      <TextFields t={t} form={form} lang={call.record.language} />
      <DateFields t={t} form={form} names={movable} />
    </Form>
  </>
)
