/** The addresses of the built style sheets and scripts. `scripts/assets.ts` builds them; this only looks them up. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '#platform/root.ts'

/** Where the built files and their manifest are, and where the site serves them. */
export const BUILT_FOLDER = join(ROOT, 'public/built/')
export const BUILT_PATH = '/built/'

let manifest: Record<string, string> | undefined

/** `asset('site.css')` gives `/built/site-4f1c….css`; the address changes with the content, so browsers may keep it for ever. */
export const asset = (name: string): string => {
  manifest ??= JSON.parse(readFileSync(`${BUILT_FOLDER}manifest.json`, 'utf8')) as Record<string, string>
  const file = manifest[name]
  if (!file) throw new Error(`No built file "${name}". Built are: ${Object.keys(manifest).join(', ')}.`)
  return BUILT_PATH + file
}
