import type { PageEngine } from '../core/page-engine.js'
import type { Line } from '../ports/line.js'
import type { Contact } from '../types.js'
import { invalidNumber } from './invalid-number.js'
import { isServiceCode } from './tel-uri.js'

/** Turns what was written into a number and dials it: `doCall`, links and dial pad end here. */
export class Dialler {
  readonly #engine: PageEngine
  readonly #line: Line
  readonly #country: string
  /** Numbers that are being dialled: asked twice at once, it is one call. */
  readonly #dialling = new Map<string, Promise<{ callId: string }>>()

  constructor(engine: PageEngine, line: Line, country: string) {
    this.#engine = engine
    this.#line = line
    this.#country = country
  }

  /** @throws DeskbellError `invalid_number` and why, or what the line says. */
  async dial(text: string, contact?: Contact): Promise<{ callId: string }> {
    if (isServiceCode(text)) throw invalidNumber(text, 'service_code')
    const number = this.#engine.normalize(text, { country: this.#country })
    if (!number.valid) throw invalidNumber(text, number.reason)
    const running = this.#dialling.get(number.e164)
    if (running) return running
    const call = this.#line.dial(number.e164, contact)
    this.#dialling.set(number.e164, call)
    try {
      return await call
    } finally {
      this.#dialling.delete(number.e164)
    }
  }
}
