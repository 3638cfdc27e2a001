/** The box "I am a person": fetches a task, has it solved beside the page, and puts the proof into the form. The form works without it. */
/// <reference lib="dom" />
import type { Challenge } from 'altcha-lib'
import { solveChallengeWorkers } from 'altcha-lib'

const MOST_WORKERS = 4

function offer(field: HTMLElement): void {
  const box = field.querySelector<HTMLInputElement>('input[type=checkbox]')
  const proof = field.querySelector<HTMLInputElement>('input[type=hidden]')
  const status = field.querySelector('[role=status]')
  const form = field.closest('form')
  const { proof: address, worker } = field.dataset
  if (!box || !proof || !status || !form || !address || !worker) return
  const say = (state: 'working' | 'done' | 'failed' | '') => {
    status.textContent = state && (field.dataset[state] ?? '')
  }
  let working: Promise<void> | undefined

  const solve = async () => {
    say('working')
    try {
      const answer = await fetch(address)
      if (!answer.ok) throw new Error(String(answer.status))
      const challenge = (await answer.json()) as Challenge
      const solution = await solveChallengeWorkers({
        challenge,
        concurrency: Math.min(MOST_WORKERS, navigator.hardwareConcurrency || 1),
        createWorker: () => new Worker(worker, { type: 'module' }),
      })
      if (!solution) throw new Error('not solved')
      proof.value = btoa(JSON.stringify({ challenge, solution }))
      say('done')
    } catch {
      box.checked = false
      say('failed')
    }
    working = undefined
  }

  box.addEventListener('change', () => {
    if (box.checked && !proof.value) working ??= solve()
    if (!box.checked) {
      proof.value = ''
      say('')
    }
  })
  // Who presses the button while the device calculates need not press it again.
  form.addEventListener('submit', (event) => {
    if (!working) return
    event.preventDefault()
    working.then(() => form.requestSubmit())
  })
  field.hidden = false
}

// Browsers calculate in secure pages only, and module workers are as old as the browsers we build for.
if (window.isSecureContext && 'Worker' in window)
  for (const field of document.querySelectorAll<HTMLElement>('[data-proof]')) offer(field)
