/** What a backup says about itself, in manifest.json at its end: version, migration, and every part with its hash. */
import { z } from 'zod'

/** The shape of the archive; a higher number is one that this program does not know. */
export const FORMAT = 1
export const MANIFEST = 'manifest.json'

const name = z.string().regex(/^[a-z_][a-z0-9_]*$/)

export const manifestShape = z.object({
  format: z.number().int(),
  program: z.literal('patokaz'),
  version: z.string(),
  createdAt: z.iso.datetime(),
  postgres: z.string(),
  /** The newest migration that the database had. */
  migration: z.object({ tag: z.string(), when: z.number() }),
  /** Tells whether a SECRET is the one of this portal, without giving it away. */
  secret: z.string(),
  tables: z.array(z.object({ name, columns: z.array(name).min(1), rows: z.number().int() })),
  sequences: z.array(z.object({ table: name, column: name, last: z.string(), isCalled: z.boolean() })),
  files: z.object({ count: z.number().int(), bytes: z.number(), missing: z.array(z.string()) }),
  /** In the order of the archive. */
  parts: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() })),
})
export type Manifest = z.infer<typeof manifestShape>

/**
 * A long content is cut into parts, since tar wants to know a length before the bytes, and memory is small:
 * `tables/people.copy`, `tables/people.copy.2`, …
 */
export const partName = (content: string, index: number) => (index === 0 ? content : `${content}.${index + 1}`)

/** The content that a part belongs to, or undefined for a name that no backup has. */
export function contentOf(part: string): { kind: 'table' | 'file' | 'key' | 'heads'; name: string } | undefined {
  const [, folder, rest = ''] = /^(tables|files|keys|audit)\/([A-Za-z0-9._-]+)$/.exec(part) ?? []
  if (rest.startsWith('.')) return undefined
  if (folder === 'tables') return named('table', /^([a-z_][a-z0-9_]*)\.copy(\.\d+)?$/.exec(rest))
  if (folder === 'files') return named('file', /^([0-9a-f]{64})(\.\d+)?$/.exec(rest))
  if (folder === 'keys') return { kind: 'key', name: rest }
  if (folder === 'audit') return named('heads', /^(heads\.jsonl)(\.\d+)?$/.exec(rest))
  return undefined
}

const named = (kind: 'table' | 'file' | 'heads', match: RegExpExecArray | null) =>
  match?.[1] ? { kind, name: match[1] } : undefined
