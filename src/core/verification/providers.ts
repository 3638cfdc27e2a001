/** Large providers of mail: many people share their domains, so a domain of theirs says nothing about who writes; and how their addresses may be varied. */

/** Ways in which a provider lets one mailbox be written differently. */
type Variation = 'plus' | 'dots' | 'hyphens'

const family = (domains: string, ...variations: Variation[]) => ({ domains: domains.split(' '), variations })

/**
 * Providers that people of the four countries use most. What a provider ignores in an address is taken from its own help pages
 * (Google: dots and what follows a plus; Yandex: what follows a plus, and dots and hyphens are the same letter; the others: plus).
 */
const FAMILIES = [
  family('gmail.com googlemail.com', 'plus', 'dots'),
  family('outlook.com hotmail.com live.com msn.com hotmail.co.uk live.co.uk outlook.de', 'plus'),
  family('icloud.com me.com mac.com', 'plus'),
  family('proton.me protonmail.com pm.me', 'plus', 'dots', 'hyphens'),
  family('fastmail.com', 'plus'),
  family('yandex.ru yandex.com yandex.by yandex.kz yandex.ua ya.ru narod.ru', 'plus', 'hyphens'),
  family('mail.ru bk.ru list.ru inbox.ru internet.ru', 'plus'),
  family('yahoo.com yahoo.co.uk yahoo.de yahoo.fr ymail.com rocketmail.com aol.com gmx.com gmx.net gmx.de web.de'),
  family('abv.bg mail.bg dir.bg gbg.bg'),
  family('ukr.net i.ua meta.ua bigmir.net email.ua online.ua'),
  family('t.mk t-home.mk on.net.mk yahoo.com.mk live.com.mk mail.net.mk'),
  family('mail.kg elcat.kg namba.kg rambler.ru'),
] as const

/** Several names of one and the same mailbox. */
const SAME_MAILBOX: Record<string, string> = {
  'googlemail.com': 'gmail.com',
  'protonmail.com': 'proton.me',
  'pm.me': 'proton.me',
  ...Object.fromEntries(
    ['yandex.com', 'yandex.by', 'yandex.kz', 'yandex.ua', 'ya.ru', 'narod.ru'].map((domain) => [domain, 'yandex.ru']),
  ),
  'me.com': 'icloud.com',
  'mac.com': 'icloud.com',
}

const byDomain = new Map<string, readonly Variation[]>(
  FAMILIES.flatMap(({ domains, variations }) => domains.map((domain) => [domain, variations] as const)),
)

/** Does everybody have an address there? */
export const isLargeProvider = (domain: string): boolean => byDomain.has(domain)

/** One spelling for a mailbox of a known provider; other addresses stay as they are, since only their own server knows what it ignores. */
export function mailboxOf(local: string, domain: string): string {
  const variations = byDomain.get(domain) ?? []
  let name = local
  if (variations.includes('plus')) name = name.replace(/\+.*$/, '')
  if (variations.includes('dots')) name = name.replaceAll('.', '')
  // Yandex reads a hyphen as a dot; Proton ignores hyphens, dots and underscores.
  if (variations.includes('hyphens'))
    name = variations.includes('dots') ? name.replaceAll(/[-_]/g, '') : name.replaceAll('-', '.')
  return `${name || local}@${SAME_MAILBOX[domain] ?? domain}`
}
