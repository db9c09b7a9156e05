import type { Kysely, Migration } from 'kysely'
import { growingKey } from '../../../relay/src/store/growing-key.js'
import { workTables } from './work-tables.js'

// Files from before there were migrations have these tables already.
const first: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration must not follow later changes of CrmTables
  async up(db: Kysely<any>) {
    const table = (name: string) => db.schema.createTable(name).ifNotExists()
    const index = (name: string, on: string, ...columns: string[]) =>
      db.schema.createIndex(name).ifNotExists().on(on).columns(columns).execute()

    await table('agents')
      .addColumn('extension', 'text', column => column.primaryKey())
      .addColumn('name', 'text', column => column.notNull())
      .addColumn('email', 'text', column => column.notNull())
      .execute()
    await table('companies')
      .$call(growingKey(db, 'id'))
      .addColumn('name', 'text', column => column.notNull())
      .addColumn('city', 'text', column => column.notNull())
      .addColumn('country', 'text', column => column.notNull())
      .addColumn('orders_eur', 'bigint', column => column.notNull())
      .addColumn('search', 'text', column => column.notNull())
      .addColumn('created_at', 'bigint', column => column.notNull())
      .execute()
    await table('contacts')
      .$call(growingKey(db, 'id'))
      .addColumn('name', 'text', column => column.notNull())
      .addColumn('company_id', 'bigint', column => column.references('companies.id'))
      .addColumn('role', 'text', column => column.notNull())
      .addColumn('email', 'text', column => column.notNull())
      .addColumn('responsible', 'text', column => column.references('agents.extension'))
      .addColumn('search', 'text', column => column.notNull())
      .addColumn('created_at', 'bigint', column => column.notNull())
      .execute()
    await index('contacts_by_company', 'contacts', 'company_id')
    await index('contacts_by_name', 'contacts', 'search')
    await table('contact_numbers')
      .$call(growingKey(db, 'id'))
      .addColumn('contact_id', 'bigint', column =>
        column.notNull().references('contacts.id').onDelete('cascade'),
      )
      .addColumn('label', 'text', column => column.notNull())
      .addColumn('e164', 'text', column => column.notNull())
      .addColumn('key', 'bigint', column => column.notNull())
      .addUniqueConstraint('contact_numbers_once', ['contact_id', 'key'])
      .execute()
    await index('contact_numbers_by_key', 'contact_numbers', 'key')
    await table('calls')
      .addColumn('call_id', 'text', column => column.primaryKey())
      .addColumn('provider', 'text', column => column.notNull())
      .addColumn('direction', 'text', column => column.notNull())
      .addColumn('from_number', 'text', column => column.notNull())
      .addColumn('to_number', 'text', column => column.notNull())
      .addColumn('line', 'text', column => column.notNull())
      .addColumn('agent', 'text', column => column.notNull())
      .addColumn('offered_at', 'bigint')
      .addColumn('answered_at', 'bigint')
      .addColumn('ended_at', 'bigint')
      .addColumn('ring_seconds', 'bigint')
      .addColumn('talk_seconds', 'bigint')
      .addColumn('outcome', 'text')
      .addColumn('contact_id', 'bigint', column => column.references('contacts.id'))
      .addColumn('client_key', 'bigint')
      .addColumn('recording_url', 'text', column => column.notNull())
      .addColumn('note', 'text', column => column.notNull())
      .addColumn('tracking', 'text', column => column.notNull())
      .execute()
    await index('calls_by_contact', 'calls', 'contact_id', 'offered_at')
    await index('calls_by_client', 'calls', 'client_key')
    await index('calls_by_time', 'calls', 'offered_at')
    await table('tasks')
      .$call(growingKey(db, 'id'))
      .addColumn('title', 'text', column => column.notNull())
      .addColumn('kind', 'text', column => column.notNull())
      .addColumn('due_at', 'bigint', column => column.notNull())
      .addColumn('done_at', 'bigint')
      .addColumn('contact_id', 'bigint', column =>
        column.references('contacts.id').onDelete('cascade'),
      )
      .addColumn('agent', 'text', column => column.notNull())
      .addColumn('number', 'text', column => column.notNull())
      .addColumn('call_id', 'text')
      .addColumn('created_at', 'bigint', column => column.notNull())
      .execute()
    await index('tasks_by_contact', 'tasks', 'contact_id')
    await index('tasks_by_agent', 'tasks', 'agent', 'due_at')
    await table('settings')
      .addColumn('name', 'text', column => column.primaryKey())
      .addColumn('value', 'text', column => column.notNull())
      .execute()
  },
}

const companyPhone: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: as above
  async up(db: Kysely<any>) {
    await db.schema
      .alterTable('companies')
      .addColumn('phone', 'text', column => column.notNull().defaultTo(''))
      .execute()
  },
}

/** By name, in the order in which they run. One that was released is never changed. */
export const migrations: Record<string, Migration> = {
  '0001_first': first,
  '0002_company_phone': companyPhone,
  '0003_work': workTables,
}
