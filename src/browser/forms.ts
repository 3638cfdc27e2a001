/** Comforts of forms: the error summary takes the focus, questions before what cannot be undone, a warning before typed text is left behind. */
/// <reference lib="dom" />

/** Moves to the list of errors, and from each of its links into the field itself, with its label in view. */
export function focusErrors() {
  const summary = document.querySelector<HTMLElement>('[data-focus]')
  if (!summary) return
  summary.focus()
  summary.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[href^="#"]')
    const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)))
    if (!field) return
    event.preventDefault()
    const label =
      field.closest('fieldset')?.querySelector('legend') ??
      document.querySelector(`label[for="${CSS.escape(field.id)}"]`)
    ;(label ?? field).scrollIntoView({ block: 'start' })
    field.focus({ preventScroll: true })
  })
}

export function askBefore() {
  document.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLElement>('[data-confirm]')
    if (button?.dataset.confirm && !window.confirm(button.dataset.confirm)) event.preventDefault()
  })
}

/** Forms that hold something that is kept nowhere yet. */
export type Unsaved = Set<HTMLFormElement>

export function warnUnsaved(): Unsaved {
  const unsaved: Unsaved = new Set()
  document.addEventListener('input', (event) => {
    const form = (event.target as HTMLInputElement).form
    if (form?.classList.contains('form')) unsaved.add(form)
  })
  document.addEventListener('submit', (event) => {
    if (!event.defaultPrevented) unsaved.clear()
  })
  window.addEventListener('beforeunload', (event) => {
    if (unsaved.size > 0) event.preventDefault()
  })
  return unsaved
}
