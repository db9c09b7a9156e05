import type { RuleMoment } from '../core/lists.js'
import type { PageEngine } from '../core/page-engine.js'
import type { Action, Client, IntegrationMatrix } from '../core/rules.js'
import type { Call } from '../types.js'

/** Decisions that are kept to be filled in, by a recording that comes later. */
const MOST_KEPT = 200

/**
 * Decides what calls lead to, in a page whose line has no relay that does it. As there, a decision is
 * made once for a call and a moment and later only filled in. What is open for a contact the page
 * does not know, so rows for `contact_with_open` fit nobody here.
 */
export class CallWork {
  readonly #engine: PageEngine
  readonly #matrix: IntegrationMatrix
  readonly #decided: (actions: Action[], call: Call) => void
  readonly #kept = new Map<string, { row: string; client: Client }>()

  /**
   * @param decided - called with what a call leads to
   * @throws DeskbellError `bad_rules`
   */
  constructor(
    engine: PageEngine,
    matrix: IntegrationMatrix,
    decided: (actions: Action[], call: Call) => void,
  ) {
    engine.checkMatrix(matrix)
    this.#engine = engine
    this.#matrix = matrix
    this.#decided = decided
  }

  /** The call reached these moments. */
  reached(call: Call, moments: readonly RuleMoment[], now: number): void {
    for (const moment of moments) {
      const key = `${moment}/${call.callId}`
      const known = this.#kept.get(key)
      const client = known?.client ?? { contact: call.contact }
      const request = { call, client, matrix: this.#matrix, moment, now }
      const { row, actions } = this.#engine.decide({ ...request, ...(known && { row: known.row }) })
      if (row === '') continue
      this.#keep(key, { row, client })
      if (actions.length > 0) this.#decided(actions, call)
    }
  }

  #keep(key: string, decided: { row: string; client: Client }): void {
    this.#kept.delete(key)
    this.#kept.set(key, decided)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest)
  }
}
