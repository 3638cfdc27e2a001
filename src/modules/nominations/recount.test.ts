import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { newId } from '#platform/ids.ts'
import { ROOT } from '#platform/root.ts'
import { journey } from '#tests/journey.ts'
import { BEGINNING, hashOf, type Link, publicFields } from './engine/links.ts'

type Result = {
  links: number
  head: string
  problems: string[]
  practices: Record<string, { citizens: number; municipalities: number }>
}
const SCRIPT = join(ROOT, 'public/recount.mjs')
const { recount } = (await import(SCRIPT)) as {
  recount: (text: string, receipts?: { position: number; hash: string }[]) => Result
}

journey('whoever downloads the chain counts the same as the portal', async ({ anyone, as }) => {
  const moderator = await as('moderator')
  const board = await moderator.visit('/mk/nominations/board')
  const ids = [...board.text.matchAll(/name="ids" value="([^"]+)"/g)].map(([, id = '']) => id)
  await moderator.post('/mk/nominations/board/invalidate', { ids: ids.slice(0, 3), reason: 'program' })
  await moderator.post('/mk/nominations/board/restore', { restore: ids[0] ?? '' })
  const chain = await (await anyone.get('/api/v1/nominations/chain.jsonl')).text()
  const folder = await mkdtemp(join(tmpdir(), 'recount '))
  const file = join(folder, 'chain.jsonl')
  try {
    await writeFile(file, chain)
    const last = JSON.parse(chain.trim().split('\n').at(-1) ?? '{}')
    const output = await new Promise<string>((resolve, reject) =>
      execFile(
        process.execPath,
        [SCRIPT, file, '--json', '--receipt', `${last.position}:${last.hash}`],
        (error, text) => (error ? reject(error) : resolve(text)),
      ),
    )
    const counted = JSON.parse(output) as Result
    assert.deepEqual(counted.problems, [])
    const portal = (await (await anyone.get('/api/v1/nominations/counts.json')).json()) as {
      counts: { practice: string; citizens: number; municipalities: number }[]
    }
    assert.ok(portal.counts.length > 5)
    assert.deepEqual(
      counted.practices,
      Object.fromEntries(
        portal.counts.map(({ practice, citizens, municipalities }) => [practice, { citizens, municipalities }]),
      ),
    )
  } finally {
    await rm(folder, { recursive: true })
  }
  const csv = await (await anyone.get('/api/v1/nominations/chain.csv')).text()
  assert.equal(csv.trim().split('\r\n').length, chain.trim().split('\n').length + 1)
  assert.equal((await anyone.get('/recount.mjs')).status, 200)
})

/** A chain of voices of a few practices, some taken out and put back. */
const chains = fc
  .array(
    fc.record({ practice: fc.nat(3), municipality: fc.option(fc.nat(40)), out: fc.boolean(), back: fc.boolean() }),
    {
      minLength: 2,
      maxLength: 30,
    },
  )
  .map((voices) => {
    const spoken = new Set<string>()
    const links: Link[] = []
    for (const { practice, municipality, out, back } of voices) {
      const practiceId = `019a0000-0000-7000-8000-00000000000${practice}`
      const placeCode = municipality === null ? null : `MK${municipality}`
      if (placeCode && spoken.has(`${practice} ${placeCode}`)) continue
      spoken.add(`${practice} ${placeCode}`)
      const common = { nominationId: newId(), practiceId, placeCode, at: new Date(1_790_000_000_000 + links.length) }
      const voice = placeCode ? ('municipality' as const) : ('citizen' as const)
      for (const event of ['counted', ...(out ? ['invalidated'] : []), ...(out && back ? ['restored'] : [])] as const)
        links.push({ ...common, voice, event: event as Link['event'], position: links.length + 1 })
    }
    let hash = BEGINNING
    return links.map((link) => {
      hash = hashOf(hash, link)
      return { ...publicFields(link), hash }
    })
  })
  .filter((links) => links.length > 2)
const textOf = (links: readonly object[]) => links.map((link) => `${JSON.stringify(link)}\n`).join('')

test('the program finds a link that was changed, taken out or moved, and a chain that was cut', () => {
  fc.assert(
    fc.property(chains, fc.nat(), (links, seed) => {
      const whole = recount(textOf(links))
      assert.deepEqual(whole.problems, [])
      assert.equal(whole.head, links.at(-1)?.hash)
      const at = seed % (links.length - 1)
      const one = links[at]
      const last = links.at(-1)
      assert.ok(one && last)
      const changed = links.with(at, { ...one, voice: one.voice === 'citizen' ? 'municipality' : 'citizen' })
      assert.notDeepEqual(recount(textOf(changed)).problems, [], 'changed')
      assert.notDeepEqual(recount(textOf(links.toSpliced(at, 1))).problems, [], 'taken out')
      const moved = links.with(at, links[at + 1] ?? one).with(at + 1, one)
      assert.notDeepEqual(recount(textOf(moved)).problems, [], 'moved')
      const cut = textOf(links.slice(0, -1))
      assert.deepEqual(recount(cut).problems, [], 'a cut chain is sound in itself')
      const receipt = { position: last.position, hash: last.hash }
      assert.notDeepEqual(recount(cut, [receipt]).problems, [], 'a receipt shows that it was cut')
    }),
    { numRuns: 60 },
  )
})
