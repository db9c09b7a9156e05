import type { CallRecord } from '../types.js'

/** Waits between the tries, ms; after the last one the record is given up and reported. */
const WAITS = [1_000, 2_000, 5_000, 15_000, 60_000]
/** Records that wait at most; the relay has them too, so the oldest may go. */
const MOST_WAITING = 200

export interface Outbox {
  /** Delivers the record until it was taken. A newer record of the same call takes its place. */
  put(record: CallRecord): void
  /** Something changed (a hook arrived): tries what waits at once. */
  wake(): void
  dispose(): void
}

export interface OutboxOptions {
  /** Whether there is somebody to deliver to; until then records wait without trying. */
  open(): boolean
  /** Resolves when the record was taken. */
  deliver(record: CallRecord): Promise<void>
  /** A try failed; `last` when there will be no other. */
  failed(record: CallRecord, error: unknown, last: boolean): void
  waits?: number[]
}

interface Waiting {
  record: CallRecord
  tries: number
  timer?: ReturnType<typeof setTimeout>
}

/** Keeps records in memory until the host took them. */
export function createOutbox(options: OutboxOptions): Outbox {
  const waits = options.waits ?? WAITS
  const waiting = new Map<string, Waiting>()
  const delivering = new Set<string>()
  let disposed = false

  async function tryNow(callId: string): Promise<void> {
    const entry = waiting.get(callId)
    // One delivery a call at a time: the older record must not arrive after the newer one.
    if (!entry || disposed || !options.open() || delivering.has(callId)) return
    clearTimeout(entry.timer)
    delivering.add(callId)
    try {
      await options.deliver(entry.record)
      if (waiting.get(callId) === entry) waiting.delete(callId)
    } catch (error) {
      if (!disposed && waiting.get(callId) === entry) retry(entry, error)
    }
    delivering.delete(callId)
    if (!disposed && waiting.get(callId) !== entry) void tryNow(callId)
  }

  function retry(entry: Waiting, error: unknown): void {
    const { callId } = entry.record
    const wait = waits[entry.tries]
    entry.tries += 1
    if (wait === undefined) waiting.delete(callId)
    else entry.timer = setTimeout(() => void tryNow(callId), wait)
    options.failed(entry.record, error, wait === undefined)
  }

  return {
    put(record) {
      if (disposed) return
      clearTimeout(waiting.get(record.callId)?.timer)
      waiting.delete(record.callId)
      const [oldest] = waiting.keys()
      if (oldest !== undefined && waiting.size >= MOST_WAITING) {
        clearTimeout(waiting.get(oldest)?.timer)
        waiting.delete(oldest)
      }
      waiting.set(record.callId, { record, tries: 0 })
      void tryNow(record.callId)
    },
    wake() {
      for (const callId of [...waiting.keys()]) void tryNow(callId)
    },
    dispose() {
      disposed = true
      for (const { timer } of waiting.values()) clearTimeout(timer)
      waiting.clear()
    },
  }
}
