/** Search over every subject: each answers for its own records; ranks are never mixed, kinds stand in the order of the modules. */
import type { Module, Reader, RecordLine } from '#platform/module.ts'

const MOST = 30

export async function search(reader: Reader, modules: readonly Module[], words: string): Promise<RecordLine[]> {
  const answers = await Promise.all(modules.map((module) => module.search?.(reader, words, MOST) ?? []))
  return answers.flat()
}

/** A few lines for the box, as one types. */
export async function suggest(reader: Reader, modules: readonly Module[], words: string) {
  const answers = await Promise.all(modules.map((module) => module.search?.(reader, words, 4) ?? []))
  return answers
    .flat()
    .slice(0, 10)
    .map(({ href, title, note, lang }) => ({ href, label: title, note, lang }))
}
