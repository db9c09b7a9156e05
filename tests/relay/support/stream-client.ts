import { get, type IncomingMessage } from 'node:http'
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

  constructor(readonly response: IncomingMessage) {
    const parser = createParser({
      onEvent: ({ event, id, data }) =>
        this.messages.push({ event: event ?? '', id, data: JSON.parse(data) }),
      onComment: () => this.comments++,
    })
    response.setEncoding('utf8')
    response.on('data', text => parser.feed(text))
    response.on('end', () => {
      this.ended = true
    })
    // Broken is ended as well, but `ended` says that the server meant it.
    response.on('error', () => {})
  }

  static async open(
    base: string,
    token: string,
    { cursor, browser }: { cursor?: string | undefined; browser?: string | undefined } = {},
  ): Promise<StreamClient> {
    const headers: Record<string, string> = { authorization: `Bearer ${token}` }
    if (cursor !== undefined) headers['last-event-id'] = cursor
    const query = browser === undefined ? '' : `?browser=${browser}`
    return StreamClient.openUrl(`${base}/stream${query}`, headers)
  }

  /** Over a connection of its own: a pool opens some ahead, and a server waits for them at its end. */
  static async openUrl(url: string, headers: Record<string, string> = {}): Promise<StreamClient> {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      get(url, { headers, agent: false }, resolve).on('error', reject)
    })
    return new StreamClient(response)
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
    this.response.destroy()
  }
}
