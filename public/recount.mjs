#!/usr/bin/env node
/**
 * Counts the nominations of the portal again, without the portal: checks that no link of the downloaded chain was changed, taken out or
 * moved, and adds up the voices by practice. Needs Node 20 or newer and nothing else.
 *
 *   node recount.mjs chain.jsonl                                the sums by practice
 *   node recount.mjs chain.jsonl --receipt 17:3f5a…             is the link of this receipt in the chain? (any number of them)
 *   node recount.mjs chain.jsonl --json                         the same for programs
 *
 * A chain that was cut at its end is sound in itself: keep a receipt, or the last position and hash, and give it with --receipt.
 * SPDX-License-Identifier: EUPL-1.2
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

const FIELDS = ['at', 'event', 'municipality', 'nomination', 'position', 'practice', 'voice']

/** Checks the lines of a chain and counts. `receipts`: [{ position, hash }]. */
export function recount(text, receipts = []) {
  const problems = []
  const hashes = new Map()
  const states = new Map()
  let previous = '0'.repeat(64)
  let position = 0
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const where = `line ${index + 1}`
    let link
    try {
      link = JSON.parse(line)
    } catch {
      problems.push(`${where}: is not JSON`)
      break
    }
    position += 1
    if (link.position !== position) {
      problems.push(`${where}: position ${link.position} stands where ${position} belongs; a link was taken out, added or moved`)
      break
    }
    // The fields in alphabetical order, without spaces: the same bytes that the portal hashed.
    const fields = JSON.stringify(Object.fromEntries(FIELDS.map((name) => [name, link[name] ?? null])))
    const hash = createHash('sha256').update(`${previous}\n${fields}`).digest('hex')
    if (hash !== link.hash) {
      problems.push(`${where}: the hash of link ${position} does not fit; this link or one before it was changed`)
      break
    }
    previous = hash
    hashes.set(position, hash)
    const known = states.get(link.nomination)
    const fits =
      link.event === 'counted'
        ? known === undefined
        : link.event === 'invalidated'
          ? known?.counts === true
          : link.event === 'restored' && known?.counts === false
    if (!fits) problems.push(`${where}: "${link.event}" cannot happen to nomination ${link.nomination} now`)
    states.set(link.nomination, { ...link, counts: link.event !== 'invalidated' })
  }
  for (const { position: at, hash } of receipts)
    if (hashes.get(at) !== hash) problems.push(`receipt ${at}: no such link with this hash; the chain is cut or was made anew`)
  return { links: position, head: previous, problems, practices: countVoices(states.values(), problems) }
}

function countVoices(nominations, problems) {
  const practices = {}
  const spoken = new Set()
  for (const { practice, voice, municipality, counts } of nominations) {
    if (!counts) continue
    const sums = (practices[practice] ??= { citizens: 0, municipalities: 0 })
    if (voice === 'citizen') sums.citizens += 1
    else {
      const key = `${practice} ${municipality}`
      if (spoken.has(key)) problems.push(`municipality ${municipality} counts twice for practice ${practice}`)
      spoken.add(key)
      sums.municipalities += 1
    }
  }
  return practices
}

function main(parameters) {
  const receipts = []
  let file
  let json = false
  for (let i = 0; i < parameters.length; i++) {
    if (parameters[i] === '--json') json = true
    else if (parameters[i] === '--receipt') {
      const [position, hash] = (parameters[++i] ?? '').split(':')
      receipts.push({ position: Number(position), hash })
    } else file = parameters[i]
  }
  if (!file) {
    console.error('Usage: node recount.mjs chain.jsonl [--receipt POSITION:HASH] [--json]')
    return 2
  }
  const result = recount(readFileSync(file, 'utf8'), receipts)
  if (json) console.log(JSON.stringify(result))
  else {
    for (const [practice, { citizens, municipalities }] of Object.entries(result.practices))
      console.log(`${practice}  citizens ${citizens}  municipalities ${municipalities}`)
    console.log(`${result.links} links, last hash ${result.head}`)
    for (const problem of result.problems) console.error(`PROBLEM: ${problem}`)
    if (result.problems.length === 0) console.log('The chain is whole.')
  }
  return result.problems.length === 0 ? 0 : 1
}

if (import.meta.main ?? process.argv[1]?.endsWith('recount.mjs')) process.exitCode = main(process.argv.slice(2))
