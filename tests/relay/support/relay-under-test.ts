import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify'
import type { Engine } from '../../../js-shim/src/core/engine.js'
import { loadEngine } from '../../../js-shim/src/core/load-engine.js'
import type { CallRecord } from '../../../js-shim/src/types.js'
import {
  createRelay,
  type Relay,
  type RelayOptions,
  type Settings,
  signAgentToken,
  type Tenants,
  type ZadarmaOptions,
} from '../../../relay/src/index.js'
import { type TestDatabase, testDatabase } from '../../support/databases.js'
import { MemoryCrm } from './memory-crm.js'
import { StreamClient } from './stream-client.js'
import { until } from './until.js'
import { ZADARMA_KEY, ZadarmaDouble } from './zadarma-double.js'
import { type Fields, sign, ZADARMA_SECRET } from './zadarma-notice.js'

export const TOKEN_SECRET = 'a secret of this test, thirty-two bytes or more'
export const WEBHOOK_TOKEN = 'webhook-token-of-this-test-0123456789'

let engine: Promise<Engine> | undefined
export const theEngine = (): Promise<Engine> => (engine ??= loadEngine())

export interface Answer {
  status: number
  text: string
  /** The answer's `error.code`, if it is an error. */
  code: string | undefined
}

interface Setting {
  options?: Partial<RelayOptions>
  /** Of the account at Zadarma. */
  zadarma?: Partial<ZadarmaOptions>
  server?: FastifyServerOptions
}

/** A relay on a free loopback port, as a host mounts it, with all around it in memory. */
export class RelayUnderTest {
  readonly crm = new MemoryCrm()
  readonly zadarma = new ZadarmaDouble()
  base = ''
  database!: TestDatabase
  readonly #setting: Setting
  #relay!: Relay
  #server!: FastifyInstance

  private constructor(setting: Setting) {
    this.#setting = setting
  }

  static async open(setting: Setting = {}): Promise<RelayUnderTest> {
    const self = new RelayUnderTest(setting)
    self.database = await testDatabase()
    await self.zadarma.open()
    await self.#start()
    return self
  }

  get webhook(): string {
    return `${this.base}/webhooks/zadarma/${WEBHOOK_TOKEN}`
  }

  get settings(): Settings {
    return this.#relay.settings
  }

  get relay(): Relay {
    return this.#relay
  }

  get tenants(): Tenants {
    return this.#relay.tenants
  }

  async #start(): Promise<void> {
    this.#relay = await createRelay({
      database: this.database.address,
      engine: await theEngine(),
      crm: this.crm,
      country: 'NL',
      zadarma: {
        key: ZADARMA_KEY,
        secret: ZADARMA_SECRET,
        apiUrl: this.zadarma.url,
        webhookToken: WEBHOOK_TOKEN,
        timeZone: 'UTC',
        ...this.#setting.zadarma,
      },
      tokenSecret: TOKEN_SECRET,
      ...this.#setting.options,
    })
    this.#server = Fastify(this.#setting.server)
    await this.#server.register(this.#relay.plugin, { prefix: '/deskbell' })
    this.base = `${await this.#server.listen({ host: '127.0.0.1', port: 0 })}/deskbell`
  }

  async #stop(): Promise<void> {
    await this.#server.close()
    await this.#relay.close()
  }

  /** The same database in a new server, at a new address. */
  async restart(): Promise<void> {
    await this.#stop()
    await this.#start()
  }

  async close(): Promise<void> {
    await this.#stop()
    await this.zadarma.close()
    await this.database.close()
  }

  /** Sends a webhook as Zadarma does; with `headers` in place of the right signature if given. */
  async notify(fields: Fields, headers?: Record<string, string>): Promise<Answer> {
    return this.post(new URLSearchParams(fields).toString(), headers ?? { signature: sign(fields) })
  }

  async post(body: string, headers: Record<string, string>, url = this.webhook): Promise<Answer> {
    return readAnswer(
      await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body,
      }),
    )
  }

  /** All of `notices`, one after the other, each of which has to be accepted. */
  async tell(...notices: Fields[]): Promise<void> {
    for (const fields of notices) {
      const { status, text } = await this.notify(fields)
      if (status !== 200) throw new Error(`${fields.event}: ${status} ${text}`)
    }
  }

  /** The CRM's record of a call, when it has come there and `holds`; records travel after the answer. */
  async record(
    callId: string,
    holds: (record: CallRecord) => boolean = () => true,
  ): Promise<CallRecord> {
    let record: CallRecord | undefined
    await until(() => {
      record = this.crm.records.get(callId)
      return record !== undefined && holds(record)
    }, `a record of ${callId}`)
    return record as CallRecord
  }

  token(extension: string, lifetimeSeconds?: number): Promise<string> {
    return signAgentToken(TOKEN_SECRET, { extension, name: `Agent ${extension}` }, lifetimeSeconds)
  }

  async stream(extension: string, cursor?: string, browser?: string): Promise<StreamClient> {
    const token = await this.token(extension)
    const client = await StreamClient.open(this.base, token, { cursor, browser })
    // Until it has begun, an event could come by either way; both are right, but not predictable.
    return client.until(({ messages, comments }) => messages.length + comments > 0)
  }

  /** A command of an agent's page. */
  async command(extension: string, path: string, body: unknown): Promise<Answer> {
    return readAnswer(
      await fetch(this.base + path, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${await this.token(extension)}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
      }),
    )
  }

  /** Rows of the relay's database, read from outside it. */
  rows<T>(sql: string, ...parameters: (string | number)[]): T[] {
    return this.database.rows(sql, ...parameters)
  }

  count(table: string): number {
    return this.rows<{ n: number }>(`select count(*) as n from ${table}`)[0]?.n ?? -1
  }
}

export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text()
  let code: string | undefined
  try {
    code = JSON.parse(text).error?.code
  } catch {
    code = undefined
  }
  return { status: response.status, text, code }
}
