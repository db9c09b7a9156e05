import type { Engine } from '../../../js-shim/src/core/engine.js'
import { silentCalls } from '../store/calls.js'
import type { Store } from '../store/schema.js'
import { CallEnder } from './call-ender.js'
import type { EventIntake } from './event-intake.js'

const LOOK_EVERY_MS = 60_000
// The engine decides (wasm-core/calls/overdue.cc); nothing is overdue earlier than this.
const SILENT_FOR_MS = 60 * 60_000
const PAGE = 200

/** Ends the calls whose end never came, so that their cards go away and their records are kept. */
export class OverdueCalls extends CallEnder {
  readonly #store: Store
  readonly #engine: Engine
  readonly #intake: EventIntake
  readonly #now: () => number

  constructor(store: Store, engine: Engine, intake: EventIntake, now: () => number) {
    super(LOOK_EVERY_MS)
    this.#store = store
    this.#engine = engine
    this.#intake = intake
    this.#now = now
  }

  async endThem(): Promise<void> {
    const now = this.#now()
    for (let after = { updatedAt: 0, callId: '' }; ; ) {
      const silent = await silentCalls(this.#store, now - SILENT_FOR_MS, after, PAGE)
      for (const { call, updatedAt } of silent) {
        after = { updatedAt, callId: call.callId }
        const end = this.#engine.overdue(call, now)
        if (end) await this.#intake.take([end])
      }
      if (silent.length < PAGE) return
    }
  }
}
