/** What waits for a person, from every subject, the most urgent first. */
import type { Member } from '#platform/actor.ts'
import type { DeskItem, Module, Reader } from '#platform/module.ts'

export async function deskItems(reader: Reader & { actor: Member }, modules: readonly Module[]): Promise<DeskItem[]> {
  const items = await Promise.all(modules.map((module) => module.desk?.(reader) ?? []))
  return items
    .flat()
    .sort((a, b) => (a.due?.getTime() ?? Number.POSITIVE_INFINITY) - (b.due?.getTime() ?? Number.POSITIVE_INFINITY))
}
