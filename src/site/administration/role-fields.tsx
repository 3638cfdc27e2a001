/** The fields by which a role is chosen, and over what: used when a role is given and when it is offered by mail. */
import type { Actor } from '#platform/actor.ts'
import { ROLES } from '#platform/actor.ts'
import type { FormState } from '#platform/forms.ts'
import { Choice, Field, HiddenField, Radios, useLanguage } from '#ui/index.tsx'
import { choicesOf, type FixedOrganisation } from './giving.ts'
import { countryName, roleName } from './naming.tsx'
import { texts } from './texts.ts'

export type RoleFieldsProps = {
  form: FormState
  actor: Actor
  fixed: FixedOrganisation | undefined
  countries: readonly string[]
  at: string
}
export const RoleFields = ({ form, actor, fixed, countries, at }: RoleFieldsProps) => {
  const language = useLanguage()
  const t = texts.in(language)
  const role = (
    <Choice
      form={form}
      name="role"
      label={t('role.label')}
      hint={fixed ? undefined : t('role.hint')}
      options={(fixed?.roles ?? ROLES).map((value) => ({ value, label: roleName(language, value) }))}
      required
    />
  )
  if (fixed)
    return (
      <>
        <p>
          {t('over.organisation')}: <strong>{fixed.name}</strong>
        </p>
        <HiddenField name="over" value="organisation" />
        <HiddenField name="organisationId" value={fixed.id} />
        {role}
      </>
    )
  const choices = choicesOf(actor)
  const served = countries.filter((code) => !choices.country || code === choices.country)
  const mayCountry = choices.over.some((one) => one === 'country')
  return (
    <>
      {role}
      <Radios
        form={form}
        name="over"
        label={t('over.label')}
        options={choices.over.map((value) => ({ value, label: t(`over.${value}`) }))}
        required
      />
      <Field
        form={form}
        name="organisation"
        label={t('over.organisation')}
        hint={t('over.organisation.hint')}
        suggestUrl={`${at}/organisations/suggest`}
      />
      {mayCountry && (
        <Choice
          form={form}
          name="country"
          label={t('over.country')}
          options={served.map((value) => ({ value, label: countryName(language, value) }))}
        />
      )}
      <Field
        form={form}
        name="place"
        label={t('over.place')}
        hint={t('over.place.hint')}
        suggestUrl={`/${language}/places/suggest?as=value`}
      />
    </>
  )
}
