import assert from 'node:assert/strict'
import { test } from 'node:test'
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { TooMany } from '#platform/http.ts'
import { testConfig } from '#tests/database.ts'
import { journey } from '#tests/journey.ts'
import { forgetConfirmations } from './confirmations.ts'
import { visitorEmail } from './forms.ts'
import { askToConfirm, confirmByCode, confirmByToken, registerPurpose } from './index.ts'
import { forgetSpentProofs, newChallenge, ProofRefused, proveOrThrow } from './proofs.ts'
import { confirmations, spentProofs } from './schema.ts'
import { normalisedEmail, voterHashOf } from './voters.ts'

const config = testConfig({})
const later = (now: Date, minutes: number) => new Date(now.getTime() + minutes * 60_000)

async function solved(now: Date): Promise<string> {
  const challenge = await newChallenge(config, now)
  const solution = await solveChallenge({ challenge, deriveKey })
  return btoa(JSON.stringify({ challenge, solution }))
}
const refusal = (problem: string) => (error: unknown) => error instanceof ProofRefused && error.problem === problem

test('a person has one voice, however they write their address', () => {
  for (const [one, other] of [
    ['Ana.Petrova@gmail.com', 'anapetrova+glas@googlemail.com'],
    ['ana@Општина.МКД', 'ANA@xn--80appcfs5b.xn--d1alf'],
    ['ana-petrova@yandex.ru', 'ana.petrova+1@ya.ru'],
    [' ana@example.org ', 'ana@EXAMPLE.org'],
  ] as const)
    assert.equal(voterHashOf(config, one), voterHashOf(config, other), `${one} and ${other}`)
  assert.notEqual(normalisedEmail('a.b@veles.gov.mk'), normalisedEmail('ab@veles.gov.mk'))
  assert.equal(visitorEmail.parse(' Ana@Општина.МКД '), 'ana@xn--80appcfs5b.xn--d1alf')
})

journey('a proof counts once, even when it is sent twice at the same moment', async ({ db }) => {
  const now = new Date()
  const proof = await solved(now)
  const tries = await Promise.allSettled([1, 2, 3, 4].map(() => proveOrThrow(db, config, proof, now)))
  assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1)
  await assert.rejects(proveOrThrow(db, config, proof, now), refusal('spent'))
  await assert.rejects(proveOrThrow(db, config, proof, later(now, 31)), refusal('expired'))
  await assert.rejects(proveOrThrow(db, config, btoa('{}'), now), refusal('wrong'))
  const changed = JSON.parse(atob(proof))
  changed.challenge.parameters.keyPrefix = '00'
  await assert.rejects(proveOrThrow(db, config, btoa(JSON.stringify(changed)), now), refusal('wrong'))
  await forgetSpentProofs(db, later(now, 31))
  assert.equal(await db.$count(spentProofs), 0)
})

journey('a visitor confirms by the code or by the link, once, and in time', async ({ db, letters }) => {
  const now = new Date()
  const said: unknown[] = []
  registerPurpose('test', {
    sentence: () => 'sentence',
    button: () => 'button',
    async complete(_db, confirmed) {
      said.push(confirmed.values)
      return { path: '/thanks' }
    },
  })
  const { config, actor, language } = { config: testConfig({}), actor: {} as never, language: 'mk' as const }
  const context = { config, actor, language, now }
  const ask = async (email: string, at = now, address = '192.0.2.7') => {
    const letter = { subject: 'Глас', paragraphs: ['Гласавте.'] }
    const values = { email }
    const asked = { purpose: 'test', email, language, values, address, proof: undefined, letter }
    const { id } = await askToConfirm(db, config, asked, at)
    const text = (await letters()).at(-1)?.text ?? ''
    const code = /(\d{3}) (\d{3})/.exec(text)?.slice(1).join('') ?? ''
    return { id, code, token: /token=(\S+)/.exec(text)?.[1] ?? '' }
  }
  const byCode = await ask('a@example.org')
  const both = await Promise.all([1, 2].map(() => confirmByCode(db, context, byCode.id, byCode.code)))
  assert.deepEqual(
    both.map(({ ok }) => ok),
    [true, true],
  )
  assert.equal(said.length, 1)

  const byLink = await ask('b@example.org')
  const wrong = byLink.code === '000000' ? '111111' : '000000'
  for (let n = 0; n < 5; n++) await confirmByCode(db, context, byLink.id, wrong)
  assert.deepEqual(await confirmByCode(db, context, byLink.id, byLink.code), { ok: false, problem: 'tries' })
  assert.equal((await confirmByToken(db, context, byLink.token)).ok, true)

  const late = await ask('c@example.org')
  const tooLate = { ...context, now: later(now, 30) }
  assert.equal((await confirmByToken(db, tooLate, late.token)).ok, false)
  assert.equal((await confirmByCode(db, tooLate, late.id, late.code)).ok, false)

  for (const name of ['d', 'e', 'f']) await ask(`${name}@veles.example`)
  await assert.rejects(ask('g@skopje.example'), TooMany, 'a seventh letter without a proof from one network')
  await forgetConfirmations(db, later(now, 60 * 24))
  assert.equal(await db.$count(confirmations), 0)
})
