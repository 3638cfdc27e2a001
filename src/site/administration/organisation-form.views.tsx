/** HTML of the form of an organisation, new or changed, also when two people changed it at once. */
import { type FormState, typedValue } from '#platform/forms.ts'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '#platform/languages.ts'
import { Alert, Choice, DataTable, Field, Form, HiddenField, useLanguage } from '#ui/index.tsx'
import { KindChoice } from './choices.tsx'
import { countryName } from './naming.tsx'
import { texts } from './texts.ts'

/** What can be changed of an organisation, as text. */
export type Values = { name: string; language: Language; place: string; email: string; website: string }

type FormProps = {
  at: string
  form: FormState
  /** Without it the form adds. */
  id?: string
  countries?: readonly string[]
  /** Whom its roles reach follows from its place: its own administrators cannot move it. */
  mayMove: boolean
  /** What somebody else saved in the meantime. */
  now?: Values | undefined
}
export const OrganisationFormPage = ({ at, form, id, countries, mayMove, now }: FormProps) => {
  const language = useLanguage()
  const t = texts.in(language)
  return (
    <>
      {now && <Compared form={form} now={now} />}
      <Form action={id ? `${at}/organisations/${id}` : `${at}/organisations`} form={form} submit={t('save')}>
        {countries && <KindChoice form={form} required />}
        <Field form={form} name="name" label={t('organisations.name')} required />
        <Choice
          form={form}
          name="language"
          label={t('organisations.language')}
          hint={t('organisations.languageHint')}
          empty={false}
          options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          required
        />
        {countries && (
          <Choice
            form={form}
            name="country"
            label={t('country')}
            options={countries.map((value) => ({ value, label: countryName(language, value) }))}
            required
          />
        )}
        {mayMove ? (
          <Field
            form={form}
            name="place"
            label={t('over.place')}
            hint={t('organisations.placeHint')}
            suggestUrl={`/${language}/places/suggest?as=value`}
          />
        ) : (
          <HiddenField name="place" value={typedValue(form, 'place')} />
        )}
        <Field form={form} name="email" type="email" label={t('person.email')} autocomplete="off" />
        <Field form={form} name="website" type="url" label={t('organisations.website')} />
      </Form>
    </>
  )
}

/** Two people changed the same: both texts, side by side; saving again keeps the one in the form. */
const Compared = ({ form, now }: { form: FormState; now: Values }) => {
  const t = texts.in(useLanguage())
  const labels = {
    name: t('organisations.name'),
    language: t('organisations.language'),
    place: t('over.place'),
    email: t('person.email'),
    website: t('organisations.website'),
  }
  const names = Object.keys(labels) as (keyof Values)[]
  return (
    <>
      <Alert color="warning" title={t('changed.title')}>
        <p>{t('changed.text')}</p>
      </Alert>
      <DataTable
        caption={t('changed.caption')}
        columns={[
          { key: 'field', label: t('changed.field') },
          { key: 'now', label: t('changed.now') },
          { key: 'yours', label: t('changed.yours') },
        ]}
        rows={names.map((name) => ({
          field: labels[name],
          now: now[name],
          yours: typedValue(form, name) === now[name] ? t('changed.same') : typedValue(form, name),
        }))}
      />
    </>
  )
}
