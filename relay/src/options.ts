import type { FastifyPluginAsync } from 'fastify'
import type { Engine } from '../../js-shim/src/core/engine.js'
import type { Call } from '../../js-shim/src/types.js'
import { SHORTEST_TOKEN_SECRET_BYTES } from './agents/agent-token.js'
import type { CrmPort } from './crm-port.js'
import type { ReplayFile } from './replay/replay-file.js'
import type { Settings } from './settings/settings.js'
import { readAddress } from './store/address.js'

/** The vendor's account at Zadarma. */
export interface ZadarmaOptions {
  /** Of the API; sent with every request. */
  key: string
  /** Of the API; signs requests and webhooks, never sent. */
  secret: string
  /** Where the API is, without `/v1/…`: `https://api.zadarma.com`. */
  apiUrl: string
  /** The long random part of the webhook's address, 16 to 100 characters. */
  webhookToken: string
  /** IANA name of the account's time zone, e.g. `Europe/Kyiv`: webhooks tell local times. */
  timeZone: string
  /**
   * Addresses and networks (`192.0.2.0/24`, `2001:db8::/32`) from which its webhooks come; from
   * everywhere when absent. Behind a proxy the server needs Fastify's `trustProxy`.
   */
  addresses?: string[]
}

/** The telephone systems that sign nothing: the token in the webhook's address is all. */
export type UnsignedProvider = 'ringostat' | 'pbxware' | 'deskbell'

/** A telephone system's webhooks at `/webhooks/<name>/<webhookToken>`. */
export interface WebhookAccount {
  /** The long random part of the address, 16 to 100 characters. */
  webhookToken: string
  /** IANA name of the account's time zone, for times without one; UTC when absent. */
  timeZone?: string
  /** From which its webhooks come, as `ZadarmaOptions.addresses`. */
  addresses?: string[]
  /** The owner's name of a parameter → the vendor's own, or `tracking.<mark>` (Ringostat). */
  names?: Record<string, string>
}

export interface RelayOptions {
  /**
   * `postgres://user@host/name`, or the path of an SQLite file, which is made when missing. On
   * PostgreSQL the tables are in the schema `deskbell`.
   */
  database: string
  engine: Engine
  crm: CrmPort
  /** ISO 3166 alpha-2: the customer's own country, for numbers without a country code. */
  country: string
  zadarma: ZadarmaOptions
  /** Ringostat's webhooks: one address, with `?moment=after_call` and the like for each of them. */
  ringostat?: WebhookAccount
  /** PBXware's questions: `?field_name=…&caller=…&dtmf=…`. */
  pbxware?: WebhookAccount
  /** Every other telephone system, by Deskbell's own JSON (wasm-core/providers/deskbell.schema.json). */
  deskbell?: WebhookAccount
  /** At least 32 bytes, shared with the host's server: signs the agents' tokens. */
  tokenSecret: string
  /** ms since 1970, UTC; the system's clock when absent. */
  now?: () => number
}

export interface Relay {
  /** The admin's settings, for the host's own pages and scripts. */
  settings: Settings
  /** Register it on the host's Fastify server, with the prefix of your choice. */
  plugin: FastifyPluginAsync
  /** Everything that was told of a call, for whom the host trusts; `null` for no such call. */
  replayFile(callId: string): Promise<ReplayFile | null>
  /** The calls of which something was heard last, the latest first; live ones too. */
  recentCalls(limit: number): Promise<Call[]>
  /** Ends the streams, waits for what is being stored, closes the database. */
  close(): Promise<void>
}

const SHORTEST_WEBHOOK_TOKEN = 16
// Fastify answers 404 to longer path parameters (maxParamLength).
const LONGEST_WEBHOOK_TOKEN = 100

/** A relay that would run unsafely does not start. */
export function checkOptions(options: RelayOptions): void {
  const { database, tokenSecret, zadarma, country } = options
  readAddress(database)
  if (
    typeof tokenSecret !== 'string' ||
    Buffer.byteLength(tokenSecret) < SHORTEST_TOKEN_SECRET_BYTES
  ) {
    throw new TypeError(
      `tokenSecret: a text of at least ${SHORTEST_TOKEN_SECRET_BYTES} bytes is needed, the same for signAgentToken`,
    )
  }
  const { ringostat, pbxware, deskbell } = options
  for (const [name, account] of Object.entries({ zadarma, ringostat, pbxware, deskbell })) {
    if (!account) continue
    const { length } = account.webhookToken ?? ''
    if (length < SHORTEST_WEBHOOK_TOKEN || length > LONGEST_WEBHOOK_TOKEN) {
      throw new TypeError(
        `${name}.webhookToken: ${SHORTEST_WEBHOOK_TOKEN} to ${LONGEST_WEBHOOK_TOKEN} characters`,
      )
    }
  }
  if (!zadarma.key || !zadarma.secret) throw new TypeError('zadarma.key and .secret are needed')
  if (!/^https?:$/.test(new URL(zadarma.apiUrl).protocol)) {
    throw new TypeError('zadarma.apiUrl: an http or https address is needed')
  }
  if (!/^[A-Z]{2}$/.test(country))
    throw new TypeError('country: an ISO 3166 code like NL is needed')
}
