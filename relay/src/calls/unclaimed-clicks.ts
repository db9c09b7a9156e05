import { pendingDialsBefore } from '../store/calls.js'
import type { Store } from '../store/schema.js'
import { CallEnder } from './call-ender.js'
import { OWN_PROVIDER } from './call-resolution.js'
import type { EventIntake } from './event-intake.js'

/** The engine matches no later event to a click (wasm-core/calls/match_dialled.cc). */
const CLAIM_WINDOW_MS = 2 * 60_000
const LOOK_EVERY_MS = 15_000

/**
 * Ends the clicked calls of which the telephone system never spoke: nobody lifted the agent's
 * receiver, so nothing was dialled and no webhook will come. Without this the card would stay open.
 */
export class UnclaimedClicks extends CallEnder {
  readonly #store: Store
  readonly #intake: EventIntake
  readonly #now: () => number

  constructor(store: Store, intake: EventIntake, now: () => number) {
    super(LOOK_EVERY_MS)
    this.#store = store
    this.#intake = intake
    this.#now = now
  }

  async endThem(): Promise<void> {
    const at = this.#now()
    for (const call of await pendingDialsBefore(this.#store, at - CLAIM_WINDOW_MS)) {
      const { callId, from, to, line, agent } = call
      await this.#intake.take([
        {
          id: `${OWN_PROVIDER}/ended/${callId}`,
          provider: OWN_PROVIDER,
          callId,
          type: 'ended',
          at,
          direction: 'outbound',
          from,
          to,
          line,
          agent,
          outcome: 'no_answer',
        },
      ])
    }
  }
}
