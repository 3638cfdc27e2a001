/** Buttons that only a script can serve: copy the link, print. They are hidden until it runs. */
/// <reference lib="dom" />

export function copyAndPrint() {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-print]')) {
    button.hidden = false
    button.addEventListener('click', () => window.print())
  }
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    // Absent where the page came over plain HTTP from another machine.
    if (!navigator.clipboard) continue
    button.hidden = false
    button.setAttribute('aria-live', 'polite')
    const label = button.textContent
    button.addEventListener('click', async () => {
      const address = button.dataset.copy ? new URL(button.dataset.copy, location.href).href : canonicalAddress()
      await navigator.clipboard.writeText(address)
      button.textContent = button.dataset.done ?? label
      setTimeout(() => (button.textContent = label), 3000)
    })
  }
}

const canonicalAddress = () => document.querySelector<HTMLLinkElement>('link[rel="canonical"]')?.href ?? location.href
