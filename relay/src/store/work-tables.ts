// What calls lead to: the decisions, the actions that came of them, and the settings by which.
import { type Kysely, type Migration, sql } from 'kysely'
import type { RuleMoment } from '../../../js-shim/src/core/lists.js'

/** What a call shall lead to at a moment; due while `done_seq` is less than `asked_seq`. */
export interface DecisionTable {
  call_id: string
  moment: RuleMoment
  /** `seq` of the event by which it was last asked for. */
  asked_seq: number
  /** The `asked_seq` that it was made for; 0 while it was not. */
  done_seq: number
  /** Not before: ms since 1970, UTC, by the relay's clock. */
  run_at: number
  /** Id of the matrix' row that was chosen; `''` for none. It stays for all later times. */
  row: string
  /** The engine's `Client` as it was then, as JSON. */
  client: string | null
  /** The version of the setting `matrix` that the row is of. */
  matrix_version: number
}

/** A piece of work for the CRM; due while `done_version` is less than `version`. */
export interface ActionTable {
  /** The engine's idempotency key. */
  key: string
  call_id: string
  /** `seq` of the event that led to it. */
  seq: number
  /** Its place in the decision. */
  place: number
  /** The engine's `Action` as JSON. */
  body: string
  /** Of `body`; grows when it comes to say more. */
  version: number
  /** The `version` that the CRM has. */
  done_version: number
  /** Id of what the CRM made. */
  made_id: string | null
  /** Why the CRM will never do it. */
  refused: string | null
}

/** Every version of every setting that an admin has put. */
export interface SettingTable {
  name: string
  /** From 1. */
  version: number
  body: string
  /** ms since 1970, UTC. */
  changed_at: number
}

export const workTables: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration must not follow later changes of Schema
  async up(db: Kysely<any>) {
    await db.schema
      .createTable('decisions')
      .addColumn('call_id', 'text', column => column.notNull())
      .addColumn('moment', 'text', column => column.notNull())
      .addColumn('asked_seq', 'bigint', column => column.notNull())
      .addColumn('done_seq', 'bigint', column => column.notNull())
      .addColumn('run_at', 'bigint', column => column.notNull())
      .addColumn('row', 'text', column => column.notNull())
      .addColumn('client', 'text')
      .addColumn('matrix_version', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('decisions_key', ['call_id', 'moment'])
      .execute()
    // Only the few that wait for something are in these.
    await db.schema
      .createIndex('decisions_due')
      .on('decisions')
      .column('asked_seq')
      .where(sql.ref('done_seq'), '<', sql.ref('asked_seq'))
      .execute()
    await db.schema
      .createTable('actions')
      .addColumn('key', 'text', column => column.primaryKey())
      .addColumn('call_id', 'text', column => column.notNull())
      .addColumn('seq', 'bigint', column => column.notNull())
      .addColumn('place', 'integer', column => column.notNull())
      .addColumn('body', 'text', column => column.notNull())
      .addColumn('version', 'bigint', column => column.notNull())
      .addColumn('done_version', 'bigint', column => column.notNull())
      .addColumn('made_id', 'text')
      .addColumn('refused', 'text')
      .execute()
    await db.schema.createIndex('actions_of_call').on('actions').columns(['call_id']).execute()
    await db.schema
      .createIndex('actions_due')
      .on('actions')
      .column('seq')
      .where(sql.ref('done_version'), '<', sql.ref('version'))
      .execute()
    await db.schema
      .createTable('settings')
      .addColumn('name', 'text', column => column.notNull())
      .addColumn('version', 'bigint', column => column.notNull())
      .addColumn('body', 'text', column => column.notNull())
      .addColumn('changed_at', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('settings_key', ['name', 'version'])
      .execute()
  },
}
