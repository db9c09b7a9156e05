// Every table with the tenant in front of its keys.
import { type CreateTableBuilder, type Kysely, type Migration, sql } from 'kysely'
import { continueKeys, growingKey } from './growing-key.js'
import { DEFAULT_TENANT } from './tenant.js'

// biome-ignore lint/suspicious/noExplicitAny: a migration must not follow later changes of Schema
type AnyDatabase = Kysely<any>
// biome-ignore lint/suspicious/noExplicitAny: as above
type Table = CreateTableBuilder<any, any>

type Type = 'text' | 'bigint' | 'integer'
interface Shape {
  /** Its own growing key, if it has one. */
  growing?: string
  columns: Record<string, Type | [Type, 'null']>
  /** Behind the tenant. */
  key?: string[]
  unique?: string[]
}

const SHAPES: Record<string, Shape> = {
  events: {
    growing: 'seq',
    columns: { id: 'text', call_id: 'text', body: 'text' },
    unique: ['id'],
  },
  calls: {
    columns: {
      call_id: 'text',
      state: 'text',
      body: 'text',
      updated_at: 'bigint',
      dial_pending: 'integer',
      record: ['text', 'null'],
      record_seq: 'bigint',
      saved_seq: 'bigint',
    },
    key: ['call_id'],
  },
  call_aliases: {
    columns: { provider: 'text', provider_call_id: 'text', call_id: 'text' },
    key: ['provider', 'provider_call_id'],
  },
  call_agents: {
    columns: { call_id: 'text', agent: 'text', since_seq: 'bigint' },
    key: ['call_id', 'agent'],
  },
  signed_texts: {
    columns: {
      provider: 'text',
      digest: 'text',
      place: 'integer',
      provider_call_id: 'text',
      first_at: 'bigint',
    },
    key: ['provider', 'digest', 'place'],
  },
  decisions: {
    columns: {
      call_id: 'text',
      moment: 'text',
      asked_seq: 'bigint',
      done_seq: 'bigint',
      run_at: 'bigint',
      row: 'text',
      client: ['text', 'null'],
      matrix_version: 'bigint',
    },
    key: ['call_id', 'moment'],
  },
  actions: {
    columns: {
      key: 'text',
      call_id: 'text',
      seq: 'bigint',
      place: 'integer',
      body: 'text',
      version: 'bigint',
      done_version: 'bigint',
      made_id: ['text', 'null'],
      refused: ['text', 'null'],
    },
    key: ['key'],
  },
  settings: {
    columns: { name: 'text', version: 'bigint', body: 'text', changed_at: 'bigint' },
    key: ['name', 'version'],
  },
  deliveries: {
    growing: 'seq',
    columns: { call_id: 'text', news: 'integer', body: 'text' },
  },
}

export const tenantTables: Migration = {
  async up(db: AnyDatabase) {
    for (const [name, shape] of Object.entries(SHAPES)) await rebuild(db, name, shape)
    await indexes(db)
    await db.schema
      .createTable('tenants')
      .addColumn('id', 'text', column => column.primaryKey())
      .addColumn('version', 'bigint', column => column.notNull())
      .addColumn('state', 'text', column => column.notNull())
      .addColumn('options', 'text', column => column.notNull())
      .addColumn('changed_at', 'bigint', column => column.notNull())
      .execute()
  },
}

/** SQLite changes no key of a table that is there; so it is made anew, and what was is the default's. */
async function rebuild(db: AnyDatabase, name: string, shape: Shape): Promise<void> {
  const old = `old_${name}`
  await db.schema.alterTable(name).renameTo(old).execute()
  await create(db, name, shape)
  const columns = [...(shape.growing ? [shape.growing] : []), ...Object.keys(shape.columns)]
  await db
    .insertInto(name)
    .columns(['tenant', ...columns])
    .expression(db.selectFrom(old).select([sql.lit(DEFAULT_TENANT).as('tenant'), ...columns]))
    .execute()
  await db.schema.dropTable(old).execute()
  if (shape.growing) await continueKeys(db, name, shape.growing)
}

async function create(db: AnyDatabase, name: string, shape: Shape): Promise<void> {
  let table: Table = db.schema.createTable(name)
  if (shape.growing) table = table.$call(growingKey(db, shape.growing))
  table = table.addColumn('tenant', 'text', column => column.notNull())
  for (const [column, type] of Object.entries(shape.columns)) {
    table =
      typeof type === 'string'
        ? table.addColumn(column, type, each => each.notNull())
        : table.addColumn(column, type[0])
  }
  const { key, unique } = shape
  if (key) table = table.addPrimaryKeyConstraint(`${name}_of_tenant_key`, ['tenant', ...key])
  if (unique) table = table.addUniqueConstraint(`${name}_of_tenant_once`, ['tenant', ...unique])
  await table.execute()
}

async function indexes(db: AnyDatabase): Promise<void> {
  const index = (name: string, table: string, columns: string[]) =>
    db.schema.createIndex(name).on(table).columns(columns)
  await index('events_of_tenant', 'events', ['tenant', 'seq']).execute()
  await index('events_of_call', 'events', ['tenant', 'call_id', 'seq']).execute()
  await index('call_aliases_of_call', 'call_aliases', ['tenant', 'call_id']).execute()
  await index('signed_texts_of_call', 'signed_texts', [
    'tenant',
    'provider',
    'provider_call_id',
  ]).execute()
  await index('calls_by_age', 'calls', ['tenant', 'updated_at']).execute()
  await index('deliveries_of_call', 'deliveries', ['tenant', 'call_id', 'news', 'seq']).execute()
  await index('actions_of_call', 'actions', ['tenant', 'call_id']).execute()
  // Only the few that wait for something are in these.
  await index('calls_not_ended', 'calls', ['updated_at', 'call_id'])
    .where('state', '<>', sql.lit('ended'))
    .execute()
  await index('calls_to_save', 'calls', ['tenant', 'record_seq'])
    .where(sql.ref('saved_seq'), '<', sql.ref('record_seq'))
    .execute()
  await index('calls_dialled', 'calls', ['tenant', 'updated_at'])
    .where(sql.ref('dial_pending'), '=', 1)
    .execute()
  await index('decisions_due', 'decisions', ['tenant', 'asked_seq'])
    .where(sql.ref('done_seq'), '<', sql.ref('asked_seq'))
    .execute()
  await index('actions_due', 'actions', ['tenant', 'seq'])
    .where(sql.ref('done_version'), '<', sql.ref('version'))
    .execute()
}
