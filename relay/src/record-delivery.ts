import type { CrmPort } from './crm-port.js'
import { type DueRecord, dueRecords, markSaved } from './store/calls.js'
import type { Store } from './store/schema.js'

const PAGE = 50
const SAVE_TIMEOUT_MS = 10_000
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 60_000
// So many records failed without a success between them: the CRM is away, not a record wrong.
const FAILURES_MEAN_AWAY = 3

// Stands among the call ids for the database itself.
const DATABASE = ''

interface Pause {
  failures: number
  /** ms since 1970, UTC, by the system's clock. */
  until: number
}

/**
 * Brings records to the CRM, oldest first, one at a time, until it has them. What is due stands in
 * the database; only the pauses are in memory, so a restart tries everything at once.
 */
export class RecordDelivery {
  readonly #store: Store
  readonly #crm: CrmPort
  readonly #pauses = new Map<string, Pause>()
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | null = null
  #again = false
  /** The records that failed since the last success. */
  readonly #failed = new Set<string>()
  #closed = false
  /** Told of every failed attempt. */
  onFailure: (callId: string, cause: unknown) => void = () => {}

  constructor(store: Store, crm: CrmPort) {
    this.#store = store
    this.#crm = crm
  }

  /** There may be something to deliver. */
  wake(): void {
    // Each new record would be one more attempt at a CRM that is known to be away.
    if (this.#away() && this.#timer) return
    this.#start()
  }

  #away(): boolean {
    return this.#failed.size >= FAILURES_MEAN_AWAY
  }

  #start(): void {
    if (this.#closed) return
    if (this.#running) {
      this.#again = true
      return
    }
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#running = this.#run().finally(() => {
      this.#running = null
      if (this.#again) {
        this.#again = false
        this.#start()
      } else {
        this.#sleep()
      }
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    await this.#running
  }

  async #run(): Promise<void> {
    try {
      this.#pauses.delete(DATABASE)
      for (let after = 0; !this.#closed; ) {
        const due = await dueRecords(this.#store, after, PAGE)
        for (const each of due) {
          after = each.recordSeq
          if ((this.#pauses.get(each.callId)?.until ?? 0) > Date.now()) continue
          if (this.#closed) return
          if (!(await this.#deliver(each)) && this.#away()) return
        }
        if (due.length < PAGE) return
      }
    } catch (cause) {
      // The database failed; nothing is lost, the next run reads what is due.
      this.#pause(DATABASE, cause)
    }
  }

  async #deliver({ callId, recordSeq, record }: DueRecord): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('the CRM did not answer')), SAVE_TIMEOUT_MS)
    })
    try {
      await Promise.race([(async () => this.#crm.saveCall(record))(), tooLate])
    } catch (cause) {
      this.#failed.add(callId)
      this.#pause(callId, cause)
      return false
    } finally {
      clearTimeout(timer)
    }
    this.#pauses.delete(callId)
    if (this.#away()) {
      // The CRM is back: nobody waits for the end of a pause that was meant for its absence.
      this.#pauses.clear()
      this.#again = true
    }
    this.#failed.clear()
    await this.#store.transaction().execute(store => markSaved(store, callId, recordSeq))
    return true
  }

  #pause(callId: string, cause: unknown): void {
    const failures = (this.#pauses.get(callId)?.failures ?? 0) + 1
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS)
    this.#pauses.set(callId, { failures, until: Date.now() + pause })
    this.onFailure(callId, cause)
  }

  #sleep(): void {
    if (this.#closed || this.#pauses.size === 0) return
    const next = Math.min(...[...this.#pauses.values()].map(pause => pause.until))
    // A pause that is over but was not reached (the run stopped early) waits for the next attempt.
    const wait = Math.max(next - Date.now(), FIRST_PAUSE_MS)
    this.#timer = setTimeout(() => this.#start(), wait)
    this.#timer.unref()
  }
}
