// One of the servers that `npm run bench -- relay` races, in a process of its own. Each takes an event
// by POST and has it at the agent's page; only the relay has it on the disk before it answers.
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'
import { Server as SocketIo } from 'socket.io'
import { type WebSocket, WebSocketServer } from 'ws'
import { loadEngine } from '../../js-shim/src/core/load-engine.js'
import { createRelay } from '../../relay/src/index.js'
import { BENCH_TOKEN_SECRET, BENCH_WEBHOOK_TOKEN } from './relay-secrets.js'

async function relay(database: string): Promise<number> {
  const relay = await createRelay({
    database,
    engine: await loadEngine(),
    crm: { findClient: async () => ({}), saveCall: async () => {} },
    country: 'NL',
    deskbell: { webhookToken: BENCH_WEBHOOK_TOKEN },
    tokenSecret: BENCH_TOKEN_SECRET,
  })
  const server = Fastify()
  await server.register(relay.plugin)
  await server.listen({ host: '127.0.0.1', port: 0 })
  return (server.server.address() as AddressInfo).port
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}

/** A server that hands each event on at once: `send(agent, event)` is all that differs. */
async function bare(
  attach: (server: ReturnType<typeof createServer>) => (agent: string, body: string) => void,
): Promise<number> {
  const server = createServer(async (request, response) => {
    const { events } = JSON.parse(await bodyOf(request))
    for (const event of events) send(event.agent, JSON.stringify(event))
    response.end('{}')
  })
  const send = attach(server)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

const socketIo = () =>
  bare(server => {
    const io = new SocketIo(server, { transports: ['websocket'] })
    io.on('connection', socket => socket.join(String(socket.handshake.auth.agent)))
    return (agent, body) => io.to(agent).emit('event', body)
  })

const ws = () =>
  bare(server => {
    const sockets = new Map<string, WebSocket>()
    const wss = new WebSocketServer({ server })
    wss.on('connection', (socket, request) => sockets.set((request.url ?? '').slice(1), socket))
    return (agent, body) => sockets.get(agent)?.send(body)
  })

const [kind, database = ''] = process.argv.slice(2)
let most = 0
let cpu = process.cpuUsage()
const watch = () => {
  most = Math.max(most, process.memoryUsage.rss())
}
setInterval(watch, 100).unref()
process.on('message', message => {
  watch()
  const { user, system } = process.cpuUsage(cpu)
  if (message === 'tell') process.send?.({ mostBytes: most, cpuSeconds: (user + system) / 1e6 })
  most = 0
  cpu = process.cpuUsage()
})
process.on('disconnect', () => process.exit(0))
const start = { relay: () => relay(database), 'socket.io': socketIo, ws }[kind ?? '']
process.send?.({ port: await start?.() })
