import { DeskbellError } from '../core/deskbell-error.js'
import type { CallAction, Line, LineSink } from '../ports/line.js'
import type { Call, CallEvent, Contact } from '../types.js'

/** What a test may say about a call; the rest is filled in. */
export type SimulatedFact = Partial<CallEvent> & Pick<CallEvent, 'callId' | 'type'>

export interface SimulatedLineOptions {
  agent?: string
  /** ms since 1970, UTC. */
  now?: () => number
  actions?: CallAction['type'][]
  /** Where the events of its own requests go, when other lines belong to the same system. */
  spread?: (fact: SimulatedFact) => void
  /** The calls in progress, asked at each connection. */
  calls?: () => Call[]
}

/** A line in memory: whoever holds it plays the telephone system. */
export class SimulatedLine implements Line {
  readonly actions: ReadonlySet<CallAction['type']>
  /** What the page asked of the telephone system, in order. */
  readonly asked: { to?: string; contact?: Contact; callId: string; action?: CallAction }[] = []
  #sink: LineSink | undefined
  #connected = true
  #closed = false
  #count = 0
  readonly #now: () => number
  readonly #agent: string
  readonly #calls: () => Call[]
  readonly #spread: (fact: SimulatedFact) => void

  constructor(options: SimulatedLineOptions = {}) {
    this.#agent = options.agent ?? '101'
    this.#calls = options.calls ?? (() => [])
    this.#spread = options.spread ?? (fact => this.say(fact))
    this.#now = options.now ?? Date.now
    this.actions = new Set(options.actions ?? [])
  }

  /** Whether somebody listens. */
  get isOpen(): boolean {
    return this.#sink !== undefined
  }

  open(sink: LineSink): void {
    this.#sink = sink
    sink.status('connecting')
    queueMicrotask(() => this.connect())
  }

  /** The line comes up, or up again, and tells which calls there are. */
  connect(): void {
    this.#connected = true
    this.#tell(sink => {
      sink.clock(0)
      sink.status('online')
      sink.snapshot(structuredClone(this.#calls()))
    })
  }

  /** The line breaks: nothing gets through until `connect`. */
  disconnect(): void {
    this.#connected = false
    this.#tell(sink => sink.status('offline'))
  }

  /** The telephone system says something. Lost while the line is broken. */
  say(fact: SimulatedFact): void {
    if (!this.#connected) return
    this.#count += 1
    const event: CallEvent = {
      id: `simulated-${this.#count}`,
      provider: 'simulated',
      at: this.#now(),
      direction: 'inbound',
      from: '',
      to: '',
      line: '',
      agent: this.#agent,
      ...fact,
    }
    this.#tell(sink => sink.event(structuredClone(event)))
  }

  async dial(to: string, contact?: Contact): Promise<{ callId: string }> {
    const callId = `simulated-call-${this.asked.length + 1}`
    this.#ask({ to, contact, callId })
    queueMicrotask(() => {
      this.#spread({
        callId,
        type: 'dialing',
        direction: 'outbound',
        from: this.#agent,
        to,
        contact,
      })
    })
    return { callId }
  }

  async identify(callId: string, contact: Contact): Promise<void> {
    this.#ask({ callId, contact })
    queueMicrotask(() => this.#spread({ callId, type: 'identified', contact }))
  }

  async act(callId: string, action: CallAction): Promise<void> {
    if (!this.actions.has(action.type)) {
      throw new DeskbellError('not_supported', `this line cannot ${action.type}`)
    }
    this.#ask({ callId, action })
  }

  close(): void {
    this.#closed = true
    this.#sink = undefined
  }

  #ask(wish: (typeof this.asked)[number]): void {
    if (this.#closed) throw new DeskbellError('disposed', 'the line is closed')
    if (!this.#connected) throw new DeskbellError('unreachable', 'the line is broken')
    this.asked.push(wish)
  }

  #tell(say: (sink: LineSink) => void): void {
    if (this.#sink) say(this.#sink)
  }
}
