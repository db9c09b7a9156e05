import type { Call, NormalizedNumber } from '../types.js'
import type { CallEntry } from './call-entry.js'

/** Ended calls that are kept, so that a recording that comes late finds its call. */
const MOST_ENDED = 100

/** The calls that the desk knows, oldest first. */
export class CallTable {
  readonly #entries = new Map<string, CallEntry>()

  get(callId: string): CallEntry | undefined {
    return this.#entries.get(callId)
  }

  /** `readNumber` is asked only when the other party is new: the engine need not read it again. */
  put(call: Call, readNumber: () => NormalizedNumber | null): CallEntry {
    const known = this.#entries.get(call.callId)
    if (known) {
      const sameParty = known.call.from === call.from && known.call.to === call.to
      known.call = call
      if (!sameParty) known.number = readNumber()
      return known
    }
    const entry: CallEntry = {
      call,
      shown: false,
      number: readNumber(),
      lookup: 'done',
      wanted: '',
      answered: '',
      settled: Promise.resolve(),
      asked: 0,
      contacts: [],
      note: '',
    }
    this.#entries.set(call.callId, entry)
    this.#prune()
    return entry
  }

  delete(callId: string): void {
    this.#entries.delete(callId)
  }

  clear(): void {
    this.#entries.clear()
  }

  shown(): CallEntry[] {
    return [...this.#entries.values()].filter(({ shown }) => shown)
  }

  inProgress(): CallEntry[] {
    return [...this.#entries.values()].filter(({ call }) => call.state !== 'ended')
  }

  /** The latest first. */
  ended(): CallEntry[] {
    return [...this.#entries.values()].filter(({ call }) => call.state === 'ended').reverse()
  }

  #prune(): void {
    const ended = [...this.#entries.values()].filter(
      ({ call, shown }) => call.state === 'ended' && !shown,
    )
    for (const { call } of ended.slice(0, Math.max(0, ended.length - MOST_ENDED))) {
      this.#entries.delete(call.callId)
    }
  }
}
