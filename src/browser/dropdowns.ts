/** Closes the header's dropdowns as people expect: by Escape, by a click beside them, by leaving them with the keyboard. */
/// <reference lib="dom" />

export function closeDropdowns() {
  const open = () => document.querySelectorAll<HTMLDetailsElement>('details.dropdown[open]')
  document.addEventListener('click', (event) => {
    for (const dropdown of open()) if (!dropdown.contains(event.target as Node)) dropdown.open = false
  })
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    for (const dropdown of open()) {
      dropdown.open = false
      dropdown.querySelector('summary')?.focus()
    }
  })
  document.addEventListener('focusin', (event) => {
    for (const dropdown of open()) if (!dropdown.contains(event.target as Node)) dropdown.open = false
  })
}
