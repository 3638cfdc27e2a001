/** From what is known of a municipality and a practice to what the engine asks for. Pure. */
import { characterOf, type Fit, type FitInput, fitOf } from '../engine/fit.ts'
import { type Candidate, perHead, type Situation } from './situation.ts'

export function inputOf(situation: Situation, candidate: Candidate): FitInput {
  const { place, currency, ownTopics, alike, alikeTopics, distances, costs } = situation
  const { topics, local, population, cost } = candidate
  const other = candidate.place
  const each = perHead({ ...cost, population }, currency)
  const distance =
    other?.country === place.country && other.level === place.level ? distances.get(other.code) : undefined
  return {
    needs: topics.map((topic) => ({ own: ownTopics.has(topic), alike, withIt: alikeTopics.get(topic) ?? 0 })),
    law: { same: candidate.country === place.country, topics: topics.length, local },
    ...(place.population && population && { size: { own: place.population, other: population } }),
    ...(other && { kind: { own: characterOf(place), other: characterOf(other) } }),
    ...(each !== undefined && { budget: { perHead: each, others: costs } }),
    ...(distance !== undefined && { distance }),
  }
}

export type Reckoned = { candidate: Candidate; input: FitInput; fit: Fit | undefined }
/** Nothing for the municipality's own practices: there is nothing to repeat. */
export function reckon(situation: Situation, candidate: Candidate): Reckoned | undefined {
  if (candidate.place?.own) return undefined
  const input = inputOf(situation, candidate)
  return { candidate, input, fit: fitOf(input) }
}
