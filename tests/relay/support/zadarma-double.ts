import { createHash, createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ZADARMA_SECRET } from './zadarma-notice.js'

export const ZADARMA_KEY = 'test-key'

/** Zadarma's API for click-to-call: takes what is signed rightly, and says what it was asked. */
export class ZadarmaDouble {
  readonly callbacks: { from: string; to: string }[] = []
  refused = 0
  /** What it does with a rightly signed request. */
  mood: 'well' | 'refuses' | 'hangs up' | 'talks nonsense' | 'redirects' = 'well'
  /** Runs before the answer is sent: the vendor's webhooks may be faster than its answer. */
  beforeAnswer: (from: string, to: string) => Promise<void> = async () => {}
  readonly #server: Server
  url = ''

  constructor() {
    this.#server = createServer(async (request, response) => {
      const url = new URL(request.url ?? '/', 'http://double')
      const parameters = [...url.searchParams].sort(([a], [b]) => (a < b ? -1 : 1))
      const query = new URLSearchParams(parameters).toString()
      const md5 = createHash('md5').update(query).digest('hex')
      const hmac = createHmac('sha1', ZADARMA_SECRET).update(url.pathname + query + md5)
      const expected = `${ZADARMA_KEY}:${Buffer.from(hmac.digest('hex')).toString('base64')}`
      const answer = (status: number, body: unknown) => {
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(typeof body === 'string' ? body : JSON.stringify(body))
      }
      if (request.headers.authorization !== expected) {
        this.refused++
        return answer(401, { status: 'error', message: 'Not authorized' })
      }
      if (request.method !== 'GET' || url.pathname !== '/v1/request/callback/') {
        return answer(404, { status: 'error', message: 'Wrong method' })
      }
      const from = url.searchParams.get('from') ?? ''
      const to = url.searchParams.get('to') ?? ''
      if (this.mood === 'hangs up') return request.socket.destroy()
      if (this.mood === 'talks nonsense') return answer(200, '<html>')
      if (this.mood === 'refuses') return answer(400, { status: 'error', message: 'No money' })
      if (this.mood === 'redirects') {
        response.writeHead(302, { location: `${this.url}/elsewhere` })
        return response.end()
      }
      this.callbacks.push({ from, to })
      await this.beforeAnswer(from, to)
      answer(200, { status: 'success', from, to, time: 1_435_573_082 })
    })
  }

  async open(): Promise<this> {
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve))
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
    return this
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise(resolve => this.#server.close(resolve))
  }
}
