/** Counts down the characters of a field with a limit. The limit itself is the server's. */
/// <reference lib="dom" />

export function countCharacters() {
  for (const field of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('[data-maxlength]')) {
    const counter = document.getElementById(`counter-${field.name}`)
    if (!counter) continue
    const { left = '', over = '' } = counter.dataset
    const most = Number(field.dataset.maxlength)
    // Read aloud only when the end is near, and not at every key.
    const spoken = document.createElement('span')
    spoken.className = 'ds-sr-only'
    spoken.setAttribute('role', 'status')
    counter.after(spoken)
    let timer = 0
    const count = () => {
      const rest = most - field.value.length
      counter.textContent = (rest < 0 ? over : left).replace('{count}', String(Math.abs(rest)))
      counter.dataset.state = rest < 0 ? 'over' : 'left'
      clearTimeout(timer)
      if (rest < most / 10) timer = window.setTimeout(() => (spoken.textContent = counter.textContent), 1000)
    }
    field.addEventListener('input', count)
    if (field.value) count()
  }
}
