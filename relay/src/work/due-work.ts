const PAGE = 50
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 60_000
// So many pieces failed at their first attempt without a success between them: the other side is
// away. One that failed before says nothing; there may be something against it alone.
const FAILURES_MEAN_AWAY = 3
// A side that seems to be away is tried at most so often, with a piece that was never tried if
// there is one.
const PROBE_MS = 2000

// Stands among the ids for the database itself.
const DATABASE = ''

interface Pause {
  failures: number
  /** ms since 1970, UTC, by the system's clock. */
  until: number
}

/** Something that has to reach the CRM. */
export interface DueItem {
  /** What its pauses are kept by; never empty. */
  id: string
  /** Above 0; the oldest has the smallest. */
  order: number
}

/** A durable queue: what is due stands in the database. */
export interface DueQueue<Item extends DueItem, Answer> {
  /** What is due and comes after `order`, oldest first. */
  due(order: number, limit: number): Promise<Item[]>
  /** Resolves when the other side has it; a rejection has it tried again after a pause. */
  carry(item: Item): Promise<Answer>
  /** Writes down that it is no longer due. Fails only with the database. */
  done(item: Item, answer: Answer): Promise<void>
}

/**
 * Carries out what is due, oldest first, one at a time, until it is done, however long the other
 * side is away. Only the pauses are in memory, so a restart tries everything at once.
 */
export class DueWork<Item extends DueItem = DueItem, Answer = unknown> {
  readonly #queue: DueQueue<Item, Answer>
  readonly #pauses = new Map<string, Pause>()
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | null = null
  #again = false
  /** First attempts that failed since the last success. */
  #failed = 0
  /** Runs that have met a side that seems to be away, since the last success. */
  #awayRuns = 0
  #lastRun = 0
  #closed = false
  /** Told of every failed attempt; the id is empty when the database failed. */
  onFailure: (id: string, cause: unknown) => void = () => {}

  constructor(queue: DueQueue<Item, Answer>) {
    this.#queue = queue
  }

  /** There may be something to do. */
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
      // A piece that the other side will not take cannot hold up those that were never tried.
      const there = await this.#pass(id => !this.#pauses.has(id))
      const over = (id: string) => (this.#pauses.get(id)?.until ?? 0) <= Date.now()
      const again = this.#pauses.size > 0
      if (!there || (again && !(await this.#pass(over)))) this.#awayRuns += 1
    } catch (cause) {
      // The database failed; nothing is lost, the next run reads what is due.
      this.#pause(DATABASE, cause)
    }
  }

  /** Does what is due and `wanted`; `false` as soon as the other side seems to be away. */
  async #pass(wanted: (id: string) => boolean): Promise<boolean> {
    for (let after = 0; ; ) {
      const due = await this.#queue.due(after, PAGE)
      for (const each of due) {
        after = each.order
        if (!wanted(each.id)) continue
        if (this.#closed || (!(await this.#carry(each)) && this.#away())) return false
      }
      if (due.length < PAGE) return true
    }
  }

  async #carry(item: Item): Promise<boolean> {
    let answer: Answer
    try {
      answer = await this.#queue.carry(item)
    } catch (cause) {
      if (!this.#pauses.has(item.id)) this.#failed += 1
      this.#pause(item.id, cause)
      return false
    }
    this.#pauses.delete(item.id)
    if (this.#away()) {
      // It is back: nobody waits for the end of a pause that was meant for its absence.
      this.#pauses.clear()
      this.#again = true
    }
    this.#failed = 0
    this.#awayRuns = 0
    await this.#queue.done(item, answer)
    return true
  }

  #pause(id: string, cause: unknown): void {
    const failures = (this.#pauses.get(id)?.failures ?? 0) + 1
    this.#pauses.set(id, { failures, until: Date.now() + pauseAfter(failures) })
    this.onFailure(id, cause)
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
