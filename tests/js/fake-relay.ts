import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Call, CallEvent, Contact } from '../../js-shim/src/types.js'
import { makeEvent } from './make-call.js'

/** Deals with one stream request instead of the relay; `true` when it has. */
export type Fault = (request: IncomingMessage, response: ServerResponse) => void

/** A small HTTP server that speaks the relay's side of the protocol, and breaks it on demand. */
export async function startFakeRelay() {
  const streams = new Set<ServerResponse>()
  /** Stream requests as they came. */
  const opened: {
    url: string | undefined
    lastEventId: string | undefined
    authorization: string | undefined
    at: number
  }[] = []
  const posts: { url: string; body: Record<string, unknown>; authorization?: string }[] = []
  const faults: Fault[] = []
  const log: CallEvent[] = []
  let calls: Call[] = []
  const relay = {
    url: '',
    /** For a server that has the relay below an address of its own. */
    handle: (_request: IncomingMessage, _response: ServerResponse): void => {},
    token: 'token-1',
    streams,
    opened,
    posts,
    /** Each takes one of the next stream requests. */
    faults,
    /** What the next POST is answered with instead. */
    refusal: null as { status: number; body: unknown } | null,
    /** Calls of the next snapshot. */
    setCalls(next: Call[]) {
      calls = next
    },
    /** Adds the event to the log and sends it to all streams. */
    publish(event: CallEvent) {
      log.push(event)
      for (const stream of streams) write(stream, event, log.length)
    },
    /** Only adds it: a stream that comes back with its cursor gets it. */
    remember(event: CallEvent) {
      log.push(event)
    },
    cut() {
      for (const stream of streams) stream.destroy()
    },
    async close() {
      relay.cut()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }

  const write = (stream: ServerResponse, event: CallEvent, id: number) =>
    stream.write(`event: call_event\nid: ${id}\ndata: ${JSON.stringify(event)}\n\n`)

  function stream(request: IncomingMessage, response: ServerResponse) {
    const lastEventId = request.headers['last-event-id'] as string | undefined
    const { url, headers } = request
    opened.push({ url, lastEventId, authorization: headers.authorization, at: Date.now() })
    const fault = faults.shift()
    if (fault) return fault(request, response)
    if (request.headers.authorization !== `Bearer ${relay.token}`) return answer(response, 401, {})
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    streams.add(response)
    response.on('close', () => streams.delete(response))
    if (lastEventId === undefined) {
      response.write(`event: snapshot\nid: ${log.length}\ndata: ${JSON.stringify({ calls })}\n\n`)
      return
    }
    response.write(':\n\n')
    for (const [at, event] of log.entries()) {
      if (at >= Number(lastEventId)) write(response, event, at + 1)
    }
  }

  async function post(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>
    const url = decodeURIComponent(request.url ?? '')
    posts.push({ url, body, authorization: request.headers.authorization })
    const { refusal } = relay
    relay.refusal = null
    if (refusal) return answer(response, refusal.status, refusal.body)
    if (request.headers.authorization !== `Bearer ${relay.token}`) {
      return answer(response, 401, { error: { code: 'unauthorized', detail: 'the token is old' } })
    }
    const contact = body.contact as Contact | undefined
    if (url === '/calls') {
      const callId = `dk_${posts.length}`
      answer(response, 202, { callId })
      const { to } = body as { to: string }
      relay.publish(makeEvent({ callId, type: 'dialing', direction: 'outbound', from: '101', to }))
      return
    }
    const callId = /^\/calls\/(.+)\/contact$/.exec(url)?.[1] ?? ''
    answer(response, 202, { callId })
    const id = `identified-${posts.length}`
    relay.publish(makeEvent({ id, callId, type: 'identified', contact }))
  }

  const handle = (request: IncomingMessage, response: ServerResponse) => {
    response.on('error', () => {})
    if (request.url?.split('?')[0] === '/stream') stream(request, response)
    else void post(request, response)
  }
  relay.handle = handle
  const server = createServer(handle)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  relay.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return relay
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(body))
}

export type FakeRelay = Awaited<ReturnType<typeof startFakeRelay>>
