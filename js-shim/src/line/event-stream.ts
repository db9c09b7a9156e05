import { createParser } from 'eventsource-parser'
import { backoff, pause } from './backoff.js'
import { Deadline } from './deadline.js'

/** A message of the stream. */
export interface StreamMessage {
  type: string
  data: string
}

export interface EventStreamOptions {
  /** Opens one connection; `lastEventId` is `''` when everything is wanted anew. */
  connect(lastEventId: string, signal: AbortSignal): Promise<Response>
  /** Called on 401; the next try follows at once when it resolves. */
  renew(): Promise<void>
  /** Must not throw. */
  message(message: StreamMessage): void
  connected(response: Response): void
  lost(): void
  /** It is refused again and again: the set-up is wrong. Called once for such a time. */
  refused(why: 'unauthorized' | 'refused'): void
  /** Silence after which a connection counts as dead, ms. The relay's heart beats every 15 s. */
  stallMs?: number
}

/** One message larger than this is no snapshot of calls, UTF-16 units. */
const LARGEST_MESSAGE = 4 * 1024 * 1024

/** So many refusals in a row are no passing trouble, such as a relay that is being started. */
const SURELY_REFUSED = 8

const CURSOR = /^[\x21-\x7e]{1,200}$/

/** Wait after an answer that will be the same next time (404, 403, a token refused twice), ms. */
const REFUSED_WAIT = 30_000

/** A connection that lasted this long counts as a good one, ms; a shorter one as one more failure. */
const STEADY = 5_000

/**
 * Server-Sent Events over fetch: with a bearer token, and back after anything. (The browser's own
 * EventSource takes no header and gives up for good after one 503.)
 */
export class EventStream {
  readonly #options: EventStreamOptions
  readonly #closed = new AbortController()
  #lastEventId = ''
  #wake = () => {}

  constructor(options: EventStreamOptions) {
    this.#options = options
    globalThis.addEventListener?.('online', this.#online, { signal: this.#closed.signal })
    void this.#run()
  }

  close(): void {
    this.#closed.abort()
  }

  readonly #online = () => this.#wake()

  async #run(): Promise<void> {
    const { signal } = this.#closed
    let failures = 0
    let renewed = false
    while (!signal.aborted) {
      const end = await this.#connection(signal)
      if (signal.aborted) return
      this.#options.lost()
      if (end === 'unauthorized' && !renewed) {
        renewed = true
        // When it fails, the next try says 401 again, and time has passed.
        if (
          await this.#options.renew().then(
            () => true,
            () => false,
          )
        )
          continue
      } else {
        renewed = false
      }
      failures = end === 'worked' ? 1 : failures + 1
      const refused = end === 'refused' || end === 'unauthorized'
      if (refused && failures === SURELY_REFUSED) this.#options.refused(end)
      const wait = refused && failures >= SURELY_REFUSED ? REFUSED_WAIT : backoff(failures)
      await pause(wait, signal, wake => {
        this.#wake = wake
      })
    }
  }

  /** One connection from its request to its end, whatever that is. */
  async #connection(
    signal: AbortSignal,
  ): Promise<'worked' | 'failed' | 'unauthorized' | 'refused'> {
    const deadline = new Deadline(signal, this.#options.stallMs ?? 45_000)
    const startedAt = Date.now()
    try {
      const response = await this.#options.connect(this.#lastEventId, deadline.signal)
      if (response.status === 401) return 'unauthorized'
      const type = (response.headers.get('content-type') ?? '').toLowerCase()
      if (!response.ok || !response.body || !type.startsWith('text/event-stream')) {
        await response.body?.cancel()
        if (response.status === 400 || response.status === 431) this.#lastEventId = ''
        return response.status === 403 || response.status === 404 ? 'refused' : 'failed'
      }
      this.#options.connected(response)
      const parser = createParser({
        maxBufferSize: LARGEST_MESSAGE,
        onEvent: ({ id, event, data }) => {
          // It goes back in a header: what cannot stand there would break every later connection.
          if (id !== undefined) this.#lastEventId = CURSOR.test(id) ? id : ''
          this.#options.message({ type: event ?? 'message', data })
        },
      })
      const decoder = new TextDecoder()
      const reader = response.body.getReader()
      // Node forgets a request's signal once its response is here (nodejs/undici#3644).
      deadline.signal.addEventListener('abort', () => void reader.cancel().catch(() => {}))
      for (;;) {
        const { done, value } = await reader.read()
        if (done || signal.aborted) break
        deadline.extend()
        parser.feed(decoder.decode(value, { stream: true }))
      }
    } catch {
      // Refused, reset, cut, stalled or unreadable: all the same, another connection is made.
    } finally {
      deadline.end()
    }
    return Date.now() - startedAt > STEADY ? 'worked' : 'failed'
  }
}
