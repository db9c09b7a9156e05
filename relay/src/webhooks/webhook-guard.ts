import { addressList } from '../reach/address-list.js'
import { secretsEqual } from '../secrets-equal.js'

export interface GuardOptions {
  /** The long random part of the webhook's address. */
  webhookToken: string
  /** Addresses and networks (CIDR) from which webhooks come; everybody may send when absent. */
  addresses?: readonly string[]
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
