/** Which subjects keep something about people: told by the site, since accounts know no other subject. */
import type { Db } from '#platform/database.ts'
import type { Module } from '#platform/module.ts'

let modules: readonly Module[] = []

/** Called once by the site with all its modules, before it answers requests. */
export const useModules = (all: readonly Module[]) => {
  modules = all
}
export const knownModules = () => modules

/** Everything that the portal keeps about a person, by module. */
export async function ownDataOf(db: Db, personId: string, now: Date): Promise<Record<string, unknown>> {
  const parts: Record<string, unknown> = { takenAt: now }
  for (const { name, ownData } of modules) if (ownData) parts[name] = await ownData(db, personId)
  return parts
}
