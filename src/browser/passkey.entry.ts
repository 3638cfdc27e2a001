/** Signing in with a passkey, and adding one: the browser's part of WebAuthn. Buttons stay hidden where it cannot work. */
/// <reference lib="dom" />
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser'

const DOORS = {
  'sign-in': { options: 'generate-authenticate-options', verify: 'verify-authentication' },
  add: { options: 'generate-register-options', verify: 'verify-registration' },
} as const
type Door = keyof typeof DOORS

async function pass(door: Door): Promise<Response> {
  const { options, verify } = DOORS[door]
  const asked = await fetch(`/api/auth/passkey/${options}`)
  if (!asked.ok) return asked
  const optionsJSON = await asked.json()
  const response =
    door === 'add' ? await startRegistration({ optionsJSON }) : await startAuthentication({ optionsJSON })
  return fetch(`/api/auth/passkey/${verify}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ response }),
  })
}

const place = document.querySelector<HTMLElement>('[data-passkey-problem]')
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-passkey]')) {
  if (!browserSupportsWebAuthn()) continue
  button.hidden = false
  button.addEventListener('click', async () => {
    button.disabled = true
    if (place) place.textContent = ''
    try {
      const answer = await pass(button.dataset.passkey as Door)
      if (answer.ok) return location.assign(button.dataset.next ?? '/')
      const tooOld = answer.status === 403 ? place?.dataset.passkeyOld : undefined
      if (place) place.textContent = tooOld ?? place.dataset.passkeyProblem ?? ''
    } catch (error) {
      // Somebody who closes the browser's window has changed their mind; that is no problem to report.
      if (place && !(error instanceof Error && ['NotAllowedError', 'AbortError'].includes(error.name)))
        place.textContent = place.dataset.passkeyProblem ?? ''
    }
    button.disabled = false
  })
}
