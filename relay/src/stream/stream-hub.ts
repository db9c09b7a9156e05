import { EVERYBODY } from '../calls/audience.js'
import type { StoredEvent } from '../store/events.js'
import { eventFrame } from './stream-frames.js'
import type { StreamReader } from './stream-reader.js'

const HEARTBEAT_MS = 15_000

/** Hands stored events to the streams of those who see the call. */
export class StreamHub {
  readonly #readers = new Map<string, Set<StreamReader>>()
  readonly #heart: NodeJS.Timeout

  constructor(heartbeatMs = HEARTBEAT_MS) {
    this.#heart = setInterval(() => {
      for (const reader of this.#all()) reader.beat()
    }, heartbeatMs)
    this.#heart.unref()
  }

  /** Resolves when no older stream of the same browser is open any more. */
  async add(reader: StreamReader): Promise<void> {
    const { agent, browser } = reader
    const readers = this.#readers.get(agent) ?? new Set()
    const older = [...readers].filter(each => browser && each.browser === browser)
    this.#readers.set(agent, readers.add(reader))
    await Promise.all(older.map(each => each.replace()))
  }

  remove(reader: StreamReader): void {
    const readers = this.#readers.get(reader.agent)
    readers?.delete(reader)
    if (readers?.size === 0) this.#readers.delete(reader.agent)
  }

  publish({ seq, body, members, earlier }: StoredEvent): void {
    // The text is made once, however many read it.
    const event = eventFrame(body, seq)
    let withEarlier: string | undefined
    const everybodySince = members.get(EVERYBODY) ?? Number.POSITIVE_INFINITY
    const agents = members.has(EVERYBODY) ? this.#readers.keys() : members.keys()
    for (const agent of agents) {
      const since = Math.min(members.get(agent) ?? Number.POSITIVE_INFINITY, everybodySince)
      if (since === seq) withEarlier ??= earlier.map(each => eventFrame(each)).join('') + event
      const frames = since === seq && withEarlier !== undefined ? withEarlier : event
      for (const reader of this.#readers.get(agent) ?? []) reader.offer(seq, frames)
    }
  }

  /** Ends every stream. */
  endAll(): void {
    for (const reader of this.#all()) reader.end()
  }

  close(): void {
    clearInterval(this.#heart)
    this.endAll()
  }

  *#all(): Iterable<StreamReader> {
    for (const readers of this.#readers.values()) yield* readers
  }
}
