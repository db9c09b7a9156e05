import type { DeskbellConfig } from '../config.js'
import type { RuleMoment } from '../core/lists.js'
import type { PageEngine } from '../core/page-engine.js'
import type { IntegrationMatrix } from '../core/rules.js'
import type { Hooks } from '../host/hooks.js'
import type { Listeners } from '../host/listeners.js'
import { type ContactChange, ContactLookup } from '../lookup/contact-lookup.js'
import { createOutbox, type Outbox } from '../outbox/outbox.js'
import type { Connection, PanelModel } from '../panel/panel-model.js'
import type { Line, LineSink } from '../ports/line.js'
import { randomId } from '../read/random-id.js'
import type { Texts } from '../text/texts.js'
import type { Toaster } from '../toaster/toaster.js'
import type { Call, CallEvent, Contact, Effect, Viewpoint } from '../types.js'
import { Alerts } from './alerts.js'
import { type CallEntry, contactOf, otherParty, seenCall } from './call-entry.js'
import { CallTable } from './call-table.js'
import type { CallWork } from './call-work.js'
import { lookUp } from './look-up.js'
import { modelOf } from './model-of.js'
import { Notice } from './notice.js'
import { Preferences } from './preferences.js'

export interface DeskParts {
  engine: PageEngine
  line: Line
  hooks: Hooks
  listeners: Listeners
  toaster: Toaster
  texts: Texts
  config: Pick<DeskbellConfig, 'agent' | 'country' | 'lastNine' | 'matrix' | 'sound'>
  /** Whether this tab speaks for the browser. */
  leading: () => boolean
  /** A toast was clicked: the page should come to the front with this call. */
  toastClicked: (call: Call) => void
}

/** Milliseconds after which a caller without an answer from the CRM is shown without it. */
const LOOKUP_PATIENCE = 5_000

/** A machine's clock is not wrong by more than this, in ms: a year. */
const LARGEST_CLOCK_ERROR = 365 * 24 * 3_600_000

/** Knows what is happening: takes what the line says, asks the engine, carries its wishes out. */
export class Desk implements LineSink {
  readonly hooks: Hooks
  readonly notice: Notice
  readonly preferences: Preferences
  readonly #parts: DeskParts
  readonly #calls = new CallTable()
  readonly #alerts: Alerts
  readonly #outbox: Outbox
  readonly #lookup: ContactLookup
  readonly #work: Promise<CallWork | null> | null
  readonly #subscribers = new Set<() => void>()
  readonly #forgetHooks: () => void
  #connection: Connection = 'connecting'
  #aheadMs = 0
  #scheduled = false
  #disposed = false

  constructor(parts: DeskParts) {
    this.#parts = parts
    this.hooks = parts.hooks
    const { toaster, texts, hooks } = parts
    this.preferences = new Preferences(`deskbell:settings:${parts.config.agent.id}`, () =>
      this.#changed(),
    )
    this.notice = new Notice(texts, () => this.#changed())
    this.#alerts = new Alerts({
      toaster,
      texts,
      notice: this.notice,
      sound: parts.config.sound,
      preferences: () => this.preferences.values,
      toastClicked: entry => parts.toastClicked(seenCall(entry)),
    })
    this.#lookup = new ContactLookup(
      parts.engine.createDirectory({ lastNine: parts.config.lastNine ?? false }),
      numbers => hooks.findContacts(numbers, LOOKUP_PATIENCE),
    )
    this.#outbox = createOutbox({
      open: () => hooks.has('saveCall'),
      deliver: record => hooks.saveCall(record),
      failed: (_, error, last) => {
        console.error('Deskbell:', error)
        if (last) this.notice.tell('error', texts => texts.text('callNotSaved'))
      },
    })
    const { matrix } = parts.config
    this.#work = matrix ? this.#createWork(matrix) : null
    this.#forgetHooks = hooks.onChange(() => this.#hooksChanged())
  }

  /** Now by the line's clock, ms since 1970, UTC. */
  get now(): number {
    return Date.now() + this.#aheadMs
  }

  get model(): PanelModel {
    const shown = this.#calls.shown()
    return modelOf(
      this.#parts,
      this.#connection,
      shown,
      this.notice.current,
      this.preferences.values,
    )
  }

  /** Calls `changed` once after any number of changes. */
  subscribe(changed: () => void): () => void {
    this.#subscribers.add(changed)
    return () => void this.#subscribers.delete(changed)
  }

  find(callId: string): CallEntry | undefined {
    return this.#calls.get(callId)
  }

  calls(): Call[] {
    return this.#calls.inProgress().map(({ call }) => call)
  }

  stepDown(): void {
    for (const { callId } of this.calls()) this.#alerts.close(callId)
  }

  event(event: CallEvent): void {
    if (this.#disposed) return
    const known = this.#calls.get(event.callId)?.call
    try {
      const step = this.#parts.engine.step(known ?? null, event, this.#viewpoint())
      // Somebody said who it is: what was known of the number may be so no longer.
      const identified = event.type === 'identified' && this.#calls.get(event.callId)?.number?.e164
      if (identified) this.#lookup.invalidate({ number: identified })
      // What was chosen in this tab comes back from the line: one choice is one event.
      const echo = event.type === 'identified' && known?.contact?.id === step.call.contact?.id
      this.#apply(
        step.call,
        echo ? step.effects.filter(({ type }) => type !== 'emit') : step.effects,
      )
      this.#decide(event.callId, step.moments)
    } catch (error) {
      // An event that the engine refuses must not take the stream down with it.
      console.error('Deskbell:', error)
    }
  }

  snapshot(calls: Call[]): void {
    if (this.#disposed) return
    const present = new Set(calls.map(({ callId }) => callId))
    for (const entry of this.#calls.inProgress()) {
      if (!present.has(entry.call.callId)) this.#forget(entry)
    }
    for (const call of calls) {
      // A contact that the agent chose while the line was broken has not reached the relay.
      const contact = call.contact ?? this.#calls.get(call.callId)?.call.contact ?? null
      try {
        const step = this.#parts.engine.resume({ ...call, contact }, this.#viewpoint())
        this.#closeWhatIsOver(call.callId, step.effects)
        this.#apply(step.call, step.effects)
      } catch (error) {
        console.error('Deskbell:', error)
      }
    }
    this.#changed()
  }

  status(status: Connection): void {
    this.#connection = status
    this.#changed()
  }

  clock(aheadMs: number): void {
    // A clock that is years ahead is no clock.
    this.#aheadMs = Math.abs(aheadMs) < LARGEST_CLOCK_ERROR ? aheadMs : 0
    this.#changed()
  }

  /** Says who it is: at once here, and through the line for everybody who sees the call. */
  identify(entry: CallEntry, contact: Contact): Promise<void> {
    const { callId, provider, direction, from, to, line } = entry.call
    const id = `page-${randomId()}`
    const { extension } = this.#parts.config.agent
    const parties = { provider, direction, from, to, line, agent: extension }
    this.event({ id, callId, type: 'identified', at: this.now, ...parties, contact })
    return this.#parts.line.identify(callId, contact)
  }

  /** Keeps what the agent wrote about the call, with all that is said of the call later. */
  saveNote(entry: CallEntry, note: string): void {
    entry.note = note
    const { state, agents, facts, ...record } = seenCall(entry)
    this.#outbox.put(record)
  }

  /** Calls that have ended since the page was loaded, the latest first. */
  ended(): Call[] {
    return this.#calls.ended().map(seenCall)
  }

  /** The host's data changed: what was known is forgotten, and open cards are looked up anew. */
  invalidate(change: ContactChange): void {
    this.#lookup.invalidate(change)
    for (const entry of this.#calls.inProgress()) {
      const number = entry.answered
      if (!number || (change.number !== undefined && change.number !== number)) continue
      entry.answered = ''
      this.#lookUp(entry, number)
    }
  }

  dispose(): void {
    this.#disposed = true
    this.#forgetHooks()
    this.#lookup.dispose()
    this.#outbox.dispose()
    this.#alerts.dispose()
    this.notice.dispose()
    this.preferences.dispose()
    this.#subscribers.clear()
    this.#calls.clear()
  }

  /** Fetched at once, but only where the config says that the page decides. */
  async #createWork(matrix: IntegrationMatrix): Promise<CallWork | null> {
    const { engine, listeners, leading } = this.#parts
    try {
      const { CallWork } = await import('./call-work.js')
      return new CallWork(engine, matrix, (actions, call) => {
        listeners.emit('actions', actions, call, { leading: leading() })
        const entry = this.#calls.get(call.callId)
        for (const { type, key, text } of leading() && entry ? actions : []) {
          if (type === 'message' && text) this.#alerts.message(key, text, entry as CallEntry)
        }
      })
    } catch (error) {
      // Calls come and go all the same.
      console.error('Deskbell:', error)
      return null
    }
  }

  /** As soon as it is known who it is: a client that nobody looked up yet is not a new one. */
  #decide(callId: string, moments: readonly RuleMoment[]): void {
    const entry = this.#calls.get(callId)
    if (!this.#work || !entry || moments.length === 0) return
    Promise.all([this.#work, entry.settled])
      .then(([work]) => {
        if (!this.#disposed) work?.reached(seenCall(entry), moments, this.now)
      })
      .catch(error => console.error('Deskbell:', error))
  }

  #viewpoint(): Viewpoint {
    return { now: this.now, agent: this.#parts.config.agent.extension }
  }

  #apply(call: Call, effects: Effect[]): void {
    const { engine, config } = this.#parts
    const entry = this.#calls.put(call, () => {
      const party = otherParty(call, config.agent.extension)
      return party ? engine.normalize(party, { country: config.country }) : null
    })
    for (const effect of effects) {
      try {
        this.#carryOut(effect, entry)
      } catch (error) {
        // What one wish meets (a page's own Notification, say) must not keep the others.
        console.error('Deskbell:', error)
      }
    }
    this.#changed()
  }

  #carryOut(effect: Effect, entry: CallEntry): void {
    const { listeners, leading } = this.#parts
    const { callId } = entry.call
    switch (effect.type) {
      case 'emit':
        listeners.emit(effect.name, seenCall(entry), { leading: leading() })
        break
      case 'lookup':
        this.#lookUp(entry, effect.number)
        break
      case 'card_open':
        entry.shown = true
        break
      case 'card_close':
        entry.shown = false
        break
      case 'notify':
        if (leading()) this.#alerts.open(entry)
        break
      case 'notify_close':
        this.#alerts.close(callId)
        break
      case 'save': {
        if (!leading()) break
        const { record } = effect
        // The name may still be on its way; the record is better with it, and complete without.
        void entry.settled.then(() => {
          if (this.#disposed) return
          const contact = record.contact ?? contactOf(entry)
          this.#outbox.put({ ...record, contact, note: record.note || entry.note })
        })
        break
      }
    }
  }

  #lookUp(entry: CallEntry, number: string): void {
    const changed = () => {
      this.#alerts.update(entry)
      this.#changed()
    }
    lookUp(entry, number, this.#parts.hooks, this.#lookup, changed, error => {
      if (this.#disposed) return
      console.error('Deskbell:', error)
      this.notice.tell('error', texts => texts.text('lookupFailed'))
    })
  }

  #hooksChanged(): void {
    // Another host may answer otherwise.
    this.#lookup.invalidate()
    for (const entry of this.#calls.inProgress()) {
      if (entry.wanted) this.#lookUp(entry, entry.wanted)
    }
    this.#outbox.wake()
    this.#changed()
  }

  /** A resumed call says what is open; what it does not say was closed while nobody listened. */
  #closeWhatIsOver(callId: string, effects: Effect[]): void {
    const entry = this.#calls.get(callId)
    if (!entry) return
    entry.shown = false
    if (!effects.some(({ type }) => type === 'notify')) this.#alerts.close(callId)
  }

  /** The call ended while nobody listened. */
  #forget(entry: CallEntry): void {
    entry.shown = false
    this.#alerts.close(entry.call.callId)
    this.#calls.delete(entry.call.callId)
  }

  #changed(): void {
    if (this.#scheduled || this.#disposed) return
    this.#scheduled = true
    queueMicrotask(() => {
      this.#scheduled = false
      const own = this.#parts.config.agent.extension
      const talks = ({ call }: CallEntry) => call.agent === own && call.answeredAt !== null
      this.#alerts.talking = this.#calls.inProgress().some(talks)
      for (const changed of [...this.#subscribers]) changed()
    })
  }
}
