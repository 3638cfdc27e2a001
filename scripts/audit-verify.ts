/** `npm run audit:verify`: checks the audit trail of the portal in this folder, whether it runs or not, and says what it finds. */
import { styleText } from 'node:util'
import { headsFileOf, publicKeyOf } from '#platform/audit/keys.ts'
import { type Verdict, verifyTrail } from '#platform/audit/verify.ts'
import { expectPortal, reachDatabase } from '#platform/backup/reach.ts'
import { readConfig } from '#platform/config.ts'
import { connect } from '#platform/database.ts'
import { StartError } from '#platform/postgres/start-error.ts'
import { secretOf } from '#platform/secrets.ts'

async function run(): Promise<boolean> {
  const config = readConfig(process.env)
  expectPortal(config)
  const publicKey = publicKeyOf(config.folder)
  if (!publicKey)
    throw new StartError(`Nothing was signed in ${config.folder} yet: the portal signs its trail within a minute.`)
  const database = await reachDatabase(config, secretOf(config), () => {})
  const { db, pool } = connect({ ...database.owner, max: 2 })
  try {
    const verdict = await verifyTrail(db, { publicKey, heads: headsFileOf(config.folder) })
    tell(verdict)
    return verdict.ok
  } finally {
    await pool.end()
    await database.stop()
  }
}

function tell(verdict: Verdict) {
  const { findings, more, notes, linked, heads, signed } = verdict
  console.log(`Entries in the chain: ${linked}. Signed heads: ${heads}.`)
  if (signed) console.log(`Signed up to link ${signed.position}, last at ${signed.at}.`)
  for (const note of notes) console.log(`Note: ${note}`)
  for (const { kind, sentence } of findings) console.log(`${styleText('red', kind.toUpperCase())}  ${sentence}`)
  if (more > 0) console.log(`… and ${more} findings more.`)
  console.log(
    verdict.ok
      ? 'The audit trail is whole: nothing was changed, deleted, inserted, reordered or cut off.'
      : `The audit trail is not whole: findings: ${findings.length + more}. docs/guides/audit.md says what to do.`,
  )
}

run().then(
  (ok) => {
    process.exitCode = ok ? 0 : 1
  },
  (error: unknown) => {
    console.error(error instanceof StartError ? error.message : error)
    process.exitCode = 2
  },
)
