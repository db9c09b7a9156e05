import type { ServerResponse } from 'node:http'
import { liveCalls } from '../store/calls.js'
import { areMoreAfter, earlierEvents, newestSeq, visibleEvents } from '../store/events.js'
import { purgedTo } from '../store/purges.js'
import type { Store } from '../store/schema.js'
import { eventFrame, HEARTBEAT, REPLACED, snapshotFrame } from './stream-frames.js'

// Unsent text of one connection; past it the connection is dropped and resumes by its cursor.
const MOST_UNSENT_BYTES = 1024 * 1024
const PAGE = 200
// A cursor further back costs more than a snapshot, which says all that still matters.
const MOST_REPLAYED = 5000
const DRAIN_TIMEOUT_MS = 30_000
// Heart-beats in a row in which the other side took nothing.
const MOST_STALLED_BEATS = 3
// A replaced connection that takes its last word no sooner is cut.
const REPLACED_TIMEOUT_MS = 500
// A call of which nothing was heard for so long lost its end.
const LIVE_FOR_MS = 24 * 60 * 60_000

/**
 * One agent's stream. It reads from the database until it has caught up and is then handed events
 * as they are stored. No event falls between: one that is handed over during a read is noticed
 * (`#behind`) and read; one that was read and is then handed over as well is known by its `seq`.
 */
export class StreamReader {
  readonly #store: Store
  readonly #response: ServerResponse
  #cursor = 0
  #started = false
  #replaced = false
  #live = false
  #behind = false
  #stalledBeats = 0

  constructor(
    store: Store,
    readonly tenant: string,
    readonly agent: string,
    response: ServerResponse,
    /** Which of the agent's browsers it is, if that was said: each has one stream. */
    readonly browser?: string,
  ) {
    this.#store = store
    this.#response = response
  }

  /**
   * @param cursor - The `Last-Event-ID` of the reader, if it has one that can be a cursor.
   * @param now - ms since 1970, UTC.
   * @throws When the database fails; the stream is then of no use.
   */
  async start(cursor: number | null, now: number): Promise<void> {
    this.#started = true
    if (this.#replaced) {
      this.#response.end(REPLACED)
      return
    }
    const newest = await newestSeq(this.#store)
    const known =
      cursor !== null &&
      cursor <= newest &&
      cursor >= (await purgedTo(this.#store)) &&
      !(await areMoreAfter(this.#store, cursor, MOST_REPLAYED))
    if (known) {
      this.#cursor = cursor
      // So that the other side sees the stream open even when there is nothing to say.
      this.#write(HEARTBEAT)
    } else {
      await this.#snapshot(now)
    }
    await this.#catchUp()
  }

  /** A committed event that this agent sees. `frames` is what is sent, `seq` its cursor. */
  offer(seq: number, frames: string): void {
    if (seq <= this.#cursor) return
    if (!this.#live) {
      this.#behind = true
      return
    }
    this.#cursor = seq
    this.#write(frames)
    if (this.#response.writableLength > MOST_UNSENT_BYTES) this.close()
  }

  beat(): void {
    this.#stalledBeats = this.#response.writableLength > 0 ? this.#stalledBeats + 1 : 0
    if (this.#stalledBeats >= MOST_STALLED_BEATS) this.close()
    else if (this.#live) this.#write(HEARTBEAT)
  }

  /** Ends a stream in good order; the other side resumes elsewhere or later. */
  end(): void {
    this.#live = false
    this.#response.end()
  }

  close(): void {
    this.#live = false
    this.#response.destroy()
  }

  /** Makes way for a newer stream of its browser; resolves when it is closed. */
  async replace(): Promise<void> {
    this.#live = false
    this.#replaced = true
    const timer = setTimeout(() => this.close(), REPLACED_TIMEOUT_MS)
    const closed = new Promise(resolve => this.#response.once('close', resolve))
    // One that still waits for an older one to close has its last word when it starts.
    if (this.#started && !this.#response.writableEnded) this.#response.end(REPLACED)
    await closed
    clearTimeout(timer)
  }

  async #snapshot(now: number): Promise<void> {
    // In this order: what is stored in between is in the calls and comes once more as an event.
    const seq = await newestSeq(this.#store)
    const calls = await liveCalls(this.#store, this.agent, now - LIVE_FOR_MS)
    this.#cursor = seq
    this.#write(snapshotFrame(seq, calls))
  }

  async #catchUp(): Promise<void> {
    while (!this.#response.destroyed && !this.#response.writableEnded) {
      this.#behind = false
      const events = await visibleEvents(this.#store, this.agent, this.#cursor, PAGE)
      for (const { seq, callId, body, joins } of events) {
        const earlier = joins ? await earlierEvents(this.#store, callId, seq) : []
        this.#write(earlier.map(each => eventFrame(each)).join('') + eventFrame(body, seq))
        this.#cursor = seq
        await this.#drained()
      }
      if (events.length < PAGE && !this.#behind) {
        this.#live = true
        return
      }
    }
  }

  #write(text: string): void {
    if (this.#response.destroyed || this.#response.writableEnded) return
    this.#response.write(text)
  }

  async #drained(): Promise<void> {
    const response = this.#response
    if (!response.writableNeedDrain) return
    await new Promise<void>(resolve => {
      const done = () => {
        clearTimeout(timer)
        response.off('drain', done).off('close', done)
        resolve()
      }
      const timer = setTimeout(() => {
        this.close()
        done()
      }, DRAIN_TIMEOUT_MS)
      response.on('drain', done).on('close', done)
    })
  }
}
