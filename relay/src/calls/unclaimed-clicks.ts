import type { Database } from '../store/schema.js'
import { pendingDialsBefore } from '../store/waiting-calls.js'
import { CallEnder, type IntakeOf } from './call-ender.js'
import { OWN_PROVIDER } from './call-resolution.js'

/** The engine matches no later event to a click (wasm-core/calls/match_dialled.cc). */
const CLAIM_WINDOW_MS = 2 * 60_000
const LOOK_EVERY_MS = 15_000

/**
 * Ends the clicked calls of which the telephone system never spoke: nobody lifted the agent's
 * receiver, so nothing was dialled and no webhook will come. Without this the card would stay open.
 */
export class UnclaimedClicks extends CallEnder {
  readonly #database: Database
  readonly #intakeOf: IntakeOf
  readonly #now: () => number

  constructor(database: Database, intakeOf: IntakeOf, now: () => number) {
    super(LOOK_EVERY_MS)
    this.#database = database
    this.#intakeOf = intakeOf
    this.#now = now
  }

  async endThem(): Promise<void> {
    const at = this.#now()
    const pending = await pendingDialsBefore(this.#database, at - CLAIM_WINDOW_MS)
    for (const { tenant, call } of pending) {
      const { callId, from, to, line, agent } = call
      await (await this.#intakeOf(tenant))?.take([
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
