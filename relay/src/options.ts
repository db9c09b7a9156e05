import type { FastifyPluginAsync } from 'fastify'
import type { Engine } from '../../js-shim/src/core/engine.js'
import type { Call } from '../../js-shim/src/types.js'
import { SHORTEST_TOKEN_SECRET_BYTES } from './agents/agent-token.js'
import type { CrmPort } from './crm-port.js'
import type { Rate } from './operations/rate-limit.js'
import { addressList } from './reach/address-list.js'
import type { HttpCrmOptions } from './reach/http-crm.js'
import type { ReplayFile } from './replay/replay-file.js'
import type { Settings } from './settings/settings.js'
import { readAddress } from './store/address.js'
import type { Tenants } from './tenants.js'
import { ZoneClock } from './webhooks/time-zone.js'
import type { Provisioning } from './wholesale/provisioning.js'

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

/** What is a tenant's own: its country and its telephone systems. */
export interface TenantOptions {
  /** ISO 3166 alpha-2: the customer's own country, for numbers without a country code. */
  country: string
  zadarma?: ZadarmaOptions
  /** Ringostat's webhooks: one address, with `?moment=after_call` and the like for each of them. */
  ringostat?: WebhookAccount
  /** PBXware's questions: `?field_name=…&caller=…&dtmf=…`. */
  pbxware?: WebhookAccount
  /** Every other telephone system, by Deskbell's own JSON (wasm-core/providers/deskbell.schema.json). */
  deskbell?: WebhookAccount
  /** A CRM that is asked over HTTP, unless the host has one in its own process. */
  crm?: HttpCrmOptions
}

/** By which the vendor's server makes accounts at `/v1/tenants/…`, and reads what they cost. */
export interface WholesaleOptions {
  /** At least 32 bytes; the bearer key of the vendor's own server. */
  key: string
  provisioning: Provisioning
  /** IANA name of the zone whose months are charged; UTC when absent. */
  timeZone?: string
}

/** With the default tenant's own: a host with one customer needs no other. */
export interface RelayOptions extends Omit<TenantOptions, 'crm'> {
  /**
   * `postgres://user@host/name`, or the path of an SQLite file, which is made when missing. On
   * PostgreSQL the tables are in the schema `deskbell`.
   */
  database: string
  engine: Engine
  /**
   * The host's CRM, for all tenants or by a function for each of them. Where there is none, the
   * tenant's `crm` says how it is asked over HTTP.
   */
  crm?: CrmPort | ((tenant: string) => CrmPort)
  /**
   * Addresses and networks that may be reached for the addresses in tenants' options though they are
   * not public, e.g. `['10.1.0.0/16']`.
   */
  reach?: string[]
  /** Accounts that the vendor makes for its customers, and charges on. */
  wholesale?: WholesaleOptions
  /** At least 32 bytes, shared with the host's server: signs the agents' tokens. */
  tokenSecret: string
  /**
   * At least 32 bytes, known to whoever runs the relay: bearer token for `/metrics` and `/v1/…`. There
   * are no such addresses without it.
   */
  operatorToken?: string
  /** Ended calls are deleted so many days after the last word of them; never when absent. */
  keepDays?: number
  /** How often a tenant's webhooks and an agent's requests may come; the rest is answered with 429. */
  limits?: { webhooks?: Rate; requests?: Rate }
  /** ms since 1970, UTC; the system's clock when absent. */
  now?: () => number
}

export interface Relay {
  /** The default tenant's settings, for the host's own pages and scripts. */
  settings: Settings
  /** The vendor's other customers. */
  tenants: Tenants
  /** Register it on the host's Fastify server, with the prefix of your choice. */
  plugin: FastifyPluginAsync
  /** Everything that was told of a call, for whom the host trusts; `null` for no such call. */
  replayFile(callId: string, tenant?: string): Promise<ReplayFile | null>
  /** The calls of which something was heard last, the latest first; live ones too. */
  recentCalls(limit: number, tenant?: string): Promise<Call[]>
  /**
   * Deletes what is known of a person; the CRM's own data is the CRM's.
   * @param number - As anybody writes it.
   * @returns How many calls that were.
   */
  forget(number: string, tenant?: string): Promise<number>
  /** Ends the streams, waits for what is being stored, closes the database. */
  close(): Promise<void>
}

const SHORTEST_WEBHOOK_TOKEN = 16
// Fastify answers 404 to longer path parameters (maxParamLength).
const LONGEST_WEBHOOK_TOKEN = 100

/** A relay that would run unsafely does not start. */
export function checkOptions(options: RelayOptions): void {
  const { database, tokenSecret, operatorToken, keepDays, limits = {} } = options
  readAddress(database)
  checkSecret('tokenSecret', tokenSecret, ', the same for signAgentToken')
  if (operatorToken !== undefined) checkSecret('operatorToken', operatorToken)
  if (keepDays !== undefined && !(Number.isFinite(keepDays) && keepDays >= 1)) {
    throw new TypeError('keepDays: 1 or more')
  }
  for (const [name, rate] of Object.entries(limits)) {
    if (rate && !(rate.perSecond > 0 && rate.burst >= 1)) {
      throw new TypeError(`limits.${name}: perSecond above 0 and burst from 1`)
    }
  }
  const { crm, wholesale, ...own } = options
  if (wholesale) {
    checkSecret('wholesale.key', wholesale.key)
    zoneOf('wholesale', wholesale.timeZone ?? 'UTC')
  }
  checkTenantOptions(own)
}

/** Whoever could guess it would be let in. */
function checkSecret(name: string, secret: unknown, more = ''): void {
  if (typeof secret === 'string' && Buffer.byteLength(secret) >= SHORTEST_TOKEN_SECRET_BYTES) return
  throw new TypeError(
    `${name}: a text of at least ${SHORTEST_TOKEN_SECRET_BYTES} bytes is needed${more}`,
  )
}

/**
 * Whether a tenant can be served with these, which may come from anywhere.
 * @throws TypeError or RangeError that names what is wrong, and shows no secret.
 */
export function checkTenantOptions(options: TenantOptions): void {
  const { country, zadarma, ringostat, pbxware, deskbell, crm } = options
  if (typeof country !== 'string' || !/^[A-Z]{2}$/.test(country))
    throw new TypeError('country: an ISO 3166 code like NL is needed')
  for (const [name, account] of Object.entries({ zadarma, ringostat, pbxware, deskbell })) {
    if (account !== undefined) checkAccount(name, account)
  }
  if (crm) {
    if (!isText(crm.secret)) throw new TypeError('crm.secret is needed')
    if (!isWebAddress(crm.url)) throw new TypeError('crm.url: an http or https address is needed')
  }
  if (!zadarma) return
  const { key, secret, apiUrl } = zadarma
  if (!isText(key) || !isText(secret)) throw new TypeError('zadarma.key and .secret are needed')
  if (!isWebAddress(apiUrl))
    throw new TypeError('zadarma.apiUrl: an http or https address is needed')
}

const isWebAddress = (text: string) =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
const isText = (value: unknown) => typeof value === 'string' && value !== ''

function checkAccount(name: string, account: WebhookAccount): void {
  const { webhookToken, timeZone = 'UTC', addresses = [], names = {} } = account
  const { length } = typeof webhookToken === 'string' ? webhookToken : ''
  if (length < SHORTEST_WEBHOOK_TOKEN || length > LONGEST_WEBHOOK_TOKEN) {
    throw new TypeError(
      `${name}.webhookToken: ${SHORTEST_WEBHOOK_TOKEN} to ${LONGEST_WEBHOOK_TOKEN} characters`,
    )
  }
  zoneOf(name, timeZone)
  if (!Array.isArray(addresses)) throw new TypeError(`${name}.addresses: a list is needed`)
  addressList(addresses)
  if (typeof names !== 'object' || !Object.values(names ?? {}).every(isText))
    throw new TypeError(`${name}.names: each name needs another`)
}

function zoneOf(name: string, timeZone: string): void {
  try {
    new ZoneClock(timeZone)
  } catch {
    throw new RangeError(`${name}.timeZone: there is no zone '${timeZone}'`)
  }
}
