/** The square code of an authenticator's address, as the path of an SVG drawing. */
import { create } from 'qrcode'

export type Qr = { size: number; path: string; secret: string }

/** One square a module; `secret` is the same key in letters, for typing. */
export function qrOf(uri: string): Qr {
  const { modules } = create(uri, { errorCorrectionLevel: 'M' })
  const squares: string[] = []
  for (let y = 0; y < modules.size; y++)
    for (let x = 0; x < modules.size; x++) if (modules.get(y, x)) squares.push(`M${x} ${y}h1v1h-1z`)
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  return { size: modules.size, path: squares.join(''), secret: secret.replace(/(.{4})(?=.)/g, '$1 ') }
}
