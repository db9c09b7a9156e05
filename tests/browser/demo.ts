// The demo as `npm start` runs it: CRM with relay and a simulated PBX, as processes of their own on
// free ports, with fresh data.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'libsql'
import { DEMO_PROGRAM } from '../support/demo-program.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const START_MS = 60_000

/** A call as the PBX's `/sim/calls` tells it. */
export interface SimCall {
  id: string
  direction: 'in' | 'out'
  from: string
  to: string
  state: 'ringing' | 'talking' | 'ended'
}

/** A row of the CRM's table of calls. */
export interface SavedCall {
  call_id: string
  direction: string
  from_number: string
  to_number: string
  outcome: string
  offered_at: number | null
  answered_at: number | null
  ended_at: number | null
  talk_seconds: number | null
  contact_id: string | number | null
}

export interface IncomingScript {
  from: string
  line?: string
  extensions?: string[]
  outcome?: string
  answerAfter?: number
  answeredBy?: string
  duration?: number
  record?: boolean
}

export class Demo {
  #process: ChildProcess | undefined
  #addresses: { crm: string; pbx: string; webhook: string } | undefined
  readonly #data: string

  private constructor(data: string) {
    this.#data = data
  }

  static async start(): Promise<Demo> {
    const demo = new Demo(await mkdtemp(join(tmpdir(), 'deskbell-demo-')))
    await demo.#launch({ PORT: '0', PBX_PORT: '0' })
    return demo
  }

  get crm(): string {
    return this.#address('crm')
  }
  get pbx(): string {
    return this.#address('pbx')
  }
  get webhook(): string {
    return this.#address('webhook')
  }

  /** `kill -9` of the CRM, its relay and the PBX, and a new start on the same data and ports. */
  async killAndRestart(): Promise<void> {
    const ports = { PORT: new URL(this.crm).port, PBX_PORT: new URL(this.pbx).port }
    await this.#end('SIGKILL')
    await this.#launch(ports)
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM')
    await rm(this.#data, { recursive: true, force: true })
  }

  /** A call from outside; without `answerAfter` it rings until it is steered. */
  async ring(script: IncomingScript): Promise<SimCall> {
    return this.#json<SimCall>(`${this.pbx}/sim/calls`, 'POST', { extensions: ['100'], ...script })
  }

  async steer(call: SimCall, how: 'answer' | 'hangup', extension = '100'): Promise<void> {
    await this.#json(`${this.pbx}/sim/calls/${call.id}/${how}`, 'POST', { extension })
  }

  /** Ends whatever a test has left on the line. */
  async hangUpAll(): Promise<void> {
    const live = (await this.simCalls()).filter(call => call.state !== 'ended')
    await Promise.all(live.map(call => this.steer(call, 'hangup').catch(() => undefined)))
  }

  /** How calls that the agents dial go on. `null`: until they are steered. */
  async outgoing(habits: { answerAfter?: number | null; duration?: number | null }): Promise<void> {
    await this.#json(`${this.pbx}/sim/outgoing`, 'PUT', habits)
  }

  async simCalls(): Promise<SimCall[]> {
    return (await this.#json<{ calls: SimCall[] }>(`${this.pbx}/sim/calls`, 'GET')).calls
  }

  /** The calls that stand in the CRM's own database. */
  async savedCalls(): Promise<SavedCall[]> {
    return (await this.#rows('crm.sqlite', 'select * from calls')) as unknown as SavedCall[]
  }

  /** The provider's ids of the calls of which the relay has stored events. */
  async eventCallIds(): Promise<string[]> {
    const rows = await this.#rows('relay.sqlite', 'select call_id from events')
    return rows.map(row => String(row.call_id))
  }

  async eventCount(): Promise<number> {
    return (await this.eventCallIds()).length
  }

  /** What the simulated PBX signs with. */
  async zadarmaSecret(): Promise<string> {
    return JSON.parse(await readFile(join(this.#data, 'secrets.json'), 'utf8')).zadarmaSecret
  }

  async #rows(file: string, query: string): Promise<Record<string, unknown>[]> {
    const database = new Database(join(this.#data, file), { readonly: true })
    try {
      return database.prepare(query).all() as Record<string, unknown>[]
    } finally {
      database.close()
    }
  }

  async #json<T>(url: string, method: string, body?: unknown): Promise<T> {
    const response = await fetch(url, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    })
    if (!response.ok)
      throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`)
    return response.json() as Promise<T>
  }

  #address(name: 'crm' | 'pbx' | 'webhook'): string {
    if (!this.#addresses) throw new Error('the demo is not running')
    return this.#addresses[name]
  }

  async #launch(ports: { PORT: string; PBX_PORT: string }): Promise<void> {
    const child = spawn(process.execPath, [DEMO_PROGRAM], {
      cwd: root,
      env: { ...process.env, ...ports, DESKBELL_DATA: this.#data },
      // A group of its own, so that an end reaches the PBX too.
      detached: true,
    })
    this.#process = child
    let printed = ''
    const ready = new Promise<void>((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(`the demo did not start: ${printed}`)),
        START_MS,
      )
      const listen = (chunk: Buffer) => {
        printed += chunk
        if (!/http:\/\/\S+/.test(printed)) return
        clearTimeout(late)
        resolve()
      }
      child.stdout?.on('data', listen)
      child.stderr?.on('data', listen)
      child.once('exit', code => reject(new Error(`the demo ended with ${code}: ${printed}`)))
    })
    await ready
    this.#addresses = JSON.parse(await readFile(join(this.#data, 'demo.json'), 'utf8'))
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process
    if (!child?.pid || child.exitCode !== null) return
    const ended = once(child, 'exit')
    process.kill(-child.pid, signal)
    await ended
  }
}
