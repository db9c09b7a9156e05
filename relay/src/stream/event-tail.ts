import { eventsAfter, newestOfAll, type StoredEvent } from '../store/all-events.js'
import type { Database } from '../store/schema.js'

const PAGE = 200
// A wake can be lost: when a commit's answer was, and with another process on SQLite.
const LOOK_EVERY_MS = 5000

/** Hands on every event once, in the order of `seq`, whichever process stored it. */
export class EventTail {
  readonly #database: Database
  readonly #onEvent: (event: StoredEvent) => void
  readonly #timer: NodeJS.Timeout
  #last: number
  #running: Promise<void> | null = null
  #again = false
  #closed = false
  /** Told when a look has failed; the next one reads what this one did not. */
  onFailure: (cause: unknown) => void = () => {}

  private constructor(database: Database, last: number, onEvent: (event: StoredEvent) => void) {
    this.#database = database
    this.#last = last
    this.#onEvent = onEvent
    this.#timer = setInterval(() => this.wake(), LOOK_EVERY_MS)
    this.#timer.unref()
  }

  /** From the newest event on. */
  static async open(database: Database, onEvent: (event: StoredEvent) => void): Promise<EventTail> {
    return new EventTail(database, await newestOfAll(database), onEvent)
  }

  /** There may be something new. */
  wake(): void {
    if (this.#closed) return
    this.#again = true
    this.#running ??= this.#run().finally(() => {
      this.#running = null
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#timer)
    await this.#running
  }

  async #run(): Promise<void> {
    try {
      while (this.#again && !this.#closed) {
        this.#again = false
        const events = await eventsAfter(this.#database, this.#last, PAGE)
        for (const event of events) {
          this.#last = event.seq
          this.#onEvent(event)
        }
        if (events.length === PAGE) this.#again = true
      }
    } catch (cause) {
      this.onFailure(cause)
    }
  }
}
