import type { DeskbellConfig } from '../config.js'
import { DeskbellError } from '../core/deskbell-error.js'
import { ERROR_CODES } from '../core/lists.js'
import { readFields, readOneOf, readText } from '../read/values.js'
import { Deadline } from './deadline.js'

/** Milliseconds for a request that an agent waits for. */
const REQUEST_TIMEOUT = 15_000

export type Key = Pick<DeskbellConfig, 'relay' | 'token'>

/** A response whose body was read; `answer` is null when that was no JSON. */
interface Reply {
  response: Response
  answer: unknown
}

/** The relay's address and the bearer token, renewed when the relay no longer takes it. */
export class RelayAccess {
  #key: Key
  #renewing: Promise<void> | undefined
  readonly #renew: () => Promise<Key>

  /** `renew` asks the host's server for a new token; it rejects when there is none to be had. */
  constructor(key: Key, renew: () => Promise<Key>) {
    this.#key = key
    this.#renew = renew
  }

  /** The key in use: say it when you ask for another. */
  get key(): Key {
    return this.#key
  }

  /** A request with the token; the answer may have any status. */
  fetch(path: string, init: RequestInit & { headers?: Record<string, string> }): Promise<Response> {
    const { relay, token } = this.#key
    return fetch(`${relay.replace(/\/$/, '')}${path}`, {
      ...init,
      headers: { ...init.headers, Authorization: `Bearer ${token}` },
      cache: 'no-store',
      // The token goes to the relay only, wherever it may point to.
      redirect: 'error',
    })
  }

  /**
   * Fetches a new token, unless another than the `refused` one is there already. Asked twice at
   * once, it asks the host once.
   */
  async renew(refused: Key): Promise<void> {
    if (refused !== this.#key) return
    this.#renewing ??= this.#renew()
      .then(key => {
        this.#key = key
      })
      .finally(() => {
        this.#renewing = undefined
      })
    await this.#renewing
  }

  /** Posts JSON and answers with the JSON that came back; after a 401 once more with a new token. */
  async post(path: string, body: object, signal: AbortSignal): Promise<unknown> {
    const key = this.#key
    let { response, answer } = await this.#post(path, body, signal)
    if (response.status === 401) {
      await this.renew(key)
      ;({ response, answer } = await this.#post(path, body, signal))
    }
    if (response.ok) return answer
    throw readError(answer, response.status)
  }

  async #post(path: string, body: object, signal: AbortSignal): Promise<Reply> {
    const deadline = new Deadline(signal, REQUEST_TIMEOUT)
    try {
      const response = await this.fetch(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
        signal: deadline.signal,
      })
      const answer: unknown = await response.json().catch(error => {
        if (deadline.signal.aborted) throw error
        return null
      })
      return { response, answer }
    } catch (error) {
      if (signal.aborted) throw new DeskbellError('disposed', 'Deskbell was disposed')
      if (deadline.passed) {
        throw new DeskbellError('timeout', `the relay did not answer in ${REQUEST_TIMEOUT} ms`)
      }
      throw new DeskbellError('unreachable', `the relay cannot be reached (${error})`)
    } finally {
      deadline.end()
    }
  }
}

function readError(answer: unknown, status: number): DeskbellError {
  const error = readFields(readFields(answer)?.error)
  const code = readOneOf(ERROR_CODES, error?.code)
  if (code) return new DeskbellError(code, readText(error?.detail, 300))
  const fallback = status === 401 || status === 403 ? 'unauthorized' : 'unreachable'
  return new DeskbellError(fallback, `the relay answered ${status}`)
}
