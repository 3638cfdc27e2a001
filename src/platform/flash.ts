/** One sentence carried over a redirect: "Saved." It rides in a signed cookie and is shown once. */
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Env } from './http.ts'
import { signed, unsigned } from './secrets.ts'

export type Flash = { color: 'success' | 'info' | 'warning' | 'danger'; text: string }
export const FLASH_COOKIE = 'flash'

let key = ''
/** Set once at start: the key that signs. */
export const useFlashKey = (derivedKey: string) => {
  key = derivedKey
}

export function setFlash(c: Context<Env>, text: string, color: Flash['color'] = 'success'): void {
  setCookie(c, FLASH_COOKIE, signed(key, JSON.stringify({ color, text: text.slice(0, 600) })), {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: c.var.config.secure,
    maxAge: 60,
  })
}

/** The sentence to show on this page, which takes it out of the cookie. */
export function takeFlash(c: Context<Env>): Flash | undefined {
  const cookie = getCookie(c, FLASH_COOKIE)
  if (!cookie) return undefined
  deleteCookie(c, FLASH_COOKIE, { path: '/', secure: c.var.config.secure })
  const value = unsigned(key, cookie)
  return value ? (JSON.parse(value) as Flash) : undefined
}
