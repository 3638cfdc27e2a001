/** Turns a readable file into an answer: with a name, safe to open, in parts when asked, kept by caches only if anyone may read it. */
import type { FileStore } from '#platform/file-store.ts'
import { NotFound } from '#platform/http.ts'
import { kindOfType } from './kinds.ts'
import { contentDisposition } from './naming.ts'
import type { ReadableFile } from './queries.ts'
import { rangeOf } from './ranges.ts'

/** What a file may do when a browser opens it as a page of its own: nothing. */
const LOCKED = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'"
/** Browsers' PDF readers do not start in a sandbox, nor without their own styles; they run apart from the site's pages. */
const PDF = "script-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

export async function sendFile(
  { file, visibility }: ReadableFile,
  store: FileStore,
  asked: Headers,
): Promise<Response> {
  const family = kindOfType(file.type)?.family
  const tag = `"${file.sha256}"`
  const headers = new Headers({
    etag: tag,
    'accept-ranges': 'bytes',
    'cache-control': visibility === 'public' ? 'public, max-age=300, must-revalidate' : 'private, no-store',
    'content-disposition': contentDisposition(
      family === 'picture' || family === 'pdf' ? 'inline' : 'attachment',
      file.name,
    ),
    'content-security-policy': family === 'pdf' ? PDF : LOCKED,
    'x-content-type-options': 'nosniff',
    'x-robots-tag': visibility === 'public' ? 'all' : 'noindex',
  })
  if (file.language) headers.set('content-language', file.language)
  if (namesTag(asked.get('if-none-match'), tag)) return new Response(null, { status: 304, headers })

  const fresh = asked.get('if-range')
  const range = fresh === null || fresh === tag ? rangeOf(asked.get('range') ?? undefined, file.size) : undefined
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${file.size}`)
    return new Response(null, { status: 416, headers })
  }
  const body = await store.get(file.sha256, range)
  if (!body) throw new NotFound()
  headers.set('content-type', file.type)
  headers.set('content-length', String(range ? range.end - range.start + 1 : file.size))
  if (range) headers.set('content-range', `bytes ${range.start}-${range.end}/${file.size}`)
  return new Response(body, { status: range ? 206 : 200, headers })
}

const namesTag = (header: string | null, tag: string): boolean =>
  header?.split(',').some((one) => [tag, '*'].includes(one.trim().replace(/^W\//, ''))) ?? false
