/** Which events followers hear of, and in what words: told by the site, since following knows no other subject. */
import type { Language } from '#platform/languages.ts'
import type { EventFacts, Module, Told } from '#platform/module.ts'

let told: NonNullable<Module['told']> = {}

/** Called once by the site with all its modules, before it answers requests. */
export const useTold = (modules: readonly Module[]): void => {
  told = Object.assign({}, ...modules.map((module) => module.told ?? {}))
}

/** Types of events that are anybody's news. */
export const toldTypes = (): string[] => Object.keys(told)

/** What a follower is told of an event; nothing when it is no news after all. */
export const toldOf = (language: Language, event: EventFacts): Told | undefined => told[event.type]?.(language, event)
