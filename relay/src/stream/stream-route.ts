import type { OutgoingHttpHeaders } from 'node:http'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { AgentGuard } from '../agents/agent-guard.js'
import type { Store } from '../store/schema.js'
import type { StreamHub } from './stream-hub.js'
import { StreamReader } from './stream-reader.js'

export interface StreamDeps {
  guard: AgentGuard<{ id: string; store: Store }>
  hub: StreamHub
  now: () => number
}

/** The cursor of `Last-Event-ID`; `null` for anything that can be none. */
function readCursor(header: unknown): number | null {
  return typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : null
}

/** So that a name cannot weigh on the server. */
const LONGEST_NAME = 100

/** The name that a browser gave itself; another's is of no use, since it ends only its own agent's streams. */
function readBrowser(query: unknown): string | undefined {
  const { browser } = query as { browser?: unknown }
  return typeof browser === 'string' && browser.length <= LONGEST_NAME ? browser : undefined
}

/**
 * An agent's events as Server-Sent Events. The token counts at the beginning: a stream does not end
 * when it expires.
 *
 * Only the framing is better-sse's. Its sessions give every event an id, which an event from before
 * the agent joined must not have; they serialise it anew for every reader; and they know no bound
 * for a reader that has stalled.
 */
export function streamRoute({ guard, hub, now }: StreamDeps): FastifyPluginAsyncTypebox {
  return async scope => {
    scope.get('/stream', { onRequest: guard.check }, async (request, reply) => {
      const { extension } = guard.agentOf(request)
      const { id, store } = guard.tenantOf(request)
      const response = reply.hijack().raw
      const headers = {
        // What the host's hooks have set, CORS for example.
        ...(reply.getHeaders() as OutgoingHttpHeaders),
        'content-type': 'text/event-stream',
        'cache-control': 'no-store, no-transform',
        // nginx would hold the events back.
        'x-accel-buffering': 'no',
        // Kept alive after the stream, it would hold up the closing of the host's server.
        ...(request.raw.httpVersionMajor === 1 && { connection: 'close' }),
      }
      // Sent with the first word, which may be that a newer stream has come meanwhile.
      for (const [name, value] of Object.entries(headers)) {
        if (value !== undefined) response.setHeader(name, value)
      }
      const reader = new StreamReader(store, id, extension, response, readBrowser(request.query))
      response.on('close', () => hub.remove(reader)).on('error', () => reader.close())
      if (response.destroyed) return
      await hub.add(reader)
      try {
        await reader.start(readCursor(request.headers['last-event-id']), now())
      } catch (error) {
        request.log.error(error)
        reader.close()
      }
    })
  }
}
