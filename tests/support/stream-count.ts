// Streams are counted where they end: at the relay's server, which runs in the test's process.
import { channel } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'

interface Request {
  request: IncomingMessage
  response: ServerResponse
}

/** Open streams at the relay, with the address of the page that each belongs to. */
export class StreamCount {
  readonly #channel = channel('http.server.request.start')
  readonly #open = new Map<ServerResponse, string>()
  /** The most that were open together: there must never be two. */
  most = 0
  /** `performance.now()` of the latest opening and end, ms. */
  openedAt = 0
  endedAt = 0
  opened = 0

  constructor() {
    this.#channel.subscribe(this.#see)
  }

  /** The pages whose streams are open. */
  get pages(): string[] {
    return [...this.#open.values()]
  }

  close(): void {
    this.#channel.unsubscribe(this.#see)
  }

  readonly #see = (message: unknown) => {
    const { request, response } = message as Request
    if (!/\/stream(\?|$)/.test(request.url ?? '')) return
    const { writeHead } = response
    response.writeHead = ((status: number, ...rest: []) => {
      if (status === 200) this.#opens(request, response)
      return writeHead.call(response, status, ...rest)
    }) as typeof writeHead
  }

  #opens(request: IncomingMessage, response: ServerResponse): void {
    this.openedAt = performance.now()
    this.opened++
    this.#open.set(response, request.headers.referer ?? '')
    this.most = Math.max(this.most, this.#open.size)
    response.once('close', () => {
      this.endedAt = performance.now()
      this.#open.delete(response)
    })
  }
}
