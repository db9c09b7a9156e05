import { randomInt } from 'node:crypto'
import type { Engine } from '../../../js-shim/src/core/engine.js'

// Country and area stay, the subscriber does not.
const REPLACED_DIGITS = 6
const MOST_ATTEMPTS = 500
/** Fewer digits are an extension or a service number: nobody's. */
const FEWEST_DIGITS = 7
// What people and forms put between digits.
const BETWEEN = '(?:%2[089DEFdef]|[\\s().+/-])*'

const digitsOf = (text: string) => text.replace(/\D/g, '')

/** Replaces telephone numbers, each by one of the same country, kind and length. */
export class StandInNumbers {
  readonly #engine: Pick<Engine, 'normalize'>
  /** By the digits that people write of it: without country code and trunk prefix. */
  readonly #known = new Map<string, { pattern: RegExp; standIn: string }>()
  readonly #taken = new Set<string>()

  constructor(engine: Pick<Engine, 'normalize'>) {
    this.#engine = engine
  }

  /** Remembers a number that is to be replaced wherever it stands. */
  learn(number: string): void {
    const digits = digitsOf(number)
    if (digits.length < FEWEST_DIGITS) return
    const code = number.startsWith('+') ? this.#callingCode(number) : ''
    const written = digits.slice(code.length)
    if (written.length < REPLACED_DIGITS || this.#known.has(written)) return
    const standIn = this.#choose(number, code, written)
    this.#known.set(written, { pattern: new RegExp([...written].join(BETWEEN), 'g'), standIn })
  }

  /** `text` with the known numbers replaced, digit by digit: whatever stands between them stays. */
  replaceIn(text: string): string {
    // The longest first: one number may end another.
    const longestFirst = [...this.#known].sort(([a], [b]) => b.length - a.length)
    return longestFirst.reduce(
      (result, [, { pattern, standIn }]) =>
        result.replace(pattern, found => overwritten(found, standIn)),
      text,
    )
  }

  #callingCode(number: string): string {
    const { international } = this.#engine.normalize(number)
    return /^\+(\d{1,3}) /.exec(international)?.[1] ?? ''
  }

  #choose(number: string, code: string, written: string): string {
    const like = this.#engine.normalize(number)
    const kept = written.slice(0, -REPLACED_DIGITS)
    let standIn = ''
    for (let i = 0; i < MOST_ATTEMPTS; i++) {
      const rest = `${randomInt(10 ** REPLACED_DIGITS)}`.padStart(REPLACED_DIGITS, '0')
      standIn = kept + rest
      if (standIn === written || this.#taken.has(standIn)) continue
      const now = this.#engine.normalize(number.startsWith('+') ? `+${code}${standIn}` : standIn)
      const alike = (['valid', 'kind', 'country', 'reason'] as const).every(
        member => now[member] === like[member],
      )
      if (alike) break
    }
    this.#taken.add(standIn)
    return standIn
  }
}

/** The digits of `found` replaced by `digits`, escapes such as `%20` left alone. */
function overwritten(found: string, digits: string): string {
  let next = 0
  return found.replace(/%2[089DEFdef]|\d/g, part =>
    part.length > 1 ? part : (digits[next++] ?? ''),
  )
}
