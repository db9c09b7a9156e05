import { type Kysely, type Migration, sql } from 'kysely'
import { accountTables } from './account-tables.js'
import { growingKey } from './growing-key.js'
import { purgesTable } from './purges.js'
import { signedTextsTable } from './signed-texts.js'
import { tenantTables } from './tenant-tables.js'
import { workTables } from './work-tables.js'

const first: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration must not follow later changes of Schema
  async up(db: Kysely<any>) {
    await db.schema
      .createTable('events')
      .$call(growingKey(db, 'seq'))
      .addColumn('id', 'text', column => column.notNull().unique())
      .addColumn('call_id', 'text', column => column.notNull())
      .addColumn('body', 'text', column => column.notNull())
      .execute()
    await db.schema.createIndex('events_of_call').on('events').columns(['call_id', 'seq']).execute()
    await db.schema
      .createTable('calls')
      .addColumn('call_id', 'text', column => column.primaryKey())
      .addColumn('state', 'text', column => column.notNull())
      .addColumn('body', 'text', column => column.notNull())
      .addColumn('updated_at', 'bigint', column => column.notNull())
      .addColumn('dial_pending', 'integer', column => column.notNull())
      .addColumn('record', 'text')
      .addColumn('record_seq', 'bigint', column => column.notNull())
      .addColumn('saved_seq', 'bigint', column => column.notNull())
      .execute()
    await db.schema
      .createIndex('calls_by_age')
      .on('calls')
      .columns(['updated_at', 'state'])
      .execute()
    // Only the few calls that wait for something are in these.
    await db.schema
      .createIndex('calls_to_save')
      .on('calls')
      .column('record_seq')
      .where(sql.ref('saved_seq'), '<', sql.ref('record_seq'))
      .execute()
    await db.schema
      .createIndex('calls_dialled')
      .on('calls')
      .column('updated_at')
      .where(sql.ref('dial_pending'), '=', 1)
      .execute()
    await db.schema
      .createTable('call_aliases')
      .addColumn('provider', 'text', column => column.notNull())
      .addColumn('provider_call_id', 'text', column => column.notNull())
      .addColumn('call_id', 'text', column => column.notNull())
      .addPrimaryKeyConstraint('call_aliases_key', ['provider', 'provider_call_id'])
      .execute()
    await db.schema
      .createTable('call_agents')
      .addColumn('call_id', 'text', column => column.notNull())
      .addColumn('agent', 'text', column => column.notNull())
      .addColumn('since_seq', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('call_agents_key', ['call_id', 'agent'])
      .execute()
  },
}

const deliveries: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration must not follow later changes of Schema
  async up(db: Kysely<any>) {
    await db.schema
      .createTable('deliveries')
      .$call(growingKey(db, 'seq'))
      .addColumn('call_id', 'text', column => column.notNull())
      .addColumn('news', 'integer', column => column.notNull())
      .addColumn('body', 'text', column => column.notNull())
      .execute()
    await db.schema
      .createIndex('deliveries_of_call')
      .on('deliveries')
      .columns(['call_id', 'news', 'seq'])
      .execute()
  },
}

/** By name, in the order in which they run. One that was released is never changed. */
export const migrations: Record<string, Migration> = {
  '0001_first': first,
  '0002_deliveries': deliveries,
  '0003_work': workTables,
  '0004_signed_texts': signedTextsTable,
  '0005_tenants': tenantTables,
  '0006_accounts': accountTables,
  '0007_purges': purgesTable,
}
