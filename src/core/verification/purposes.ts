/** What visitors confirm by e-mail: each subject says what happens once the address is known to be theirs. */
import type { Actor } from '#platform/actor.ts'
import type { Config } from '#platform/config.ts'
import type { Db } from '#platform/database.ts'
import type { Language } from '#platform/languages.ts'

/** What a visitor said, and that the address is theirs. */
export type Confirmed = {
  id: string
  email: string
  language: Language
  values: Record<string, unknown>
  networkHash: string
}
/** Where the person goes next: a path without the language, and the sentence shown there. */
export type Outcome = { path: string; message?: string; color?: 'success' | 'info' | 'warning' }

export type Purpose = {
  /** What pressing the button will do, in a sentence and in the words of the button. */
  sentence: (language: Language, values: Record<string, unknown>) => string
  button: (language: Language) => string
  /** Does it, in the transaction that marks the confirmation as used. `language`: of the page. */
  complete: (
    db: Db,
    confirmed: Confirmed,
    context: { config: Config; actor: Actor; language: Language; now: Date },
  ) => Promise<Outcome>
}

const purposes = new Map<string, Purpose>()

/** Called once by each subject, beside its manifest: `registerPurpose('nomination', …)`. */
export const registerPurpose = (name: string, purpose: Purpose): void => {
  purposes.set(name, purpose)
}
export const purposeNamed = (name: string): Purpose | undefined => purposes.get(name)
