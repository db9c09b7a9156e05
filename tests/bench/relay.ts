// How soon a webhook is at the agent's socket, with many streams open: the relay, which has it on the
// disk before it answers, beside socket.io and bare ws, which keep nothing. Load and fan-out are alike.
// Run: npm run bench -- relay [--json] [--seconds 120] [--streams 5000] [--rate 300]
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, get, type IncomingMessage, request } from 'node:http'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { io } from 'socket.io-client'
import { WebSocket } from 'ws'
import { signAgentToken } from '../../relay/src/index.js'
import { type Figure, printFigures } from './print-figures.js'
import { BENCH_TOKEN_SECRET, BENCH_WEBHOOK_TOKEN } from './relay-secrets.js'

const { values } = parseArgs({
  options: {
    // Read by printFigures.
    json: { type: 'boolean' },
    seconds: { type: 'string', default: '120' },
    streams: { type: 'string', default: '5000' },
    rate: { type: 'string', default: '300' },
  },
})
const SECONDS = Number(values.seconds)
const STREAMS = Number(values.streams)
const RATE = Number(values.rate)
const OPENED_AT_ONCE = 50
const LATE_MS = 10_000

const KINDS = ['relay', 'socket.io', 'ws'] as const
type Kind = (typeof KINDS)[number]

/** What an agent's page does with the text of an event. */
type Take = (text: string) => void

interface Figures {
  kind: Kind
  streams: number
  sent: number
  perSecond: number
  refused: number
  lost: number
  twice: number
  medianMs: number
  p99Ms: number
  slowestMs: number
  mostMiB: number
  cpuSeconds: number
}

const agentOf = (number: number) => `a${number % STREAMS}`

async function openStream(
  kind: Kind,
  port: number,
  agent: string,
  take: Take,
): Promise<() => void> {
  if (kind === 'relay') {
    const token = await signAgentToken(BENCH_TOKEN_SECRET, { extension: agent, name: agent }, 3600)
    const asked = get({
      port,
      host: '127.0.0.1',
      path: '/stream',
      agent: false,
      headers: { authorization: `Bearer ${token}` },
    })
    const [response] = (await once(asked, 'response')) as [IncomingMessage]
    if (response.statusCode !== 200) throw new Error(`a stream was refused: ${response.statusCode}`)
    response.setEncoding('utf8')
    let rest = ''
    response.on('data', text => {
      const frames = (rest + text).split('\n\n')
      rest = frames.pop() ?? ''
      for (const frame of frames)
        if (frame.includes('event: call_event') || frame.includes('event:call_event')) take(frame)
    })
    return () => asked.destroy()
  }
  if (kind === 'ws') {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/${agent}`)
    socket.on('message', data => take(String(data)))
    await once(socket, 'open')
    return () => socket.terminate()
  }
  const socket = io(`http://127.0.0.1:${port}`, {
    transports: ['websocket'],
    forceNew: true,
    auth: { agent },
  })
  socket.on('event', take)
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve).once('connect_error', reject)
  })
  return () => socket.disconnect()
}

/** Calls of three events each, one after the other over all agents. */
function eventOf(number: number): string {
  const types = ['ringing', 'answered', 'ended']
  const call = Math.floor(number / 3)
  const type = types[number % 3]
  const event = {
    id: `n${number}.`,
    callId: `c${call}`,
    type,
    direction: 'inbound',
    from: '+31612345678',
    line: '+31201234567',
    agent: agentOf(call),
    ...(type === 'ended' && { outcome: 'completed' }),
  }
  return JSON.stringify({ provider: 'bench', events: [event] })
}

const senders = new Agent({ keepAlive: true, maxSockets: 64 })

function post(port: number, path: string, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    const sent = request({ port, host: '127.0.0.1', path, method: 'POST', agent: senders, headers })
    sent.on('error', reject).on('response', response => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0))
    })
    sent.end(body)
  })
}

async function measure(kind: Kind, folder: string): Promise<Figures> {
  const program = fileURLToPath(new URL('./relay-servers.ts', import.meta.url))
  const server = fork(program, [kind, join(folder, 'relay.db')], { execArgv: ['--import', 'tsx'] })
  const { port } = await told<{ port: number }>(server)
  const sentAt = new Map<number, number>()
  const seen = new Map<number, number>()
  const delays: number[] = []
  const take: Take = text => {
    const number = Number(/"id":"(?:[^"]*\/)?n(\d+)\./.exec(text)?.[1])
    const at = sentAt.get(number)
    if (at === undefined) return
    const times = seen.get(number) ?? 0
    seen.set(number, times + 1)
    if (times === 0) delays.push(performance.now() - at)
  }
  const closers: (() => void)[] = []
  for (let opened = 0; opened < STREAMS; opened += OPENED_AT_ONCE) {
    const some = Array.from({ length: Math.min(OPENED_AT_ONCE, STREAMS - opened) }, (_, index) =>
      openStream(kind, port, agentOf(opened + index), take),
    )
    closers.push(...(await Promise.all(some)))
  }
  const path = kind === 'relay' ? `/webhooks/deskbell/${BENCH_WEBHOOK_TOKEN}` : '/'
  server.send('begin')
  const began = performance.now()
  let refused = 0
  const answers: Promise<void>[] = []
  const total = Math.round(SECONDS * RATE)
  const accepted = new Set<number>()
  for (let number = 0; number < total; number++) {
    const due = began + (number / RATE) * 1000
    const wait = due - performance.now()
    if (wait > 1) await sleep(wait)
    // From the moment when it should have been sent: a sender that falls behind hides nothing.
    sentAt.set(number, due)
    answers.push(
      post(port, path, eventOf(number)).then(
        status => void (status === 200 ? accepted.add(number) : refused++),
        () => void refused++,
      ),
    )
  }
  await Promise.all(answers)
  const seconds = (performance.now() - began) / 1000
  const end = performance.now() + LATE_MS
  while (seen.size < accepted.size && performance.now() < end) await sleep(50)
  server.send('tell')
  const { mostBytes, cpuSeconds } = await told<{ mostBytes: number; cpuSeconds: number }>(server)
  for (const close of closers) close()
  server.disconnect()
  await once(server, 'exit')
  delays.sort((a, b) => a - b)
  const at = (share: number) =>
    delays[Math.min(delays.length - 1, Math.floor(delays.length * share))] ?? Number.NaN
  return {
    kind,
    streams: STREAMS,
    sent: total,
    perSecond: total / seconds,
    refused,
    lost: [...accepted].filter(number => !seen.has(number)).length,
    twice: [...seen.values()].filter(times => times > 1).length,
    medianMs: at(0.5),
    p99Ms: at(0.99),
    slowestMs: at(1),
    mostMiB: mostBytes / 1024 / 1024,
    cpuSeconds,
  }
}

async function told<T>(server: ChildProcess): Promise<T> {
  const [message] = await once(server, 'message')
  return message as T
}

function figuresOf({ kind, ...measured }: Figures): Figure[] {
  const units: Record<string, string> = {
    perSecond: 'a second',
    medianMs: 'ms',
    p99Ms: 'ms',
    slowestMs: 'ms',
    mostMiB: 'MiB',
    cpuSeconds: 's of processor',
  }
  return Object.entries(measured).map(([name, value]) => ({
    name: `${kind} ${name}`,
    value,
    unit: units[name] ?? '',
  }))
}

const folder = await mkdtemp(join(tmpdir(), 'deskbell-bench-relay-'))
const measured: Figures[] = []
const notes = [`${STREAMS} streams, ${RATE} webhooks a second for ${SECONDS} s, one event each`]
try {
  for (const kind of KINDS) {
    process.stderr.write(`${kind} …\n`)
    measured.push(await measure(kind, folder))
    notes.push(`${kind}: load ${loadavg()[0]?.toFixed(1)}`)
  }
} finally {
  await rm(folder, { recursive: true, force: true })
  senders.destroy()
}
printFigures(measured.flatMap(figuresOf), notes)
const [ours] = measured
process.exit(ours && ours.lost + ours.twice + ours.refused === 0 ? 0 : 1)
