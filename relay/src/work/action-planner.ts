import type { Engine } from '../../../js-shim/src/core/engine.js'
import type { RuleMoment } from '../../../js-shim/src/core/lists.js'
import type { Action, Client } from '../../../js-shim/src/core/rules.js'
import type { Call } from '../../../js-shim/src/types.js'
import { lookUpClient } from '../client-lookup.js'
import type { CrmPort } from '../crm-port.js'
import type { Settings } from '../settings/settings.js'
import { putActions } from '../store/actions.js'
import {
  type Decided,
  type DueDecision,
  dueDecisions,
  nextDecisionAt,
  putDecided,
  readDecision,
} from '../store/decisions.js'
import type { Commits } from '../store/group-commit.js'
import type { Store } from '../store/schema.js'
import { type DueItem, DueWork } from './due-work.js'

const CLIENT_TIMEOUT_MS = 10_000

// What a call has led to does not change any more when it is told later that a voicemail was left,
// so an end waits for what is on its way; and a recording that comes with it needs no second visit.
const DECIDE_AFTER_MS: Record<RuleMoment, number> = { ringing: 0, answer: 0, end: 3000 }

interface Asked extends DueItem {
  callId: string
  moment: RuleMoment
}

interface Planned {
  decision: DueDecision
  decided: Decided
  actions: Action[]
}

/** Decides what calls lead to: asks the CRM who it is and the engine what is to be done. */
export class ActionPlanner {
  readonly #engine: Engine
  readonly #crm: CrmPort
  readonly #settings: Settings
  readonly #now: () => number
  readonly #work: DueWork<Asked, Planned | null>
  /** When the next of those that wait is due, as far as is known: ms since 1970, UTC. */
  #nextAt = Number.POSITIVE_INFINITY

  /** @param onPlanned - There may be actions for the CRM. */
  constructor(
    store: Store,
    commits: Commits,
    engine: Engine,
    crm: CrmPort,
    settings: Settings,
    now: () => number,
    onPlanned: () => void,
  ) {
    this.#engine = engine
    this.#crm = crm
    this.#settings = settings
    this.#now = now
    this.#work = new DueWork<Asked, Planned | null>({
      due: async (after, limit) => {
        const at = this.#now()
        if (after === 0) await this.#lookAhead(store, at)
        const due = await dueDecisions(store, at, after, limit)
        return due.map(({ callId, moment, askedSeq }) => ({
          callId,
          moment,
          id: `${moment}/${callId}`,
          order: askedSeq,
        }))
      },
      carry: async ({ callId, moment }) => {
        const decision = await readDecision(store, callId, moment)
        return decision && this.#plan(decision)
      },
      done: async (_, planned) => {
        if (!planned) return
        const { decision, decided, actions } = planned
        await commits.write(async within => {
          await putDecided(within, decision, decided)
          await putActions(within, actions, decision.askedSeq)
        })
        if (actions.length > 0) onPlanned()
      },
    })
  }

  /** Told of every failed attempt. */
  set onFailure(told: (id: string, cause: unknown) => void) {
    this.#work.onFailure = told
  }

  /**
   * How many ms after an event the decision is made; `null` when the matrix says nothing then.
   * @param store - The transaction within which it is asked.
   */
  async decideAfter(moment: RuleMoment, store: Store): Promise<number | null> {
    const { rows } = (await this.#settings.get('matrix', store)).value
    const says = rows.some(row => row.moment === moment && row.enabled !== false)
    return says && this.#crm.carryOut ? DECIDE_AFTER_MS[moment] : null
  }

  wake(): void {
    this.#work.wake()
  }

  /** Something is to be decided at `at`: ms since 1970, UTC. */
  wakeAt(at: number): void {
    if (at <= this.#now()) this.wake()
    else this.#nextAt = Math.min(this.#nextAt, at)
  }

  async close(): Promise<void> {
    await this.#work.close()
  }

  /** Called often: compares the clock with what waits. */
  tick(): void {
    if (this.#nextAt <= this.#now()) this.wake()
  }

  async #lookAhead(store: Store, at: number): Promise<void> {
    this.#nextAt = Number.POSITIVE_INFINITY
    const next = await nextDecisionAt(store, at)
    // What was asked for meanwhile is in `#nextAt` already.
    if (next !== null) this.#nextAt = Math.min(this.#nextAt, next)
  }

  /** A decision is made once: made before, it is only filled in with what is known since. */
  async #plan(decision: DueDecision): Promise<Planned> {
    const { call, moment, row } = decision
    const made = row !== '' && decision.client !== null
    const client = (made && decision.client) || (await this.#clientOf(call))
    const matrixVersion = made
      ? decision.matrixVersion
      : (await this.#settings.get('matrix')).version
    const matrix = await this.#settings.matrixAt(matrixVersion)
    const now = this.#now()
    const request = { call, client, matrix, moment, now, ...(made && { row }) }
    const { row: chosen, actions } = this.#engine.decide(request)
    return { decision, decided: { row: chosen, client, matrixVersion }, actions }
  }

  async #clientOf({ direction, from, to, contact }: Call): Promise<Client> {
    const { lastDigits } = (await this.#settings.get('clients')).value
    const number = direction === 'outbound' ? to : from
    const question = { number, lastDigits, ...(contact && { contact: contact.id }) }
    return lookUpClient(this.#crm, question, CLIENT_TIMEOUT_MS)
  }
}
