import { EVERYBODY } from '../calls/audience.js'
import type { StoredEvent } from '../store/all-events.js'
import { eventFrame } from './stream-frames.js'
import type { StreamReader } from './stream-reader.js'

const HEARTBEAT_MS = 15_000

/** Hands stored events to the streams of those who see the call. */
export class StreamHub {
  /** By tenant, and of a tenant by agent. */
  readonly #readers = new Map<string, Map<string, Set<StreamReader>>>()
  readonly #heart: NodeJS.Timeout
  #size = 0

  constructor(heartbeatMs = HEARTBEAT_MS) {
    this.#heart = setInterval(() => {
      for (const reader of this.#all()) reader.beat()
    }, heartbeatMs)
    this.#heart.unref()
  }

  /** Resolves when no older stream of the same browser is open any more. */
  async add(reader: StreamReader): Promise<void> {
    const { tenant, agent, browser } = reader
    const ofTenant = this.#readers.get(tenant) ?? new Map<string, Set<StreamReader>>()
    this.#readers.set(tenant, ofTenant)
    const readers = ofTenant.get(agent) ?? new Set()
    const older = [...readers].filter(each => browser && each.browser === browser)
    ofTenant.set(agent, readers.add(reader))
    this.#size++
    await Promise.all(older.map(each => each.replace()))
  }

  remove(reader: StreamReader): void {
    const ofTenant = this.#readers.get(reader.tenant)
    const readers = ofTenant?.get(reader.agent)
    if (readers?.delete(reader)) this.#size--
    if (readers?.size === 0) ofTenant?.delete(reader.agent)
    if (ofTenant?.size === 0) this.#readers.delete(reader.tenant)
  }

  publish({ seq, tenant, body, members, earlier }: StoredEvent): void {
    const readers = this.#readers.get(tenant)
    if (!readers) return
    // The text is made once, however many read it.
    const event = eventFrame(body, seq)
    let withEarlier: string | undefined
    const everybodySince = members.get(EVERYBODY) ?? Number.POSITIVE_INFINITY
    const agents = members.has(EVERYBODY) ? readers.keys() : members.keys()
    for (const agent of agents) {
      const since = Math.min(members.get(agent) ?? Number.POSITIVE_INFINITY, everybodySince)
      if (since === seq) withEarlier ??= earlier.map(each => eventFrame(each)).join('') + event
      const frames = since === seq && withEarlier !== undefined ? withEarlier : event
      for (const reader of readers.get(agent) ?? []) reader.offer(seq, frames)
    }
  }

  /** How many streams are open. */
  get size(): number {
    return this.#size
  }

  /** Ends every stream of a tenant. */
  endTenant(tenant: string): void {
    for (const readers of this.#readers.get(tenant)?.values() ?? []) {
      for (const reader of readers) reader.end()
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
    for (const ofTenant of this.#readers.values()) {
      for (const readers of ofTenant.values()) yield* readers
    }
  }
}
