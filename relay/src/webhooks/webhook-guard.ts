import { BlockList, isIP } from 'node:net'
import { secretsEqual } from './signature.js'

export interface GuardOptions {
  /** The long random part of the webhook's address. */
  webhookToken: string
  /** Addresses and networks (CIDR) from which webhooks come; everybody may send when absent. */
  addresses?: readonly string[]
}

/**
 * Whether an address is one of `addresses`, IPv4 and IPv6, single or as networks (CIDR). An IPv4
 * address counts in its IPv6 form (`::ffff:192.0.2.1`) too.
 * @throws TypeError when one of them is neither.
 */
export function addressList(addresses: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const each of addresses) addTo(list, each)
  return address => {
    const version = isIP(address)
    return version !== 0 && list.check(address, version === 6 ? 'ipv6' : 'ipv4')
  }
}

function addTo(list: BlockList, text: string): void {
  const [address = '', bits, ...rest] = String(text).split('/')
  const version = isIP(address)
  const longest = version === 6 ? 128 : 32
  const length = bits === undefined ? longest : /^\d{1,3}$/.test(bits) ? Number(bits) : -1
  if (version === 0 || rest.length > 0 || length < 0 || length > longest) {
    throw new TypeError(
      `addresses: '${text}' is neither an address nor a network like 192.0.2.0/24`,
    )
  }
  list.addSubnet(address, length, version === 6 ? 'ipv6' : 'ipv4')
}

/**
 * Whether a webhook may come from this address with this token. The address is `request.ip`: behind a
 * proxy the host's server has to say which proxies it believes (Fastify's `trustProxy`), or every
 * sender has the proxy's.
 */
export function webhookGuard({
  webhookToken,
  addresses,
}: GuardOptions): (ip: string, token: string) => boolean {
  const allowed = addresses ? addressList(addresses) : () => true
  return (ip, token) => {
    // Both are looked at, so that the time does not tell which of them was wrong.
    const right = [allowed(ip), secretsEqual(token, webhookToken)]
    return right.every(Boolean)
  }
}
