import { type LookupAddress, lookup as systemLookup } from 'node:dns'
import * as http from 'node:http'
import * as https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { addressList } from './address-list.js'
import { isPublic } from './public-address.js'

const LONGEST_ANSWER = 1024 * 1024
const LONGEST_HEADERS = 16 * 1024

/** A request to somebody else's server. */
export interface OutgoingRequest {
  method: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
  /** For all of it, from the look-up of the name to the last byte. */
  timeoutMs: number
  /** Bytes of the answer at most. */
  longest?: number
}

export interface IncomingAnswer {
  status: number
  text: string
}

/** Why somebody was not asked, or did not answer as one may. */
export class NotReached extends Error {
  override readonly name = 'NotReached'
}

type Lookup = (
  host: string,
  options: { all: true },
  done: (problem: Error | null, addresses: LookupAddress[]) => void,
) => void

/**
 * Asks servers at addresses that people typed: public ones only, besides those that the operator
 * allows. A name counts by every address that it has at the moment of connecting, and the connection
 * goes to one of these; no redirect is followed; slow and endless answers are cut off.
 */
export class Reach {
  readonly #isAllowed: (address: string) => boolean
  readonly #lookup: Lookup
  readonly #agents: { http: http.Agent; https: https.Agent }

  /**
   * @param allowed - Addresses and networks (CIDR) that may be reached though they are not public;
   *   'anything' where a developer wrote the address.
   */
  constructor(allowed: readonly string[] | 'anything' = [], lookup: Lookup = systemLookup) {
    const listed = allowed === 'anything' ? () => true : addressList(allowed)
    this.#isAllowed = address => listed(address) || isPublic(address)
    this.#lookup = lookup
    const options = { keepAlive: true, timeout: 30_000, maxSockets: 50 }
    this.#agents = { http: new http.Agent(options), https: new https.Agent(options) }
  }

  /** @throws NotReached */
  async request(address: string, request: OutgoingRequest): Promise<IncomingAnswer> {
    if (!URL.canParse(address)) throw new NotReached('no address')
    const url = new URL(address)
    if (url.protocol !== 'http:' && url.protocol !== 'https:') {
      throw new NotReached('neither http nor https')
    }
    if (url.username || url.password) throw new NotReached('a password in an address')
    // A host that is an address is connected to without a look-up.
    const host = url.hostname.replace(/^\[|\]$/g, '')
    if (isIP(host) && !this.#isAllowed(host)) throw new NotReached('not a public address')
    return this.#send(url, request)
  }

  close(): void {
    this.#agents.http.destroy()
    this.#agents.https.destroy()
  }

  #send(url: URL, { method, headers, body, timeoutMs, longest }: OutgoingRequest) {
    const secure = url.protocol === 'https:'
    return new Promise<IncomingAnswer>((resolve, reject) => {
      const timer = setTimeout(() => fail(new NotReached('no answer in time')), timeoutMs)
      const sent = (secure ? https : http).request(url, {
        method,
        headers: { ...headers, 'accept-encoding': 'identity' },
        agent: secure ? this.#agents.https : this.#agents.http,
        lookup: this.#lookUpAllowed,
        maxHeaderSize: LONGEST_HEADERS,
      })
      const fail = (problem: Error) => {
        clearTimeout(timer)
        sent.destroy()
        reject(problem instanceof NotReached ? problem : new NotReached('no answer'))
      }
      sent.on('error', fail)
      sent.on('response', response => {
        const { statusCode: status = 0 } = response
        if (status >= 300 && status < 400) return fail(new NotReached('it sends elsewhere'))
        readAll(response, longest ?? LONGEST_ANSWER).then(text => {
          clearTimeout(timer)
          resolve({ status, text })
        }, fail)
      })
      sent.end(body)
    })
  }

  readonly #lookUpAllowed: LookupFunction = (host, options, done) => {
    this.#lookup(host, { all: true }, (problem, addresses) => {
      const refused =
        problem ??
        (addresses.length === 0 || addresses.some(({ address }) => !this.#isAllowed(address))
          ? new NotReached('not a public address')
          : null)
      const [first] = addresses ?? []
      if (refused || !first) done(refused ?? new NotReached('no address'), [])
      else if (options.all) done(null, addresses)
      else done(null, first.address, first.family)
    })
  }
}

async function readAll(response: http.IncomingMessage, longest: number): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > longest) throw new NotReached('the answer is too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
