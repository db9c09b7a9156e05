import { createHash } from 'node:crypto'
import { DeskbellError } from '../../../js-shim/src/core/deskbell-error.js'
import type { ZadarmaOptions } from '../options.js'
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
  readonly #timeoutMs: number

  constructor(options: ZadarmaOptions, timeoutMs = TIMEOUT_MS) {
    this.#options = options
    this.#timeoutMs = timeoutMs
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
      const response = await fetch(`${apiUrl.replace(/\/+$/, '')}${path}?${query}`, {
        headers: { authorization: authorization(key, secret, path, query) },
        redirect: 'error',
        signal: AbortSignal.timeout(this.#timeoutMs),
      })
      status = response.status
      text = await boundedText(response)
    } catch {
      throw new DeskbellError('unreachable', 'the telephone system does not answer')
    }
    const answer = readAnswer(text)
    if (status === 200 && answer.status === 'success') return
    const reason = typeof answer.message === 'string' ? answer.message : `HTTP ${status}`
    throw new DeskbellError('provider_refused', reason.slice(0, LONGEST_DETAIL))
  }
}

async function boundedText(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > LONGEST_ANSWER) throw new RangeError('the answer is too long')
  }
  return text
}

function readAnswer(text: string): { status?: unknown; message?: unknown } {
  try {
    const answer: unknown = JSON.parse(text)
    return typeof answer === 'object' && answer !== null ? answer : {}
  } catch {
    return {}
  }
}
