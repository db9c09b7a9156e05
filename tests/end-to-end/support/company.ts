import { setTimeout as sleep } from 'node:timers/promises'
import Fastify, { type FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { createCrm } from '../../../demo-host/crm/create-crm.js'
import { createCase } from '../../../demo-host/crm/data/cases.js'
import { fillFields } from '../../../demo-host/crm/data/field-values.js'
import { type CrmData, openDatabase } from '../../../demo-host/crm/data/open-database.js'
import { createContact } from '../../../demo-host/crm/data/save-contact.js'
import type { CaseKind } from '../../../demo-host/crm/data/work-tables.js'
import { deskbellCrmPort } from '../../../demo-host/crm/deskbell-crm-port.js'
import type { IntegrationMatrix } from '../../../js-shim/src/core/rules.js'
import {
  type CrmPort,
  createRelay,
  type Relay,
  type SettingName,
  type SettingValues,
  signAgentToken,
} from '../../../relay/src/index.js'
import { openDatabase as openStore } from '../../../relay/src/store/database.js'
import type { Database } from '../../../relay/src/store/schema.js'
import { theEngine } from '../../relay/support/relay-under-test.js'
import { StreamClient } from '../../relay/support/stream-client.js'
import { ZADARMA_KEY, ZadarmaDouble } from '../../relay/support/zadarma-double.js'
import { ZADARMA_SECRET } from '../../relay/support/zadarma-notice.js'
import { type TestDatabase, testDatabase } from '../../support/databases.js'

export const TOKEN = 'webhook-token-of-this-test-0123456789'
const TOKEN_SECRET = 'a secret of this test, thirty-two bytes or more'
/** The company's own number. */
export const LINE = '+31201234567'
export const SENIOR = '100'

/** Who works there; 999 rings too, and is nobody's. */
const AGENTS = [
  ['100', 'Sara Senior'],
  ['101', 'Bob'],
  ['102', 'Carol'],
  ['103', 'Dan'],
] as const

export const STAFF = AGENTS.map(([extension, name]) => ({ id: extension, name, extension }))

interface Known {
  name: string
  number?: string
  responsible?: string
  open?: { kind: CaseKind; responsible: string }[]
  fields?: Record<string, string>
}

interface Parts {
  zadarma: ZadarmaDouble
  database: TestDatabase
  relay: Relay
  /** The relay's tables, seen from outside. */
  store: Database
  server: FastifyInstance
  clock: { ahead: number }
  crmIs: { away: boolean }
  /** What the relay's log said. */
  warnings: string[]
}

/** The demo CRM and the relay, as `npm start` has them, on the database of this run. */
export class Company {
  readonly zadarma: ZadarmaDouble
  readonly #database: TestDatabase
  readonly #relay: Relay
  readonly #store: Database
  readonly #server: FastifyInstance
  /** ms by which the relay's clock is ahead. */
  readonly #clock: { ahead: number }
  /** While it holds, the CRM cannot be reached. */
  readonly crmIs: { away: boolean }
  readonly #warnings: string[]
  #numbers = 0

  private constructor(
    readonly data: CrmData,
    readonly base: string,
    parts: Parts,
  ) {
    this.zadarma = parts.zadarma
    this.#database = parts.database
    this.#relay = parts.relay
    this.#store = parts.store
    this.#server = parts.server
    this.#clock = parts.clock
    this.crmIs = parts.crmIs
    this.#warnings = parts.warnings
  }

  static async open(): Promise<Company> {
    const engine = await theEngine()
    const database = await testDatabase()
    const { address, kind } = database
    const data = await openDatabase(kind === 'sqlite' ? `${address}.crm` : address, engine)
    const agents = AGENTS.map(([extension, name]) => ({ extension, name, email: '' }))
    await data.db.transaction().execute(db => db.insertInto('agents').values(agents).execute())
    const clock = { ahead: 0 }
    const crmIs = { away: false }
    const double = new ZadarmaDouble()
    await double.open()
    const account = { webhookToken: TOKEN }
    const relay = await createRelay({
      database: address,
      engine,
      crm: sometimesAway(deskbellCrmPort(data), crmIs),
      country: 'NL',
      zadarma: {
        ...account,
        key: ZADARMA_KEY,
        secret: ZADARMA_SECRET,
        apiUrl: double.url,
        timeZone: 'UTC',
      },
      ringostat: { ...account, timeZone: 'UTC', names: { promo: 'tracking.promo' } },
      pbxware: account,
      deskbell: account,
      tokenSecret: TOKEN_SECRET,
      now: () => Date.now() + clock.ahead,
    })
    const warnings: string[] = []
    const stream = { write: (line: string) => void warnings.push(line) }
    const server = Fastify({ forceCloseConnections: true, logger: { level: 'warn', stream } })
    await server.register(relay.plugin, { prefix: '/deskbell' })
    const signToken = async () => ''
    await server.register(createCrm({ data, engine, signToken, webDirectory: '/nowhere' }))
    const base = await server.listen({ host: '127.0.0.1', port: 0 })
    const store = await openStore(address)
    const parts = { zadarma: double, database, relay, store, server, clock, crmIs, warnings }
    const company = new Company(data, base, parts)
    await company.matrix('recommended')
    return company
  }

  /** One that nobody in this company had before. */
  newNumber(): string {
    this.#numbers += 1
    return `+3161${String(2_000_000 + this.#numbers)}`
  }

  now(): number {
    return Date.now() + this.#clock.ahead
  }

  async contact({ name, number, responsible, open = [], fields = {} }: Known): Promise<string> {
    return this.data.db.transaction().execute(async db => {
      const within = { ...this.data, db }
      const id = await createContact(within, name, number ?? '', responsible ?? null)
      for (const { kind, responsible: who } of open)
        await createCase(within, {
          kind,
          title: `${kind} of ${name}`,
          contact_id: id,
          responsible: who,
          call_id: null,
        })
      await fillFields(within, 'contact', id, fields, true)
      return String(id)
    })
  }

  /** Puts a preset, with changes, as an admin's page does. */
  async matrix(
    preset: 'recommended' | 'zadarma' | 'update_only',
    settings: IntegrationMatrix['settings'] = {},
    change: (matrix: IntegrationMatrix) => IntegrationMatrix = matrix => matrix,
  ): Promise<void> {
    const matrix = (await theEngine()).presetMatrix(preset)
    const everyday = { staff: STAFF, seniorManager: SENIOR, ...settings }
    await this.put('matrix', change({ ...matrix, settings: everyday }))
  }

  async put<Name extends SettingName>(name: Name, value: SettingValues[Name]): Promise<void> {
    const answer = await this.tryToPut(name, value)
    if (answer.status !== 200) throw new Error(`${name}: ${answer.status} ${answer.text}`)
  }

  async tryToPut(name: SettingName, value: unknown): Promise<{ status: number; text: string }> {
    const { version } = await this.admin<{ version: number }>(`/settings/${name}`)
    const response = await fetch(`${this.base}/deskbell/settings/${name}`, {
      method: 'PUT',
      headers: { ...(await this.#headers('100', true)), 'content-type': 'application/json' },
      body: JSON.stringify({ version, value }),
    })
    return { status: response.status, text: await response.text() }
  }

  async admin<T>(path: string): Promise<T> {
    const headers = await this.#headers('100', true)
    return (await fetch(`${this.base}/deskbell${path}`, { headers })).json() as Promise<T>
  }

  /** A command of an agent's page. */
  async command(extension: string, path: string, body?: unknown): Promise<Response> {
    return fetch(`${this.base}/deskbell${path}`, {
      method: 'POST',
      headers: {
        ...(await this.#headers(extension)),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  }

  async stream(extension: string): Promise<StreamClient> {
    const { authorization = '' } = await this.#headers(extension)
    const client = await StreamClient.open(`${this.base}/deskbell`, authorization.slice(7))
    return client.until(({ messages, comments }) => messages.length + comments > 0)
  }

  async #headers(extension: string, admin = false): Promise<Record<string, string>> {
    const agent = { extension, name: `Agent ${extension}`, admin }
    return { authorization: `Bearer ${await signAgentToken(TOKEN_SECRET, agent)}` }
  }

  /** As text: a page of the CRM. */
  async page(path: string): Promise<string> {
    return (await fetch(this.base + path)).text()
  }

  pass(ms: number): void {
    this.#clock.ahead += ms
  }

  /** Lets the seconds pass that a decision waits, and waits until nothing is due any more. */
  async settle(timeoutMs = 20_000): Promise<void> {
    this.pass(3000)
    const end = Date.now() + timeoutMs
    while ((await this.due()) > 0) {
      if (Date.now() > end)
        throw new Error(`not done in time; ${this.#warnings.slice(-5).join('')}`)
      await sleep(50)
    }
  }

  /** Decisions, actions and records that the CRM does not have. */
  async due(): Promise<number> {
    // Not by the database's `rows`: that keeps this process, and the relay in it, from its work.
    const { rows } = await sql<{ n: number }>`
      select (select count(*) from decisions where done_seq < asked_seq)
        + (select count(*) from actions where done_version < version and refused is null)
        + (select count(*) from calls where saved_seq < record_seq) as n`.execute(this.#store)
    return Number(rows[0]?.n ?? -1)
  }

  async close(): Promise<void> {
    await this.#server.close()
    await this.#relay.close()
    await this.#store.destroy()
    await this.data.db.destroy()
    await this.zadarma.close()
    await this.#database.close()
  }
}

function sometimesAway(crm: CrmPort, state: { away: boolean }): CrmPort {
  const unless =
    <Given extends unknown[], Answer>(ask: (...given: Given) => Promise<Answer>) =>
    async (...given: Given): Promise<Answer> => {
      if (state.away) throw new Error('the CRM is away')
      return ask(...given)
    }
  return {
    findClient: unless(crm.findClient),
    saveCall: unless(crm.saveCall),
    carryOut: unless(async work => (await crm.carryOut?.(work)) ?? []),
    listUsers: unless(async () => (await crm.listUsers?.()) ?? []),
    listFields: unless(async () => (await crm.listFields?.()) ?? []),
  }
}
