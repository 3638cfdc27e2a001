/** Keeps what one types into a long form: sends its fields to the server when one pauses. Brings nothing back; the server fills the form. */
/// <reference lib="dom" />
import type { Unsaved } from './forms.ts'

const PAUSE = 2000

export function saveDrafts(unsaved: Unsaved) {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-draft]')) saveDraftsOf(form, unsaved)
}

function saveDraftsOf(form: HTMLFormElement, unsaved: Unsaved) {
  const { draft = '', draftUrl = '', draftSaved = '', draftFailed = '' } = form.dataset
  const status = form.querySelector('.draft-status')
  let timer = 0
  let sending = false
  let changed = false
  let submitted = false

  const say = (text: string) => {
    if (status && status.textContent !== text) status.textContent = text
  }
  const send = async () => {
    clearTimeout(timer)
    if (sending || !changed || submitted) return
    sending = true
    changed = false
    try {
      const response = await fetch(draftUrl, { method: 'POST', body: fieldsOf(form, draft), redirect: 'error' })
      if (!response.ok) throw new Error(String(response.status))
      if (!changed) unsaved.delete(form)
      const time = new Date().toLocaleTimeString(document.documentElement.lang, {
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      })
      say(draftSaved.replace('{time}', time))
    } catch {
      changed = true
      say(draftFailed)
    } finally {
      sending = false
      if (changed) later()
    }
  }
  const later = (pause = PAUSE) => {
    clearTimeout(timer)
    timer = window.setTimeout(send, pause)
  }

  form.addEventListener('input', () => {
    changed = true
    later()
  })
  form.addEventListener('submit', () => {
    submitted = true
    clearTimeout(timer)
  })
  // On a phone a page that is put away may never come back.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void send()
  })
  window.addEventListener('online', () => later(0))
}

/** All fields but files, which are too large to send again and again. */
function fieldsOf(form: HTMLFormElement, draft: string) {
  const fields = new URLSearchParams({ draftKey: draft })
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value)
  return fields
}
