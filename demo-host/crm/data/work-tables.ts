// Leads, deals and tickets, the values of the CRM's own fields, and what was done for calls.
import { type Generated, type Kysely, type Migration, sql } from 'kysely'
import type { EntityType } from '../../../js-shim/src/core/lists.js'
import { growingKey } from '../../../relay/src/store/growing-key.js'

export type CaseKind = 'lead' | 'deal' | 'ticket'

export interface CasesTable {
  id: Generated<number>
  kind: CaseKind
  title: string
  contact_id: number | null
  /** Extension of the agent who looks after it. */
  responsible: string | null
  /** The call that led to it. */
  call_id: string | null
  /** ms since 1970, UTC; null while it is open. */
  closed_at: number | null
  created_at: number
}

/** One of the fields of `crm-fields.ts`, where somebody filled it in. */
export interface FieldValuesTable {
  entity: EntityType
  entity_id: number
  field: string
  value: string
}

/** Every action that was done for Deskbell: what makes doing it again harmless. */
export interface DoneActionsTable {
  key: string
  /** Id of what it made, in the table of its kind; null when it made nothing. */
  made_id: number | null
}

export const workTables: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration must not follow later changes
  async up(db: Kysely<any>) {
    await db.schema
      .createTable('cases')
      .$call(growingKey(db, 'id'))
      .addColumn('kind', 'text', column => column.notNull())
      .addColumn('title', 'text', column => column.notNull())
      .addColumn('contact_id', 'bigint', column =>
        column.references('contacts.id').onDelete('cascade'),
      )
      .addColumn('responsible', 'text', column => column.references('agents.extension'))
      .addColumn('call_id', 'text')
      .addColumn('closed_at', 'bigint')
      .addColumn('created_at', 'bigint', column => column.notNull())
      .execute()
    await db.schema.createIndex('cases_by_contact').on('cases').column('contact_id').execute()
    await db.schema
      .createTable('field_values')
      .addColumn('entity', 'text', column => column.notNull())
      .addColumn('entity_id', 'bigint', column => column.notNull())
      .addColumn('field', 'text', column => column.notNull())
      .addColumn('value', 'text', column => column.notNull())
      .addPrimaryKeyConstraint('field_values_key', ['entity', 'entity_id', 'field'])
      .execute()
    await db.schema
      .createIndex('field_values_by_value')
      .on('field_values')
      .columns(['field', 'value'])
      .execute()
    await db.schema
      .createTable('done_actions')
      .addColumn('key', 'text', column => column.primaryKey())
      .addColumn('made_id', 'bigint')
      .execute()
    for (const name of ['board', 'recording_url'])
      await db.schema
        .alterTable('tasks')
        .addColumn(name, 'text', column => column.notNull().defaultTo(''))
        .execute()
    await db.schema.alterTable('tasks').addColumn('case_id', 'bigint').execute()
    // Clients are looked up by the last nine digits while their call waits to ring.
    await db.schema
      .createIndex('contact_numbers_by_last_digits')
      .on('contact_numbers')
      .expression(sql`(key % 1000000000)`)
      .execute()
  },
}
