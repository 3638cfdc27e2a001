/** What to tell a visitor whose letter could not be sent: the form comes back filled in, with the reason. */
import type { FormState } from '#platform/forms.ts'
import { TooMany } from '#platform/http.ts'
import type { Language } from '#platform/languages.ts'
import { ProofRefused } from './proofs.ts'
import { texts } from './texts.ts'
import { PROOF_FIELD } from './views.tsx'

/** Errors for the form and the status of the answer; nothing when the error is another one and must be thrown on. */
export function visitorProblem(
  error: unknown,
  language: Language,
): { errors: FormState['errors']; status: 422 | 429; seconds?: number } | undefined {
  const t = texts.in(language)
  if (error instanceof TooMany)
    return {
      errors: { '': t('tooMany', { minutes: Math.ceil(error.seconds / 60) }) },
      status: 429,
      seconds: error.seconds,
    }
  if (error instanceof ProofRefused) return { errors: { [PROOF_FIELD]: t(`proof.${error.problem}`) }, status: 422 }
  return undefined
}
