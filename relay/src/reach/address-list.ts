import { BlockList, isIP } from 'node:net'

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
