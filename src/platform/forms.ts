/** Forms: reads what was posted through a zod schema and gives it back, filled in, when it is not right. Knows no HTML. */
import type { Context } from 'hono'
import { z } from 'zod'
import { formTexts } from './form-texts.ts'
import type { Language } from './languages.ts'

/** What was typed, as it was typed, and what is wrong with it; what a form view draws. */
export type FormState = {
  values: Record<string, string | string[] | undefined>
  /** By field name, in the reader's language. `''` holds what concerns the whole form. */
  errors: Record<string, string>
  /** Uploaded files by field name. They cannot be sent back filled in; the view says which were chosen. */
  files: Record<string, File[]>
  /** The revision of the record that the person saw when opening the form. */
  revision?: number
}

export const emptyForm = (values: FormState['values'] = {}): FormState => ({ values, errors: {}, files: {} })

/** One value of a form as text, for inputs. */
export const typedValue = (form: FormState, name: string): string => {
  const value = form.values[name]
  return Array.isArray(value) ? (value[0] ?? '') : (value ?? '')
}
/** All values of a field that may be ticked several times. */
export const typedValues = (form: FormState, name: string): string[] => {
  const value = form.values[name]
  return value === undefined ? [] : Array.isArray(value) ? value : [value]
}
export const withErrors = (form: FormState, errors: FormState['errors']): FormState => ({
  ...form,
  errors: { ...form.errors, ...errors },
})
export const hasErrors = (form: FormState) => Object.keys(form.errors).length > 0

export type ReadForm<Data> = { ok: true; data: Data; form: FormState } | { ok: false; form: FormState }

/** Reads a posted body (urlencoded or multipart). A field that is posted more than once becomes an array; `name[]` always is one. */
export async function postedForm(c: Context): Promise<FormState> {
  const body = await c.req.parseBody({ all: true })
  const form = emptyForm()
  for (const [posted, raw] of Object.entries(body)) {
    const list = posted.endsWith('[]')
    const name = list ? posted.slice(0, -2) : posted
    const parts = (Array.isArray(raw) ? raw : [raw]) as (string | File)[]
    const texts = parts.filter((part): part is string => typeof part === 'string').map(cleaned)
    const files = parts.filter((part): part is File => typeof part !== 'string' && part.size > 0)
    if (texts.length) form.values[name] = list || texts.length > 1 ? texts : texts[0]
    if (files.length) form.files[name] = files
  }
  return form
}

/** Browsers post CRLF and some keyboards NUL or lone surrogates, which PostgreSQL refuses; texts are kept in one Unicode form (NFC). */
const cleaned = (text: string) => text.replaceAll('\r\n', '\n').replaceAll('\0', '').toWellFormed().normalize('NFC')

/** Checks a posted form against a schema; messages come in the language of the page. */
export async function readForm<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
): Promise<ReadForm<z.output<Schema>>> {
  return checkForm(await postedForm(c), schema, c.get('language') as Language)
}

export function checkForm<Schema extends z.ZodType>(
  form: FormState,
  schema: Schema,
  language: Language,
): ReadForm<z.output<Schema>> {
  const result = schema.safeParse({ ...form.values, ...form.files }, { error: (issue) => messageOf(issue, language) })
  if (result.success) return { ok: true, data: result.data, form }
  const errors: FormState['errors'] = {}
  for (const issue of result.error.issues) {
    const name = String(issue.path[0] ?? '')
    errors[name] ??= issue.message
  }
  return { ok: false, form: { ...form, errors } }
}

type Issue = z.core.$ZodRawIssue

/** Turns zod's issues into plain sentences. A schema may carry its own words with `{ error: 'key' }` only for rules that are not here. */
function messageOf(issue: Issue, language: Language): string | undefined {
  const t = formTexts.in(language)
  if (issue.code === 'invalid_type' && issue.input === undefined) return t('required')
  if (issue.code === 'too_small') {
    if (issue.origin === 'string')
      return Number(issue.minimum) <= 1 ? t('required') : t('tooShort', { minimum: Number(issue.minimum) })
    if (issue.origin === 'array') return t('chooseAtLeast', { minimum: Number(issue.minimum) })
    return t('tooSmall', { minimum: Number(issue.minimum) })
  }
  if (issue.code === 'too_big') {
    if (issue.origin === 'string') return t('tooLong', { maximum: Number(issue.maximum) })
    if (issue.origin === 'array') return t('chooseAtMost', { maximum: Number(issue.maximum) })
    return t('tooBig', { maximum: Number(issue.maximum) })
  }
  if (issue.code === 'invalid_format')
    return issue.format === 'email' ? t('email') : issue.format === 'url' ? t('url') : t('format')
  if (issue.code === 'invalid_value')
    return issue.input === undefined || issue.input === '' ? t('required') : t('choose')
  if (issue.code === 'invalid_type')
    return issue.expected === 'number' ? t('number') : issue.expected === 'date' ? t('date') : t('required')
  return undefined
}

// ── Fields that many forms share ────────────────────────────────────────────

/** An empty input is no value. */
export const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' || value === null ? undefined : value), schema.optional())

/** A text of one or many lines, trimmed; NFC and line ends are already settled. */
export const text = (minimum: number, maximum: number) => z.string().trim().min(minimum).max(maximum)

/** A field that is ticked any number of times; one tick arrives as a string. */
export const several = <Item extends z.ZodType>(item: Item) =>
  z.preprocess(
    (value) => (value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value]),
    z.array(item),
  )

/** A ticked box arrives as its value, an empty one not at all. */
export const ticked = z.preprocess((value) => value !== undefined && value !== '' && value !== 'off', z.boolean())

/** A whole or decimal number as people type it: "1.850.000", "1 850 000", "12,5". */
export const number = z.preprocess((value) => {
  if (typeof value !== 'string') return value
  const compact = value.replace(/[\s']/g, '')
  if (compact === '') return undefined
  if (!/^-?[\d.,]+$/.test(compact)) return Number.NaN
  const grouped = /^-?\d{1,3}([.,]\d{3})+$/.test(compact)
  const decimal = Math.max(compact.lastIndexOf(','), compact.lastIndexOf('.'))
  const plain =
    grouped || decimal < 0
      ? compact.replace(/[.,]/g, '')
      : `${compact.slice(0, decimal).replace(/[.,]/g, '')}.${compact.slice(decimal + 1)}`
  return Number(plain)
}, z.number())

/** An e-mail address, in lower case as accounts are compared. */
export const email = z.preprocess(
  (value) => (typeof value === 'string' ? value.trim().toLowerCase() : value),
  z.email().max(254),
)

/** The page number of a list; a bad value falls back, links live long. */
export const page = z.coerce.number().int().min(1).max(10_000).catch(1).default(1)

/** The revision of the record that a form was opened with. */
export const revision = z.coerce.number().int().min(1)
