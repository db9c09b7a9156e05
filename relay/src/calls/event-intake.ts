import { DeskbellError } from '../../../js-shim/src/core/deskbell-error.js'
import type { Engine } from '../../../js-shim/src/core/engine.js'
import type { RuleMoment } from '../../../js-shim/src/core/lists.js'
import type { Route } from '../../../js-shim/src/core/rules.js'
import type { CallEvent } from '../../../js-shim/src/types.js'
import { findCall, putCall, setDialPending, setRecord } from '../store/calls.js'
import { askDecision } from '../store/decisions.js'
import type { Delivery, Webhook } from '../store/delivery.js'
import { callOfEvent, insertEvent, isFull } from '../store/events.js'
import type { Commits } from '../store/group-commit.js'
import { addMember, membersOf } from '../store/members.js'
import { meterCall } from '../store/metering.js'
import type { Store } from '../store/schema.js'
import { joiners } from './audience.js'
import { OWN_PROVIDER, resolveCallId, rewritten } from './call-resolution.js'
import { keepAnswer, keepRefused, keepTold, type ToldOfCall } from './keep-deliveries.js'
import { bindSignedText, SignedForAnother } from './signed-text.js'

/** A new event that is durable. */
export interface Committed {
  seq: number
  /** The `CallEvent` as JSON. */
  body: string
  /** There is a record for the CRM. */
  record: boolean
  /** When it is to be decided what the call leads to, the earliest: ms since 1970; or `null`. */
  decideAt: number | null
}

/** What came of an event: for the readers, when it was new, and for the call's replay. */
interface Applied extends ToldOfCall {
  committed: Committed | null
}

/** The store could not do it; the sender should try again. */
class StoreError extends Error {
  override readonly name = 'StoreError'
}

/** Asked within the transaction `store`. */
type DecideAfter = (moment: RuleMoment, store: Store) => Promise<number | null>

// About a second of work for the disk; a sender that is told to come back later loses nothing.
const MOST_WAITING = 1000

/** Takes a tenant's events in, one after the other, in the order of arrival. */
export class EventIntake {
  readonly #commits: Commits
  readonly #engine: Engine
  readonly #now: () => number
  readonly #onCommitted: (committed: Committed) => void
  readonly #decideAfter: DecideAfter
  #waiting = 0

  /**
   * @param commits - The one writer, for one tenant.
   * @param onCommitted - Called once for every new event, in the order of `seq`.
   * @param decideAfter - How many ms after an event that reached the moment it is decided what the
   *   call leads to; `null` when it leads to nothing.
   */
  constructor(
    commits: Commits,
    engine: Engine,
    now: () => number,
    onCommitted: (committed: Committed) => void,
    decideAfter: DecideAfter = async () => null,
  ) {
    this.#commits = commits
    this.#engine = engine
    this.#now = now
    this.#onCommitted = onCommitted
    this.#decideAfter = decideAfter
  }

  /**
   * Resolves when the events are durable; those that were there before change nothing.
   * @param webhook - By which a telephone system told them.
   * @param signedText - What its signature covers; `''` when there is none.
   * @throws StoreError when they are not durable; DeskbellError when the engine refuses one, or the
   *   signature was given for another call.
   */
  async take(events: readonly CallEvent[], webhook?: Webhook, signedText = ''): Promise<void> {
    if (events.length === 0) return
    try {
      await this.#commit(
        store => this.#applyAll(store, events, webhook, signedText),
        committed => {
          for (const each of committed) this.#onCommitted(each)
        },
      )
    } catch (problem) {
      if (webhook && problem instanceof SignedForAnother) {
        const { code, detail, providerCallId: callId } = problem
        const ofTheOther = events.map(event => ({ ...event, callId }))
        await this.refuse(ofTheOther, webhook, { code, detail })
      }
      throw problem
    }
  }

  /** Keeps a webhook that was not believed in the replay of the call of which it spoke, if any. */
  async refuse(
    events: readonly CallEvent[],
    webhook: Webhook,
    refused: Delivery['refused'],
  ): Promise<void> {
    await this.#commit(
      store => keepRefused(store, this.#now(), events, webhook, refused),
      () => {},
    )
  }

  /** Keeps what a telephone system was answered in the replay of the call it asked about. */
  async answered(events: readonly CallEvent[], route: Route): Promise<void> {
    const [event] = events
    const changes = route.why.step !== 'nothing' || Object.keys(route.decision).length > 0
    if (!event || !changes) return
    await this.#commit(
      store => keepAnswer(store, this.#now(), event, route),
      () => {},
    )
  }

  async #commit<T>(
    work: (store: Store) => Promise<T>,
    committed: (result: T) => void,
  ): Promise<void> {
    if (this.#waiting >= MOST_WAITING) throw new StoreError('too many events are waiting')
    this.#waiting++
    try {
      await this.#commits.add(work, committed)
    } catch (cause) {
      if (cause instanceof DeskbellError) throw cause
      throw new StoreError('the event could not be stored', { cause })
    } finally {
      this.#waiting--
    }
  }

  async #applyAll(
    store: Store,
    events: readonly CallEvent[],
    webhook: Webhook | undefined,
    signedText: string,
  ): Promise<Committed[]> {
    const applied: Applied[] = []
    for (const event of events) applied.push(await this.#apply(store, event, signedText))
    const provider = events[0]?.provider ?? OWN_PROVIDER
    await keepTold(store, { at: this.#now(), provider, webhook }, applied)
    return applied.flatMap(({ committed }) => committed ?? [])
  }

  async #apply(store: Store, given: CallEvent, signedText: string): Promise<Applied> {
    const known = await callOfEvent(store, given.id)
    if (known !== null) {
      return { callId: known, told: { id: given.id, news: 'repeated' }, committed: null }
    }
    const now = this.#now()
    await bindSignedText(store, given, signedText)
    const callId = await resolveCallId(store, this.#engine, given)
    if (await isFull(store, callId)) {
      throw new DeskbellError('too_large', 'no call has so many events')
    }
    const event = rewritten(given, callId)
    const before = await findCall(store, callId)
    const { call, effects, moments } = this.#engine.step(before, event, { now, agent: '' })
    const seq = await insertEvent(store, given.id, event)
    await putCall(store, call, now)
    if (event.provider === OWN_PROVIDER && event.type === 'dialing') {
      await setDialPending(store, callId, true)
    }
    if (call.state === 'ended' && before?.state !== 'ended') {
      await setDialPending(store, callId, false)
    }
    const save = effects.find(effect => effect.type === 'save')
    if (save) {
      await setRecord(store, save.record, seq)
      await meterCall(store, save.record)
    }
    let decideAt: number | null = null
    for (const moment of moments) {
      const after = await this.#decideAfter(moment, store)
      if (after === null) continue
      await askDecision(store, callId, moment, seq, now + after)
      decideAt = Math.min(decideAt ?? Number.POSITIVE_INFINITY, now + after)
    }
    const members = await membersOf(store, callId)
    for (const agent of joiners(event, call, members)) await addMember(store, callId, agent, seq)
    const body = JSON.stringify(event)
    return {
      callId,
      told: { id: given.id, news: 'new', state: call.state, effects, moments },
      committed: { seq, body, record: save !== undefined, decideAt },
    }
  }
}
