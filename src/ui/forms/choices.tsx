/** Fields where one chooses: lists, radio buttons, boxes to tick, files. */

import type { Child } from 'hono/jsx'
import { useContext } from 'hono/jsx'
import { typedValue, typedValues } from '#platform/forms.ts'
import { bytesText } from '#platform/texts.ts'
import { useLanguage, useWords } from '../language.tsx'
import { type FieldBasics, FieldError, fieldId, Hint, LabelWords, MarkOptional, wiring } from './field.tsx'

export type Option = { value: string; label: string; hint?: Child; disabled?: boolean }
export type OptionGroup = { group: string; options: readonly Option[] }

export type ChoiceProps = FieldBasics & {
  options: readonly (Option | OptionGroup)[]
  /** The first, empty option: "Choose" in forms, "All" in filters; `false` for none. */
  empty?: string | false
}
/** One of many, from a list. Up to five are better as `Radios`. */
export const Choice = (props: ChoiceProps) => {
  const { form, name, label, hint, required, options } = props
  const t = useWords()
  const empty = props.empty ?? (useContext(MarkOptional) ? t('choose') : t('all'))
  const chosen = typedValue(form, name)
  const option = ({ value, label: text, disabled }: Option) => (
    <option value={value} selected={value === chosen} disabled={disabled}>
      {text}
    </option>
  )
  return (
    <div class="ds-field">
      <label class="ds-label" for={fieldId(name)}>
        <LabelWords name={name} label={label} required={required} />
      </label>
      <Hint name={name}>{hint}</Hint>
      <select class="ds-input" id={fieldId(name)} name={name} required={required} {...wiring(props)}>
        {empty !== false && <option value="">{empty}</option>}
        {options.map((item) =>
          'group' in item ? <optgroup label={item.group}>{item.options.map(option)}</optgroup> : option(item),
        )}
      </select>
      <FieldError form={form} name={name} />
    </div>
  )
}

type TicksProps = FieldBasics & { options: readonly Option[]; inline?: boolean }
const Ticks = ({ type, ...props }: TicksProps & { type: 'radio' | 'checkbox' }) => {
  const { form, name, label, hint, required, options, inline } = props
  const chosen = typedValues(form, name)
  return (
    <fieldset
      class="ds-fieldset"
      {...(form.errors[name] || hint ? { 'aria-describedby': wiring(props)['aria-describedby'] } : {})}
    >
      <legend class="ds-label">
        <LabelWords name={name} label={label} required={required} />
      </legend>
      <Hint name={name}>{hint}</Hint>
      <div class={inline ? 'ticks ticks-inline' : 'ticks'}>
        {options.map((option, index) => {
          // The first carries the name's id, so that the error summary leads to it.
          const id = index === 0 ? fieldId(name) : `${fieldId(name)}-${index + 1}`
          return (
            <div class="ds-field">
              <input
                class="ds-input"
                type={type}
                id={id}
                name={name}
                value={option.value}
                checked={chosen.includes(option.value)}
                disabled={option.disabled}
                aria-invalid={form.errors[name] ? 'true' : undefined}
                aria-describedby={option.hint ? `${id}-hint` : undefined}
              />
              <label class="ds-label" data-weight="regular" for={id}>
                {option.label}
              </label>
              {option.hint && (
                <p data-field="description" id={`${id}-hint`}>
                  {option.hint}
                </p>
              )}
            </div>
          )
        })}
      </div>
      <FieldError form={form} name={name} />
    </fieldset>
  )
}
/** One of a few. */
export const Radios = (props: TicksProps) => <Ticks type="radio" {...props} />
/** Any number of several; posted under one name, as often as ticked. */
export const Checkboxes = (props: TicksProps) => <Ticks type="checkbox" {...props} />

/** One box: yes or no. Posts `on`, or nothing. */
export const Checkbox = (props: Omit<FieldBasics, 'required'> & { required?: boolean; value?: string }) => {
  const { form, name, label, hint, required, value = 'on' } = props
  return (
    <div class="checkbox">
      <div class="ds-field">
        <input
          class="ds-input"
          type="checkbox"
          id={fieldId(name)}
          name={name}
          value={value}
          required={required}
          checked={typedValues(form, name).includes(value)}
          {...wiring(props)}
        />
        <label class="ds-label" data-weight="regular" for={fieldId(name)}>
          <LabelWords name={name} label={label} required />
        </label>
        <Hint name={name}>{hint}</Hint>
      </div>
      <FieldError form={form} name={name} />
    </div>
  )
}

export type FileFieldProps = FieldBasics & {
  /** Types or endings, as HTML's `accept`. */
  accept?: string
  multiple?: boolean
  /** Bytes that one file may have. */
  most?: number
}
/** A file to upload; the form needs `multipart`. Browsers do not let us give it back filled in, so it says what was chosen. */
export const FileField = (props: FileFieldProps) => {
  const { form, name, label, hint, required, accept, multiple, most } = props
  const t = useWords()
  const language = useLanguage()
  const chosen = (form.files[name] ?? []).map((file) => file.name)
  const limit = most === undefined ? undefined : t('fileMost', { limit: bytesText(language, most) })
  const shown =
    hint || limit ? (
      <>
        {hint} {limit}
      </>
    ) : undefined
  return (
    <div class="ds-field">
      <label class="ds-label" for={fieldId(name)}>
        <LabelWords name={name} label={label} required={required} />
      </label>
      <Hint name={name}>{shown}</Hint>
      <input
        class="file-input"
        type="file"
        id={fieldId(name)}
        name={name}
        accept={accept}
        multiple={multiple}
        required={required}
        {...wiring({ form, name, hint: shown })}
      />
      {chosen.length > 0 && <p class="counter">{t('chooseAgain', { names: chosen.join(', ') })}</p>}
      <FieldError form={form} name={name} />
    </div>
  )
}
