/** What visitors may send to say who they are. */
import { z } from 'zod'
import { optional } from '#platform/forms.ts'
import { domainOf } from './voters.ts'

/** As zod has it, and with country domains in other scripts, which mail servers write as `xn--…`. */
const ADDRESS =
  /^(?:[A-Za-z0-9_'+-]+\.)*[A-Za-z0-9_'+-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+(?:[A-Za-z]{2,}|xn--[A-Za-z0-9-]+)$/

/** An e-mail address as typed: trimmed, lower case, its domain in ASCII, so that `име@домен.мкд`'s domain works too. */
export const visitorEmail = z.preprocess(
  (value) => {
    if (typeof value !== 'string') return value
    const typed = value.trim().normalize('NFC').toLowerCase()
    const at = typed.lastIndexOf('@')
    return at < 1 ? typed : `${typed.slice(0, at)}@${domainOf(typed)}`
  },
  z.email({ pattern: ADDRESS }).max(254),
)

/** What `ProofField` posts; nothing where no script ran. */
export const proof = optional(z.string().max(10_000))

export const tokenForm = z.object({ token: z.string().max(200).catch('').default('') })
/** Six digits, with the spaces that people copy along. */
export const codeForm = z.object({
  code: z
    .string()
    .transform((code) => code.replace(/\D/g, ''))
    .pipe(z.string().length(6)),
})
