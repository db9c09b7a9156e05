// Accounts at the vendor's telephone system, and what is charged for them.
import { type Kysely, type Migration, sql } from 'kysely'
import type { CallDirection } from '../../../js-shim/src/core/lists.js'

/**
 * `creating` and `deleting`: the telephone system may not have done it yet; asking again goes on.
 */
export type AccountState = 'creating' | 'active' | 'suspended' | 'deleting' | 'deleted'

/** Of a person at a telephone system that the vendor pays. */
export interface AccountTable {
  id: string
  /** Also the name at the telephone system; lower case. One account that is not deleted for each. */
  email: string
  /** `''` until the telephone system has given one. */
  extension: string
  state: AccountState
  /** ms since 1970, UTC. */
  changed_at: number
}

/** A time in which an account could be used; ms since 1970, UTC. */
export interface AccountSpanTable {
  account_id: string
  from_at: number
  /** `null` while it goes on. */
  to_at: number | null
}

/** A conversation of an account, once for each call: it stays when the call itself is deleted. */
export interface MeteredCallTable {
  call_id: string
  account_id: string
  direction: CallDirection
  /** ms since 1970, UTC. */
  answered_at: number
  talk_seconds: number
}

/** What the tenant pays from a month on, until the next list. */
export interface PriceListTable {
  /** `2026-11` */
  from_month: string
  /** `Prices` as JSON. */
  body: string
}

export const accountTables: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration must not follow later changes of Schema
  async up(db: Kysely<any>) {
    const table = (name: string) =>
      db.schema.createTable(name).addColumn('tenant', 'text', column => column.notNull())
    await table('accounts')
      .addColumn('id', 'text', column => column.notNull())
      .addColumn('email', 'text', column => column.notNull())
      .addColumn('extension', 'text', column => column.notNull())
      .addColumn('state', 'text', column => column.notNull())
      .addColumn('changed_at', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('accounts_key', ['tenant', 'id'])
      .execute()
    await db.schema
      .createIndex('accounts_of_email')
      .on('accounts')
      .columns(['tenant', 'email'])
      .unique()
      .where(sql.ref('state'), '<>', sql.lit('deleted'))
      .execute()
    await db.schema
      .createIndex('accounts_of_extension')
      .on('accounts')
      .columns(['tenant', 'extension'])
      .execute()
    await table('account_spans')
      .addColumn('account_id', 'text', column => column.notNull())
      .addColumn('from_at', 'bigint', column => column.notNull())
      .addColumn('to_at', 'bigint')
      .addPrimaryKeyConstraint('account_spans_key', ['tenant', 'account_id', 'from_at'])
      .execute()
    await table('metered_calls')
      .addColumn('call_id', 'text', column => column.notNull())
      .addColumn('account_id', 'text', column => column.notNull())
      .addColumn('direction', 'text', column => column.notNull())
      .addColumn('answered_at', 'bigint', column => column.notNull())
      .addColumn('talk_seconds', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('metered_calls_key', ['tenant', 'call_id'])
      .execute()
    await db.schema
      .createIndex('metered_calls_by_time')
      .on('metered_calls')
      .columns(['tenant', 'answered_at'])
      .execute()
    await table('price_lists')
      .addColumn('from_month', 'text', column => column.notNull())
      .addColumn('body', 'text', column => column.notNull())
      .addPrimaryKeyConstraint('price_lists_key', ['tenant', 'from_month'])
      .execute()
  },
}
