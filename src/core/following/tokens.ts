/** What the link "stop following" carries: whom and what, signed. It has no end: whoever wants no more letters gets none. */
import type { Config } from '#platform/config.ts'
import { isId } from '#platform/ids.ts'
import { derived, secretOf, signed, unsigned } from '#platform/secrets.ts'

const keyOf = (config: Config) => derived(secretOf(config), 'stops following')

export type Followed = { personId: string; recordId: string }

export const stopToken = (config: Config, { personId, recordId }: Followed): string =>
  signed(keyOf(config), `${personId} ${recordId}`)

export function readStopToken(config: Config, token: string): Followed | undefined {
  const [personId = '', recordId = ''] = unsigned(keyOf(config), token)?.split(' ') ?? []
  return isId(personId) && isId(recordId) ? { personId, recordId } : undefined
}
