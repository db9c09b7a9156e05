import type { Engine } from '../../../js-shim/src/core/engine.js'
import type { Database } from '../store/schema.js'
import { type SilentPlace, silentCalls } from '../store/waiting-calls.js'
import { CallEnder, type IntakeOf } from './call-ender.js'

const LOOK_EVERY_MS = 60_000
// The engine decides (wasm-core/calls/overdue.cc); nothing is overdue earlier than this.
const SILENT_FOR_MS = 60 * 60_000
const PAGE = 200

/** Ends the calls whose end never came, so that their cards go away and their records are kept. */
export class OverdueCalls extends CallEnder {
  readonly #database: Database
  readonly #engine: Engine
  readonly #intakeOf: IntakeOf
  readonly #now: () => number

  constructor(database: Database, engine: Engine, intakeOf: IntakeOf, now: () => number) {
    super(LOOK_EVERY_MS)
    this.#database = database
    this.#engine = engine
    this.#intakeOf = intakeOf
    this.#now = now
  }

  async endThem(): Promise<void> {
    const now = this.#now()
    for (let after: SilentPlace = { updatedAt: 0, callId: '', tenant: '' }; ; ) {
      const silent = await silentCalls(this.#database, now - SILENT_FOR_MS, after, PAGE)
      for (const { tenant, call, updatedAt } of silent) {
        after = { updatedAt, callId: call.callId, tenant }
        const end = this.#engine.overdue(call, now)
        if (end) await (await this.#intakeOf(tenant))?.take([end])
      }
      if (silent.length < PAGE) return
    }
  }
}
