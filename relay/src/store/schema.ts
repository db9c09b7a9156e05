import type { Generated, Kysely } from 'kysely'
import type {
  AccountSpanTable,
  AccountTable,
  MeteredCallTable,
  PriceListTable,
} from './account-tables.js'
import type { PurgeTable } from './purges.js'
import type { ActionTable, DecisionTable, SettingTable } from './work-tables.js'

/** Every fact that was taken in, in the order in which it was; never changed. */
export interface EventTable {
  /** The stream's cursor. Grows, is never used twice. */
  seq: Generated<number>
  /** The event's id as its sender gave it: what makes a second delivery known. */
  id: string
  call_id: string
  /** The `CallEvent` as JSON, with the resolved call id. */
  body: string
}

export interface CallTable {
  call_id: string
  state: string
  /** The engine's `Call` as JSON. */
  body: string
  /** ms since 1970, UTC, by the relay's clock. */
  updated_at: number
  /** 1 while a click-to-call waits for the telephone system's first news of it. */
  dial_pending: number
  /** The last `CallRecord` to deliver to the CRM as JSON, or null while there is none. */
  record: string | null
  /** `seq` of the event that made `record`; 0 while there is none. */
  record_seq: number
  /** The `record_seq` that the CRM has; less than it while a delivery is due. */
  saved_seq: number
}

/** Which call a telephone system means by its own id. */
export interface CallAliasTable {
  provider: string
  provider_call_id: string
  call_id: string
}

/** Who sees a call; the empty agent stands for everybody. */
export interface CallAgentTable {
  call_id: string
  agent: string
  /** `seq` of the event by which the agent joined the call. */
  since_seq: number
}

/** Which call a signature was given for, as far as the relay has seen. */
export interface SignedTextTable {
  provider: string
  /** SHA-256 of what was signed, base64url. */
  digest: string
  /** 0 for the call of which it was heard first; others share it only as signed-text.ts allows. */
  place: number
  provider_call_id: string
  /** When it was first heard for this call: ms since 1970, UTC. */
  first_at: number
}

/** What reached the relay about a call, for its replay. */
export interface DeliveryTable {
  seq: Generated<number>
  call_id: string
  /** 1 when something in it was new. */
  news: number
  /** A `Delivery` as JSON. */
  body: string
}

export type TenantState = 'active' | 'suspended' | 'deleted'

/** The vendor's customers, but for the default one, whose accounts stand in the relay's options. */
export interface TenantTable {
  id: string
  /** Grows with every change. */
  version: number
  /** Of one that is deleted only this row is left: its id is not given again. */
  state: TenantState
  /** Its `TenantOptions` as JSON: telephony accounts with their secrets. */
  options: string
  /** ms since 1970, UTC. */
  changed_at: number
}

export interface Schema {
  events: EventTable
  calls: CallTable
  call_aliases: CallAliasTable
  call_agents: CallAgentTable
  signed_texts: SignedTextTable
  decisions: DecisionTable
  actions: ActionTable
  settings: SettingTable
  deliveries: DeliveryTable
  accounts: AccountTable
  account_spans: AccountSpanTable
  metered_calls: MeteredCallTable
  price_lists: PriceListTable
  purges: PurgeTable
}

declare const scoped: unique symbol

/**
 * One tenant's part of the database, or of a transaction on it: every query through it is about that
 * tenant alone (tenant-scope.ts), so the tables are shown without their column `tenant`.
 */
export type Store = Kysely<Schema> & { readonly [scoped]: true }

/** The database with every tenant's rows, or a transaction on it: for what serves all of them. */
export type Database = Kysely<
  { [Table in keyof Schema]: Schema[Table] & { tenant: string } } & { tenants: TenantTable }
>
