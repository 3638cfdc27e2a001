/** Reads what an author typed: as a draft or as complete, with the place and country that it belongs to. Saves nothing. */
import { choosePlace } from '#core/places/index.ts'
import { type MethodInPlace, methodsByIds, readInPlace } from '#modules/methods/index.ts'
import type { Grant, Member } from '#platform/actor.ts'
import type { CountryCode } from '#platform/config.ts'
import { checkForm, type FormState, hasErrors, postedForm, withErrors } from '#platform/forms.ts'
import type { RequestContext } from '#platform/http.ts'
import type { Language } from '#platform/languages.ts'
import { completeForm, type DraftInput, draftForm, intent, type Parts, partsOf, seenRevision } from './forms.ts'
import type { Manuscript } from './manuscripts.ts'
import type { PracticeTexts } from './naming.ts'
import { writesFor } from './rules.ts'
import { texts } from './texts.ts'

export type Typed = {
  parts: Parts
  country: string
  intent: 'save' | 'send' | 'preview'
  revision: number
  /** Methods and tools that were written beside it, because nobody had before. */
  newMethods: readonly MethodInPlace[]
}
export type ReadTyped = { ok: true; typed: Typed; form: FormState } | { ok: false; form: FormState; typed?: Typed }

export type WritingOrganisation = Pick<
  NonNullable<Grant['organisation']>,
  'id' | 'kind' | 'name' | 'country' | 'placeId'
>

/** In whose name a manuscript, or a new practice, is written. */
export const organisationOf = (member: Member, manuscript: Manuscript | undefined): WritingOrganisation | null =>
  manuscript ? manuscript.organisation : writesFor(member)

/** A municipality writes about itself; others say where it was. */
export const fixedPlaceOf = (organisation: WritingOrganisation | null): string | null =>
  organisation?.kind === 'municipality' ? organisation.placeId : null

/** The country in which most readers of a language live who write in their own name. */
const NEAREST: Partial<Record<Language, CountryCode>> = { mk: 'mk', sq: 'mk', bg: 'bg', uk: 'ua', ru: 'kg', ky: 'kg' }

/** The country whose municipalities the form offers. */
export function countryFor(c: RequestContext, organisation: WritingOrganisation | null, wanted?: string): string {
  const { countries } = c.var.config
  if (organisation) return organisation.country
  const [first = 'mk'] = countries
  return [wanted, NEAREST[c.var.language]].find((code) => countries.includes(code as CountryCode)) ?? first
}

/** Reads a posted practice. What is not right comes back filled in; `typed` is there whenever it could be saved as a draft. */
export async function readTyped(
  c: RequestContext,
  member: Member,
  manuscript: Manuscript | undefined,
): Promise<ReadTyped> {
  const posted = await postedForm(c)
  const t = texts.in(c.var.language)
  const wanted = intent.parse(posted.values.intent)
  const draft = checkForm(posted, draftForm, c.var.language)
  const seen = seenRevision.safeParse(posted.values)
  const revision = seen.success ? seen.data.revision : undefined
  const beside = readInPlace(posted, c.var.language)
  const form = withErrors({ ...draft.form, revision }, beside.errors)
  if (!draft.ok) return { ok: false, form }
  const read = await typedOf(c, member, manuscript, draft.data)
  if ('error' in read) return { ok: false, form: withErrors(form, { place: t('write.placeUnknown') }) }
  const typed = { ...read, intent: wanted, revision: revision ?? 1, newMethods: beside.added }
  if (wanted !== 'send') return hasErrors(form) ? { ok: false, form, typed } : { ok: true, typed, form }
  const complete = checkForm(posted, completeForm, c.var.language)
  const errors = {
    ...beside.errors,
    ...complete.form.errors,
    ...acrossFields(t, draft.data, typed.parts, organisationOf(member, manuscript)),
  }
  if (Object.keys(errors).length > 0) return { ok: false, form: withErrors({ ...form, errors: {} }, errors), typed }
  return { ok: true, typed, form }
}

async function typedOf(c: RequestContext, member: Member, manuscript: Manuscript | undefined, input: DraftInput) {
  const organisation = organisationOf(member, manuscript)
  const chosen = fixedPlaceOf(organisation) ?? input.place
  const countries = organisation ? [organisation.country] : c.var.config.countries
  const place = await choosePlace(c.var.db, chosen, countries)
  if (chosen && !place) return { error: 'place' as const }
  const isPublic = manuscript !== undefined && manuscript.record.publishedVersion !== null
  const before = manuscript?.facts
  const sameInnovator = before?.innovator === input.innovator
  const methods = await knownMethods(c, member, input.methods, before?.methods ?? [])
  const parts = partsOf(
    { ...input, methods },
    place?.id ?? null,
    (sameInnovator && before?.innovatorConsentAt) || c.var.now,
  )
  const country = place?.country ?? countryFor(c, organisation, input.country)
  // What has been published stays a text of its language and country: readers and translations point at it.
  if (isPublic) return { parts: { ...parts, language: manuscript.record.language }, country: manuscript.record.country }
  return { parts, country }
}

/** Those only that its author can see, and those that it applied before. */
async function knownMethods(c: RequestContext, member: Member, chosen: readonly string[], before: readonly string[]) {
  const known = new Set((await methodsByIds(c.var.db, member, chosen, c.var.language)).map(({ id }) => id))
  return chosen.filter((id) => known.has(id) || before.includes(id))
}

/** What no single field can know. */
function acrossFields(t: PracticeTexts, input: DraftInput, { facts }: Parts, organisation: WritingOrganisation | null) {
  return {
    ...(facts.innovator && !input.consent && { consent: t('write.consentMissing') }),
    ...(facts.placeId === null && !organisation && { place: t('write.placeMissing') }),
    ...(facts.periodFrom &&
      facts.periodTo &&
      facts.periodTo < facts.periodFrom && { periodTo: t('write.periodOrder') }),
    ...(facts.costAmount !== null && !facts.costCurrency && { costCurrency: t('write.currencyMissing') }),
    ...(facts.costAmount !== null && !facts.costDate && { costDate: t('write.costDateMissing') }),
  }
}
