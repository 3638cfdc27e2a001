/** Where a request comes from: the client's address behind trusted proxies, and whether a post comes from our own pages. */
import type { IncomingMessage } from 'node:http'
import ipaddr from 'ipaddr.js'

type Address = ipaddr.IPv4 | ipaddr.IPv6
const parsed = (text: string): Address | undefined => (ipaddr.isValid(text) ? ipaddr.process(text) : undefined)

/** Is the address one of the proxies (addresses or networks in CIDR form)? */
const isTrusted = (address: Address, proxies: readonly string[]) =>
  proxies.some((proxy) => {
    const [network, bits] = proxy.includes('/') ? ipaddr.parseCIDR(proxy) : [ipaddr.process(proxy), undefined]
    const plain =
      network.kind() === 'ipv6' && (network as ipaddr.IPv6).isIPv4MappedAddress()
        ? (network as ipaddr.IPv6).toIPv4Address()
        : network
    return plain.kind() === address.kind() && address.match(plain, bits ?? (address.kind() === 'ipv4' ? 32 : 128))
  })

/**
 * The client's address: the rightmost entry of X-Forwarded-For that is not one of our proxies, and only when the connection itself
 * comes from a proxy. Anybody can write the header; only what trusted proxies appended counts.
 */
export function clientAddress(
  connection: string | undefined,
  forwarded: string | undefined,
  proxies: readonly string[],
): string {
  let client = parsed(connection ?? '')
  if (!client) return '0.0.0.0'
  const hops = (forwarded ?? '').split(',').map((hop) => hop.trim())
  while (isTrusted(client, proxies)) {
    const next = parsed(hops.pop() ?? '')
    if (!next) break
    client = next
  }
  return client.toString()
}

export const connectionAddress = (incoming: IncomingMessage | undefined) => incoming?.socket.remoteAddress

/**
 * May this request change something? Its Origin must be ours; browsers that send no Origin send Sec-Fetch-Site.
 * A request with neither (a program, a very old browser) has no cookies that a foreign site could abuse only if it carries none.
 */
export function comesFromOurPages(method: string, headers: Headers, publicUrl: string): boolean {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return true
  const origin = headers.get('origin')
  if (origin) return origin === publicUrl
  const site = headers.get('sec-fetch-site')
  if (site) return site === 'same-origin' || site === 'none'
  return !headers.has('cookie')
}
