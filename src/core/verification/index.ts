/** What subjects that let visitors speak may use: the proof field, confirming by e-mail, and hashes that tell people apart. */
export { type Asked, askToConfirm, CONFIRMATION_MINUTES, confirmByCode, confirmByToken } from './confirmations.ts'
export { proof, visitorEmail } from './forms.ts'
export { visitorProblem } from './problems.ts'
export { newChallenge, PROOF_PROBLEMS, type ProofProblem, ProofRefused, proveOrThrow } from './proofs.ts'
export { isLargeProvider } from './providers.ts'
export { type Confirmed, type Outcome, type Purpose, registerPurpose } from './purposes.ts'
export { PROOF_FIELD, PROOF_SCRIPTS, ProofField } from './views.tsx'
export { domainOf, networkHashOf, normalisedEmail, voterHashOf } from './voters.ts'
