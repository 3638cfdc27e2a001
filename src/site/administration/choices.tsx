/** Choices that the lists and forms of administration share: a role, a country, a kind of organisation. */
import { ORGANISATION_KINDS, ROLES } from '#platform/actor.ts'
import type { FormState } from '#platform/forms.ts'
import { Choice, useLanguage } from '#ui/index.tsx'
import { countryName, kindName, roleName } from './naming.tsx'
import { texts } from './texts.ts'

export const RoleChoice = ({ form }: { form: FormState }) => {
  const language = useLanguage()
  return (
    <Choice
      form={form}
      name="role"
      label={texts.in(language)('role.label')}
      options={ROLES.map((value) => ({ value, label: roleName(language, value) }))}
    />
  )
}
export const CountryChoice = ({ form, countries }: { form: FormState; countries: readonly string[] }) => {
  const language = useLanguage()
  return (
    <Choice
      form={form}
      name="country"
      label={texts.in(language)('country')}
      options={countries.map((value) => ({ value, label: countryName(language, value) }))}
    />
  )
}

export const KindChoice = ({ form, required }: { form: FormState; required?: boolean }) => {
  const language = useLanguage()
  return (
    <Choice
      form={form}
      name="kind"
      label={texts.in(language)('organisations.kind')}
      options={ORGANISATION_KINDS.map((value) => ({ value, label: kindName(language, value) }))}
      required={required}
    />
  )
}
