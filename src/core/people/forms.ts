/** What may come in at the doors of accounts. */
import { z } from 'zod'
import { ORGANISATION_KINDS, ROLES } from '#platform/actor.ts'
import { COUNTRY_CODES } from '#platform/config.ts'
import { email, type FormState, optional, page, revision, text, withErrors } from '#platform/forms.ts'
import { LANGUAGES } from '#platform/languages.ts'
import { ownPath } from './rules.ts'

/** Something that concerns the whole form, not one field. */
export const withProblem = (form: FormState, message: string): FormState => withErrors(form, { '': message })

/** A password as it was typed; passwords.ts judges new ones. The limit only keeps nonsense away from hashing. */
const password = z.string().min(1).max(1000)
const next = z.string().optional().catch(undefined).transform(ownPath)
const token = z.string().min(1).max(2000)
const language = z.enum(LANGUAGES)
const name = text(2, 120)

export const nextQuery = z.object({ next })
export const tokenQuery = z.object({ token: z.string().max(2000).catch('').default(''), next })

export const signInForm = z.object({ email, password, next })
export const codeForm = z.object({
  code: z
    .string()
    .transform((code) => code.replace(/\s/g, ''))
    .pipe(z.string().min(6).max(40)),
  next,
})
export const registerForm = z.object({ name, email, password, next, invitation: optional(token) })
export const confirmForm = z.object({ token, next })
export const forgottenForm = z.object({ email })
export const newPasswordForm = z.object({ token, password })

/** Up to three languages beside the page's, the dearest first. */
export const READING_FIELDS = ['reading1', 'reading2', 'reading3'] as const

const [first, second, third] = READING_FIELDS
const perhaps = optional(language)
export const profileForm = z
  .object({ name, language, [first]: perhaps, [second]: perhaps, [third]: perhaps })
  .transform(({ [first]: one, [second]: two, [third]: three, ...profile }) => ({
    ...profile,
    readingLanguages: [...new Set([one, two, three].filter((chosen) => chosen !== undefined))],
  }))
export const passwordForm = z.object({ current: password, password })
export const passwordOnlyForm = z.object({ password })
export const idForm = z.object({ id: z.uuid() })
export const actingForm = z.object({ grant: z.uuid(), next })
export const invitationForm = z.object({ token })
export const deleteForm = z.object({ password: optional(password), email: optional(z.string()) })

const reachFields = {
  role: z.enum(ROLES),
  organisationId: optional(z.uuid()),
  country: optional(z.enum(COUNTRY_CODES)),
  placeId: optional(z.uuid()),
}
/** An invitation, as administration posts it. */
export const inviteForm = z.object({ email, language, ...reachFields })
export const grantForm = z.object({ personId: z.uuid(), ...reachFields })
export type GrantInput = z.output<typeof grantForm>
export type InviteInput = z.output<typeof inviteForm>

export const organisationForm = z.object({
  kind: z.enum(ORGANISATION_KINDS),
  name: text(3, 200),
  language,
  country: z.enum(COUNTRY_CODES),
  placeId: optional(z.uuid()),
  email: optional(email),
  website: optional(z.url({ protocol: /^https?$/ }).max(300)),
})
export type OrganisationInput = z.output<typeof organisationForm>
export const changeOrganisationForm = organisationForm.omit({ country: true, kind: true }).extend({ revision })
export type OrganisationChange = z.output<typeof changeOrganisationForm>

/** The query string of the list of people. `after` continues below the last one of the page before. */
export const peopleFilter = z.object({
  q: z.string().trim().max(100).catch('').default(''),
  role: z.enum(ROLES).optional().catch(undefined),
  country: z.enum(COUNTRY_CODES).optional().catch(undefined),
  organisation: z.uuid().optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
})
export type PeopleFilter = z.output<typeof peopleFilter>

export const organisationFilter = z.object({
  q: z.string().trim().max(100).catch('').default(''),
  kind: z.enum(ORGANISATION_KINDS).optional().catch(undefined),
  country: z.enum(COUNTRY_CODES).optional().catch(undefined),
  closed: z.stringbool().catch(false).default(false),
  page,
})
export type OrganisationFilter = z.output<typeof organisationFilter>
