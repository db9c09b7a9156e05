import { createHash } from 'node:crypto'
import { DeskbellError } from '../../../js-shim/src/core/deskbell-error.js'
import type { ZadarmaOptions } from '../options.js'
import type { Reach } from '../reach/reach.js'
import { hexSignature } from '../webhooks/signature.js'

const TIMEOUT_MS = 10_000
const LONGEST_ANSWER = 64 * 1024
const LONGEST_DETAIL = 200

/** What a request's `Authorization` says: the key, and a signature over path and parameters. */
export function authorization(key: string, secret: string, path: string, query: string): string {
  const digest = createHash('md5').update(query).digest('hex')
  return `${key}:${hexSignature(secret, path + query + digest)}`
}

/** Parameters in the form that is signed and sent: sorted by name, form-encoded, as JSON asked. */
export function signedQuery(parameters: Record<string, string>): string {
  const query = new URLSearchParams({ ...parameters, format: 'json' })
  query.sort()
  return query.toString()
}

/** The part of Zadarma's API that the relay uses. */
export class ZadarmaApi {
  readonly #options: ZadarmaOptions
  readonly #reach: Reach

  constructor(options: ZadarmaOptions, reach: Reach) {
    this.#options = options
    this.#reach = reach
  }

  /**
   * Rings the telephone of `from` (an extension) and then `to` (digits). Zadarma gives no call id.
   * @throws DeskbellError `provider_refused` or `unreachable`
   */
  async requestCallback(from: string, to: string): Promise<void> {
    await this.#get('/v1/request/callback/', { from, to })
  }

  async #get(path: string, parameters: Record<string, string>): Promise<void> {
    const { apiUrl, key, secret } = this.#options
    const query = signedQuery(parameters)
    let status: number
    let text: string
    try {
      const address = `${apiUrl.replace(/\/+$/, '')}${path}?${query}`
      const answer = await this.#reach.request(address, {
        method: 'GET',
        headers: { authorization: authorization(key, secret, path, query) },
        timeoutMs: TIMEOUT_MS,
        longest: LONGEST_ANSWER,
      })
      status = answer.status
      text = answer.text
    } catch {
      throw new DeskbellError('unreachable', 'the telephone system does not answer')
    }
    const answer = readAnswer(text)
    if (status === 200 && answer.status === 'success') return
    const reason = typeof answer.message === 'string' ? answer.message : `HTTP ${status}`
    throw new DeskbellError('provider_refused', reason.slice(0, LONGEST_DETAIL))
  }
}

function readAnswer(text: string): { status?: unknown; message?: unknown } {
  try {
    const answer: unknown = JSON.parse(text)
    return typeof answer === 'object' && answer !== null ? answer : {}
  } catch {
    return {}
  }
}
