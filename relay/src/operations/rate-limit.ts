import { DeskbellError } from '../../../js-shim/src/core/deskbell-error.js'

// More who ask than this at once are not customers; the one that was quiet longest is forgotten.
const MOST_KEYS = 20_000

/** So many a second, and some more at once after a quiet time. */
export interface Rate {
  perSecond: number
  /** At once. */
  burst: number
}

/** Bounds how often each of many may ask, so that one cannot use up what is there for all. */
export class RateLimit {
  readonly #rate: Rate
  readonly #now: () => number
  readonly #left = new Map<string, { tokens: number; at: number }>()

  /** @param now - ms of a clock that does not jump. */
  constructor(rate: Rate, now: () => number = () => performance.now()) {
    this.#rate = rate
    this.#now = now
  }

  /** @throws DeskbellError `busy` when `key` has asked too often. */
  take(key: string): void {
    const { perSecond, burst } = this.#rate
    const at = this.#now()
    const known = this.#left.get(key)
    const grown = known ? known.tokens + ((at - known.at) / 1000) * perSecond : burst
    const tokens = Math.min(grown, burst)
    this.#left.delete(key)
    this.#left.set(key, { tokens: tokens < 1 ? tokens : tokens - 1, at })
    if (this.#left.size > MOST_KEYS) {
      const [quietest = ''] = this.#left.keys()
      this.#left.delete(quietest)
    }
    if (tokens < 1) throw new DeskbellError('busy', 'too many requests, try again in a second')
  }
}
