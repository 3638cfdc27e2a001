/** Identifiers and slugs: made by the program, never by the database. */
import { uuidv7 } from 'uuidv7'

/** A new UUIDv7 (RFC 9562): sorts by the time it was made. */
export const newId = (): string => uuidv7()

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
export const isId = (value: string) => UUID.test(value)

/** An address part from a title, in the title's own script: "Втор живот на отпадот" → "втор-живот-на-отпадот". */
export const slugOf = (title: string): string =>
  title
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’ʼ`]/g, '')
    .replace(/[^\p{Letter}\p{Mark}\p{Number}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
    .replace(/-+$/, '') || 'без-наслов'
