/** Addresses of places: which slug each one gets. Decides only; reference.ts writes them. */

import { slugOf } from '#platform/ids.ts'
import type { Language } from '#platform/languages.ts'
import { LEVELS, type Level } from './schema.ts'

export type SlugWish = {
  id: string
  code: string
  level: Level
  parentId: string | null
  names: Partial<Record<Language, string>>
  /** The slug that the place has now. */
  current: string | undefined
}

/** Fixed words of the module's own addresses. */
const RESERVED = new Set(['compare', 'suggest', 'boundaries', 'codebook'])

/**
 * New slugs by place, only for those that need one. A place keeps its slug while its name stays; of two with one name the higher
 * level has the bare name, and equals are told apart by what they belong to, all of them, so that none is "the" Бяла.
 */
export function newSlugs(
  places: readonly SlugWish[],
  native: Language,
  taken: ReadonlySet<string>,
): Map<string, string> {
  const byId = new Map(places.map((place) => [place.id, place]))
  const nameOf = (place: SlugWish) => slugOf(place.names[native] ?? place.names.en ?? place.code)
  const alike = new Map<string, number>()
  const likeKey = (place: SlugWish) => `${place.level} ${nameOf(place)}`
  for (const place of places) alike.set(likeKey(place), (alike.get(likeKey(place)) ?? 0) + 1)

  const used = new Set([...taken, ...RESERVED])
  const slugs = new Map<string, string>()
  const ordered = [...places].sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level))
  for (const place of ordered) {
    const bare = nameOf(place)
    if (place.current === bare || place.current?.startsWith(`${bare}-`)) continue
    const wishes = [bare]
    for (let above = byId.get(place.parentId ?? ''); above; above = byId.get(above.parentId ?? ''))
      wishes.push(`${wishes.at(-1)}-${nameOf(above)}`)
    wishes.push(`${bare}-${place.code.toLowerCase()}`)
    const ambiguous = (alike.get(likeKey(place)) ?? 0) > 1
    const slug = wishes.slice(ambiguous ? 1 : 0).find((wish) => !used.has(wish)) ?? place.id
    used.add(slug)
    slugs.set(place.id, slug)
  }
  return slugs
}
