/** Names of files as people give them, made safe to keep, to show and to save again. Pure. */

/** Code points; file systems hold 255 bytes, and a Cyrillic letter takes two. */
const LONGEST = 100

/** Names that Windows keeps for devices, with any ending. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)$/i

/**
 * The name without path, control and format characters (which can turn "gpj.exe" round into "exe.jpg"), without what
 * Windows refuses, not too long. Undefined when nothing is left that could be called a name, or it has no ending.
 */
export function cleanName(given: string): { name: string; extension: string } | undefined {
  const last = given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\uFFFD]/gu, '')
    .replace(/[<>:"|?*]/g, '-')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '')
  const dot = plain.lastIndexOf('.')
  const stem = plain.slice(0, Math.max(dot, 0)).trim()
  const extension = plain.slice(dot + 1).toLowerCase()
  if (dot < 1 || !/[\p{L}\p{N}]/u.test(stem) || !/^[a-z0-9]{1,10}$/.test(extension)) return undefined
  const short = [...(DEVICES.test(stem) ? `_${stem}` : stem)]
    .slice(0, LONGEST - extension.length - 1)
    .join('')
    .trim()
  return { name: `${short}.${extension}`, extension }
}

/** The header that names a download (RFC 6266): ASCII for old programs, UTF-8 for all others (RFC 8187). */
export function contentDisposition(kind: 'inline' | 'attachment', name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
