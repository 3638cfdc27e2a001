/**
 * Finds as one types: offers what the server answers under an input with `data-suggest-url`.
 * The ARIA 1.2 pattern "editable combobox with list autocomplete"; without a script the input is a plain one.
 */
/// <reference lib="dom" />

/** One answer: a place to go to (`href`), something to tick (`id`, below `data-ticks`), or a text to put into the input (`value`, else the label). */
type Suggestion = { label: string; note?: string; href?: string; value?: string; id?: string }

const PAUSE = 150
let lists = 0

export function suggest() {
  for (const input of document.querySelectorAll<HTMLInputElement>('input[data-suggest-url]')) suggestFor(input)
}

function suggestFor(input: HTMLInputElement) {
  const { suggestUrl = '', suggestSome = '', suggestNone = '' } = input.dataset
  const { box, list, status } = boxAround(input)
  let shown: Suggestion[] = []
  let chosen = -1
  let timer = 0
  let request: AbortController | undefined

  const close = () => {
    list.hidden = true
    chosen = -1
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }
  const mark = (index: number) => {
    chosen = index
    for (const [at, option] of [...list.children].entries()) {
      option.setAttribute('aria-selected', String(at === index))
      if (at === index) option.scrollIntoView({ block: 'nearest' })
    }
    if (index < 0) input.removeAttribute('aria-activedescendant')
    else input.setAttribute('aria-activedescendant', `${list.id}-${index}`)
  }
  const take = (index: number) => {
    const suggestion = shown[index]
    if (!suggestion) return
    if (suggestion.href) location.assign(suggestion.href)
    else if (suggestion.id && tick(input, suggestion)) {
      input.value = ''
      close()
      status.textContent = (said(input) ?? '').replace('{label}', suggestion.label)
    } else {
      input.value = suggestion.value ?? suggestion.label
      input.dispatchEvent(new Event('change', { bubbles: true }))
      close()
    }
  }
  const show = (suggestions: Suggestion[]) => {
    shown = suggestions
    list.replaceChildren(...suggestions.map((suggestion, index) => optionOf(suggestion, `${list.id}-${index}`)))
    close()
    list.hidden = suggestions.length === 0
    input.setAttribute('aria-expanded', String(suggestions.length > 0))
    status.textContent = suggestions.length ? suggestSome.replace('{count}', String(suggestions.length)) : suggestNone
  }
  const ask = async () => {
    request?.abort()
    const query = input.value.trim()
    if (query.length < 2) {
      close()
      status.textContent = ''
      return
    }
    request = new AbortController()
    try {
      const url = new URL(suggestUrl, location.href)
      url.searchParams.set('q', query)
      const response = await fetch(url, { signal: request.signal, headers: { Accept: 'application/json' } })
      if (response.ok && document.activeElement === input) show((await response.json()) as Suggestion[])
    } catch {
      // Typed on, or no connection: the form still searches.
    }
  }

  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = window.setTimeout(ask, PAUSE)
  })
  input.addEventListener('keydown', (event) => {
    if (list.hidden || event.isComposing) return
    const last = shown.length - 1
    if (event.key === 'ArrowDown') mark(chosen >= last ? -1 : chosen + 1)
    else if (event.key === 'ArrowUp') mark(chosen < 0 ? last : chosen - 1)
    else if (event.key === 'Enter' && chosen >= 0) take(chosen)
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
  })
  list.addEventListener('mousedown', (event) => {
    // The input keeps the focus, or its loss would close the list before the click arrives.
    event.preventDefault()
  })
  list.addEventListener('click', (event) => {
    const option = (event.target as Element).closest('[role="option"]')
    if (option) take([...list.children].indexOf(option))
  })
  input.addEventListener('blur', close)
  box.hidden = false
}

const said = (input: HTMLInputElement) => input.closest<HTMLElement>('[data-ticks]')?.dataset.ticksSaid

/** Puts what was taken among the chosen, ticked; ticks it again when it stands there already. */
function tick(input: HTMLInputElement, { id = '', label, note }: Suggestion): boolean {
  const ticks = input.closest('[data-ticks]')
  const list = ticks?.querySelector('[data-ticks-list]')
  const field = ticks?.querySelector('template')?.content.cloneNode(true) as DocumentFragment | undefined
  if (!ticks || !list || !field) return false
  const there = [...ticks.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')].find((box) => box.value === id)
  const box = there ?? field.querySelector('input')
  const words = field.querySelector('label')
  if (!box || !words) return false
  box.checked = true
  if (there) return true
  box.value = id
  box.id = `tick-${id}`
  words.htmlFor = box.id
  words.textContent = note ? `${label} (${note})` : label
  list.append(field)
  list.closest<HTMLElement>('[data-ticks-chosen]')?.removeAttribute('hidden')
  input.form?.dispatchEvent(new Event('input', { bubbles: true }))
  return true
}

function boxAround(input: HTMLInputElement) {
  const focused = document.activeElement === input
  const box = document.createElement('div')
  box.className = 'suggest-box'
  const list = document.createElement('ul')
  list.className = 'suggestions'
  list.id = `suggestions-${++lists}`
  list.hidden = true
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', input.getAttribute('aria-label') ?? input.labels?.[0]?.textContent ?? '')
  const status = document.createElement('span')
  status.className = 'ds-sr-only'
  status.setAttribute('role', 'status')
  input.replaceWith(box)
  box.append(input, list, status)
  input.setAttribute('role', 'combobox')
  input.setAttribute('aria-autocomplete', 'list')
  input.setAttribute('aria-controls', list.id)
  input.setAttribute('aria-expanded', 'false')
  if (focused) input.focus()
  return { box, list, status }
}

function optionOf({ label, note }: Suggestion, id: string) {
  const option = document.createElement('li')
  option.id = id
  option.setAttribute('role', 'option')
  option.setAttribute('aria-selected', 'false')
  option.append(label)
  if (note) {
    const small = document.createElement('span')
    small.className = 'meta'
    small.textContent = note
    option.append(small)
  }
  return option
}
