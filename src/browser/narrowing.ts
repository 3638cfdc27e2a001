/** Narrows a long list of boxes to tick as one types: shows those whose words begin as typed, and opens their groups. Without a script the groups are opened by hand. */
/// <reference lib="dom" />

const folded = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
const wordsOf = (text: string) => folded(text).match(/[\p{L}\p{N}]+/gu) ?? []

export function narrow() {
  for (const list of document.querySelectorAll<HTMLElement>('[data-narrow]')) narrowList(list)
}

function narrowList(list: HTMLElement) {
  const field = list.querySelector<HTMLElement>('[data-narrow-field]')
  const input = field?.querySelector('input')
  const status = field?.querySelector('[role="status"]')
  if (!field || !input || !status) return
  const boxes = [...list.querySelectorAll<HTMLElement>('[data-narrow-words]')].map((box) => ({
    box,
    tick: box.querySelector('input'),
    words: wordsOf(box.dataset.narrowWords ?? ''),
  }))
  const groups = [...list.querySelectorAll<HTMLElement>('[data-narrow-group]')].map((group) => {
    const details = group.querySelector('details')
    return { group, details, open: details?.open ?? false }
  })
  field.hidden = false
  const show = () => {
    const asked = wordsOf(input.value)
    let count = 0
    for (const { box, tick, words } of boxes) {
      const fits = asked.every((word) => words.some((other) => other.startsWith(word)))
      // What is chosen stays in sight, or one would send it without seeing it.
      box.hidden = !fits && !tick?.checked
      if (fits) count++
    }
    for (const { group, details, open } of groups) {
      const shown = [...group.querySelectorAll<HTMLElement>('[data-narrow-words]')].some((box) => !box.hidden)
      group.hidden = !shown
      if (details) details.open = asked.length > 0 ? shown : open || group.querySelector(':checked') !== null
    }
    const { narrowSome = '', narrowNone = '' } = list.dataset
    status.textContent =
      asked.length === 0 ? '' : count === 0 ? narrowNone : narrowSome.replace('{count}', String(count))
  }
  input.addEventListener('input', show)
  // Enter would send the whole form.
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') event.preventDefault()
  })
}
