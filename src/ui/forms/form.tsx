/** The frame of a form: what is wrong first, then its fields, then its button. */
import { raw } from 'hono/html'
import { type Child, useContext } from 'hono/jsx'
import { type FormState, hasErrors } from '#platform/forms.ts'
import { Button } from '../actions.tsx'
import { useWords } from '../language.tsx'
import { FieldError, FieldLabels, fieldId, Hint, wiring } from './field.tsx'

export type FormProps = {
  action: string
  form: FormState
  children?: Child
  /** Words of the button. */
  submit: string
  /** More buttons beside it: a draft, a preview, a way back. */
  more?: Child
  multipart?: boolean
  /** Saves what one types under this key as one goes: POST of the fields and `draftKey` to `draftUrl`. */
  draftKey?: string
  draftUrl?: string
  id?: string
}
export const Form = (props: FormProps) => {
  const { action, form, children, submit, more, multipart, draftKey, draftUrl = '/drafts', id } = props
  const t = useWords()
  const labels = new Map<string, string>()
  // Drawn first: the summary above the fields names them as their labels do.
  const fields = (<FieldLabels.Provider value={labels}>{children}</FieldLabels.Provider>).toString() as
    | string
    | Promise<string>
  const frame = (drawn: string) => (
    // The server says what is wrong, in the reader's language and for every field at once; browsers' bubbles do neither.
    <form
      class="form"
      id={id}
      method="post"
      action={action}
      novalidate
      enctype={multipart ? 'multipart/form-data' : undefined}
      data-draft={draftKey}
      data-draft-url={draftKey && draftUrl}
      data-draft-saved={draftKey && t('draftSaved', { time: '{time}' })}
      data-draft-failed={draftKey && t('noConnection')}
    >
      <ErrorSummary form={form} labels={labels} />
      {form.revision !== undefined && <input type="hidden" name="revision" value={form.revision} />}
      {raw(drawn)}
      <div class="actions">
        <Button>{submit}</Button>
        {more}
      </div>
      {draftKey && <p class="draft-status" role="status" />}
    </form>
  )
  return typeof fields === 'string' ? frame(fields) : fields.then(frame)
}

/** All that is wrong, each a link to its field. Takes the focus when the page opens. */
export const ErrorSummary = ({
  form,
  title,
  labels,
}: {
  form: FormState
  title?: string
  labels?: Map<string, string>
}) => {
  const t = useWords()
  if (!hasErrors(form)) return null
  // What concerns the whole form first, then as the fields stand on the page, then what has no field there.
  const names = new Set(['', ...(labels?.keys() ?? []), ...Object.keys(form.errors)])
  return (
    <div class="error-summary" tabindex={-1} role="alert" aria-labelledby="error-summary-title" data-focus="">
      <h2 class="ds-heading" data-size="xs" id="error-summary-title">
        {title ?? t('problem')}
      </h2>
      <ul>
        {[...names]
          .filter((name) => form.errors[name])
          .map((name) => (
            <li>
              {name === '' ? (
                form.errors[name]
              ) : (
                <a href={`#${fieldId(name)}`}>
                  {labels?.has(name) && `${labels.get(name)?.replace(/[.:!?…]+$/, '')}: `}
                  {form.errors[name]}
                </a>
              )}
            </li>
          ))}
      </ul>
    </div>
  )
}

export type FieldsetProps = {
  legend: string
  hint?: Child
  children?: Child
  /** For a group with an error of its own. */
  form?: FormState
  name?: string
}
/** Fields that belong together. */
export const Fieldset = ({ legend, hint, children, form, name }: FieldsetProps) => {
  if (name) useContext(FieldLabels)?.set(name, legend)
  return (
    <fieldset
      class="ds-fieldset fieldset-group"
      {...(form && name
        ? { id: fieldId(name), tabindex: -1, 'aria-describedby': wiring({ form, name, hint })['aria-describedby'] }
        : {})}
    >
      <legend class="ds-heading" data-size="xs">
        {legend}
      </legend>
      {hint && (name ? <Hint name={name}>{hint}</Hint> : <p data-field="description">{hint}</p>)}
      {children}
      {form && name && <FieldError form={form} name={name} />}
    </fieldset>
  )
}
