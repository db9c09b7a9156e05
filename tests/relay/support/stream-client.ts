import { setTimeout as sleep } from 'node:timers/promises'
import { createParser } from 'eventsource-parser'
import type { Call, CallEvent } from '../../../js-shim/src/types.js'

export interface Message {
  event: string
  /** `undefined` when the message had none. */
  id: string | undefined
  data: CallEvent & { calls: Call[] }
}

/** Reads a stream as a page would, and keeps all that was said. */
export class StreamClient {
  readonly messages: Message[] = []
  comments = 0
  ended = false
  readonly #abort = new AbortController()

  constructor(readonly response: Response) {
    void this.#read()
  }

  static async open(base: string, token: string, cursor?: string): Promise<StreamClient> {
    const headers: Record<string, string> = { authorization: `Bearer ${token}` }
    if (cursor !== undefined) headers['last-event-id'] = cursor
    return new StreamClient(await fetch(`${base}/stream`, { headers }))
  }

  get events(): Message[] {
    return this.messages.filter(message => message.event === 'call_event')
  }

  /** `type@agent` of each event, in order: short to compare. */
  get told(): string[] {
    return this.events.map(({ data }) => `${data.type}@${data.agent}`)
  }

  get cursor(): string | undefined {
    return this.messages.findLast(message => message.id !== undefined)?.id
  }

  /** Waits until `enough` holds; says what was told when it does not come to that. */
  async until(enough: (client: StreamClient) => boolean, timeoutMs = 5000): Promise<this> {
    const end = Date.now() + timeoutMs
    while (!enough(this)) {
      if (Date.now() > end) {
        throw new Error(`the stream did not say it; it said ${JSON.stringify(this.messages)}`)
      }
      await sleep(5)
    }
    return this
  }

  close(): void {
    this.#abort.abort()
  }

  async #read(): Promise<void> {
    const parser = createParser({
      onEvent: ({ event, id, data }) =>
        this.messages.push({ event: event ?? '', id, data: JSON.parse(data) }),
      onComment: () => this.comments++,
    })
    const decoder = new TextDecoder()
    try {
      const reader = this.response.body?.getReader()
      this.#abort.signal.addEventListener('abort', () => reader?.cancel())
      for (;;) {
        const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
        if (done) break
        parser.feed(decoder.decode(value, { stream: true }))
      }
    } catch {
      // The connection broke: for a stream an end like any other.
    }
    this.ended = true
  }
}
