/** One input with its label, hint, error and counter, wired together for every kind of reader. Checks nothing: zod does, on the server. */
import { type Child, createContext, useContext } from 'hono/jsx'
import { type FormState, typedValue } from '#platform/forms.ts'
import type { Language } from '#platform/languages.ts'
import { useWords } from '../language.tsx'

/** The labels of a form's fields, in their order: the error summary needs them before they are drawn. */
export const FieldLabels = createContext<Map<string, string> | undefined>(undefined)

/** Whether fields that may stay empty say so: yes in forms, no in filters. */
export const MarkOptional = createContext(true)

export type FieldBasics = {
  form: FormState
  name: string
  label: string
  hint?: Child
  /** Without it the label says "optional". */
  required?: boolean
}

export const fieldId = (name: string) => `field-${name}`

/** The attributes that tie an input to its hint and its error. */
export const wiring = (
  { form, name, hint }: Pick<FieldBasics, 'form' | 'name' | 'hint'>,
  ...more: (string | false)[]
) => {
  const ids = [hint && `hint-${name}`, ...more, form.errors[name] && `error-${name}`].filter(Boolean)
  return {
    'aria-describedby': ids.length ? ids.join(' ') : undefined,
    'aria-invalid': form.errors[name] ? ('true' as const) : undefined,
  }
}

/** The words of a label, with "optional" where one may leave the field empty. */
export const LabelWords = ({ name, label, required }: Pick<FieldBasics, 'name' | 'label' | 'required'>) => {
  const t = useWords()
  useContext(FieldLabels)?.set(name, label)
  return (
    <>
      {label}
      {useContext(MarkOptional) && !required && <span class="optional"> ({t('optional')})</span>}
    </>
  )
}
export const Hint = ({ name, children }: { name: string; children?: Child }) =>
  children ? (
    <p data-field="description" id={`hint-${name}`}>
      {children}
    </p>
  ) : null
export const FieldError = ({ form, name }: { form: FormState; name: string }) => {
  const t = useWords()
  return form.errors[name] ? (
    <p class="ds-validation-message" id={`error-${name}`}>
      <span class="ds-sr-only">{t('error')} </span>
      {form.errors[name]}
    </p>
  ) : null
}

export type FieldProps = FieldBasics & {
  type?: 'text' | 'email' | 'password' | 'tel' | 'url' | 'number' | 'search' | 'time'
  /** Makes it a text of several lines. */
  rows?: number
  autocomplete?: string
  /** Counts as one types; nothing is cut off, so that a pasted text stays whole. */
  maxlength?: number
  prefix?: Child
  suffix?: Child
  lang?: Language
  inputmode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'url' | 'search'
  /** Width in characters, for values of known length: a code, a year. */
  size?: number
  readonly?: boolean
  autofocus?: boolean
  /** Finds as one types: GET with `?q=` answers JSON `[{ href?, value?, label, note? }]`. */
  suggestUrl?: string
}
export const Field = (props: FieldProps) => {
  const { form, name, label, hint, required, type = 'text', rows, maxlength, prefix, suffix, size } = props
  const { autocomplete, lang, inputmode, readonly, autofocus, suggestUrl } = props
  const t = useWords()
  const shared = {
    class: 'ds-input',
    id: fieldId(name),
    name,
    required,
    autocomplete,
    lang,
    readonly,
    autofocus,
    'data-maxlength': maxlength,
    ...wiring(props, maxlength !== undefined && `counter-${name}`),
  }
  const value = type === 'password' ? '' : typedValue(form, name)
  const input = rows ? (
    <textarea {...shared} rows={rows}>
      {/* The HTML parser drops one newline after the tag; without this a text that starts with an empty line loses it. */}
      {value.startsWith('\n') ? `\n${value}` : value}
    </textarea>
  ) : (
    <input
      {...shared}
      type={type}
      value={value}
      size={size}
      inputmode={inputmode}
      spellcheck={type === 'email' || type === 'url' ? false : undefined}
      {...suggestAttributes(suggestUrl, t)}
    />
  )
  return (
    <div class="ds-field">
      <label class="ds-label" for={fieldId(name)}>
        <LabelWords name={name} label={label} required={required} />
      </label>
      <Hint name={name}>{hint}</Hint>
      {prefix || suffix ? (
        <div class="ds-field-affixes">
          {prefix && <span class="ds-field-affix">{prefix}</span>}
          {input}
          {suffix && <span class="ds-field-affix">{suffix}</span>}
        </div>
      ) : (
        input
      )}
      {maxlength !== undefined && (
        <p
          class="counter"
          id={`counter-${name}`}
          data-left={t('charactersLeft', { count: '{count}' })}
          data-over={t('charactersOver', { count: '{count}' })}
        >
          {t('charactersMost', { count: maxlength })}
        </p>
      )}
      <FieldError form={form} name={name} />
    </div>
  )
}

/** What the browser code needs to offer suggestions under an input. */
export const suggestAttributes = (url: string | undefined, t: ReturnType<typeof useWords>) =>
  url
    ? {
        'data-suggest-url': url,
        'data-suggest-some': t('suggestions', { count: '{count}' }),
        'data-suggest-none': t('noSuggestions'),
        autocomplete: 'off',
      }
    : {}

/** A day, in the browser's own picker; its value is `2026-11-21`. */
export const DateField = (props: FieldBasics & { min?: string; max?: string; type?: 'date' | 'month' }) => {
  const { form, name, label, hint, required, min, max, type = 'date' } = props
  return (
    <div class="ds-field">
      <label class="ds-label" for={fieldId(name)}>
        <LabelWords name={name} label={label} required={required} />
      </label>
      <Hint name={name}>{hint}</Hint>
      <input
        class="ds-input date-input"
        id={fieldId(name)}
        name={name}
        type={type}
        value={typedValue(form, name)}
        min={min}
        max={max}
        required={required}
        {...wiring(props)}
      />
      <FieldError form={form} name={name} />
    </div>
  )
}

export const HiddenField = ({ name, value }: { name: string; value: string | number }) => (
  <input type="hidden" name={name} value={value} />
)
