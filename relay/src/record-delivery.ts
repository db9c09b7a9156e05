import type { CrmPort } from './crm-port.js'
import { type DueRecord, dueRecords, markSaved } from './store/calls.js'
import type { Store } from './store/schema.js'

const PAGE = 50
const SAVE_TIMEOUT_MS = 10_000
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 60_000
// So many records failed at their first attempt without a success between them: the CRM is away.
// One that failed before says nothing; the CRM may have something against it alone.
const FAILURES_MEAN_AWAY = 3
// A CRM that seems to be away is tried at most so often, with a record that was never tried if
// there is one.
const PROBE_MS = 2000

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
  /** First attempts that failed since the last success. */
  #failed = 0
  /** Runs that have met a CRM that seems to be away, since the last success. */
  #awayRuns = 0
  #lastRun = 0
  #closed = false
  /** Told of every failed attempt. */
  onFailure: (callId: string, cause: unknown) => void = () => {}

  constructor(store: Store, crm: CrmPort) {
    this.#store = store
    this.#crm = crm
  }

  /** There may be something to deliver. */
  wake(): void {
    if (!this.#away()) this.#start()
    else if (!this.#running) this.#sleep(this.#lastRun + PROBE_MS)
  }

  #away(): boolean {
    return this.#failed >= FAILURES_MEAN_AWAY
  }

  #start(): void {
    if (this.#closed) return
    if (this.#running) {
      this.#again = true
      return
    }
    clearTimeout(this.#timer)
    this.#lastRun = Date.now()
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
      // A record that the CRM will not take cannot hold up those that were never tried.
      const there = await this.#pass(callId => !this.#pauses.has(callId))
      const over = (callId: string) => (this.#pauses.get(callId)?.until ?? 0) <= Date.now()
      if (!there || !(await this.#pass(over))) this.#awayRuns += 1
    } catch (cause) {
      // The database failed; nothing is lost, the next run reads what is due.
      this.#pause(DATABASE, cause)
    }
  }

  /** Delivers what is due and `wanted`; `false` as soon as the CRM seems to be away. */
  async #pass(wanted: (callId: string) => boolean): Promise<boolean> {
    for (let after = 0; ; ) {
      const due = await dueRecords(this.#store, after, PAGE)
      for (const each of due) {
        after = each.recordSeq
        if (!wanted(each.callId)) continue
        if (this.#closed || (!(await this.#deliver(each)) && this.#away())) return false
      }
      if (due.length < PAGE) return true
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
      if (!this.#pauses.has(callId)) this.#failed += 1
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
    this.#failed = 0
    this.#awayRuns = 0
    await this.#store.transaction().execute(store => markSaved(store, callId, recordSeq))
    return true
  }

  #pause(callId: string, cause: unknown): void {
    const failures = (this.#pauses.get(callId)?.failures ?? 0) + 1
    this.#pauses.set(callId, { failures, until: Date.now() + pauseAfter(failures) })
    this.onFailure(callId, cause)
  }

  /** @param latest - Not longer than until then, in ms since 1970. */
  #sleep(latest = Number.POSITIVE_INFINITY): void {
    if (this.#closed || this.#pauses.size === 0) return
    const next = this.#away()
      ? this.#lastRun + pauseAfter(this.#awayRuns)
      : Math.min(...[...this.#pauses.values()].map(pause => pause.until))
    // A pause that is over but was not reached (the run stopped early) waits for the next attempt.
    const wait = Math.max(Math.min(next, latest) - Date.now(), FIRST_PAUSE_MS)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#start(), wait)
    this.#timer.unref()
  }
}

/** Milliseconds to wait after so many failures in a row. */
function pauseAfter(failures: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** Math.max(failures - 1, 0), LONGEST_PAUSE_MS)
}
