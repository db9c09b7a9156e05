import { Kysely, type Migration, Migrator, sql } from 'kysely'
import { type DatabaseAddress, readAddress, shownAddress } from './address.js'
import { postgresDialect } from './postgres.js'
import { sqliteDialect } from './sqlite.js'

/** How somebody keeps tables: in a schema of their own on PostgreSQL, in a file of their own on SQLite. */
export interface Tables {
  /** Name of the schema, and what the names of Kysely's own tables begin with. */
  schema: string
  /** By name, in the order in which they run. */
  migrations: Record<string, Migration>
}

/**
 * Opens the database that the setting names and brings the tables up to date.
 * @throws Error that says which database it is and what is wrong with it, without its password
 */
export async function connect<T>(setting: string, tables: Tables): Promise<Kysely<T>> {
  const address = readAddress(setting)
  let store: Kysely<T> | undefined
  try {
    if (address.kind === 'sqlite') {
      store = new Kysely<T>({ dialect: sqliteDialect(address.file) })
      await migrate(store, tables)
    } else {
      await prepare(address.url, tables)
      store = new Kysely<T>({ dialect: postgresDialect(address.url, tables.schema) })
    }
    return store
  } catch (cause) {
    await store?.destroy()
    throw unusable(address, cause)
  }
}

async function prepare<T>(url: string, tables: Tables): Promise<void> {
  const patient = new Kysely<T>({ dialect: postgresDialect(url, tables.schema, true) })
  try {
    await makeSchema(patient, tables.schema)
    await migrate(patient, tables)
  } finally {
    await patient.destroy()
  }
}

/** Several may start at once; and who may not make a schema may still use one that is there. */
async function makeSchema<T>(store: Kysely<T>, name: string): Promise<void> {
  const isThere = async () =>
    (await sql`select 1 from pg_namespace where nspname = ${name}`.execute(store)).rows.length > 0
  if (await isThere()) return
  try {
    await store.schema.createSchema(name).ifNotExists().execute()
  } catch (problem) {
    if (!(await isThere())) throw problem
  }
}

async function migrate<T>(db: Kysely<T>, { schema, migrations }: Tables): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableName: `${schema}_migrations`,
    migrationLockTableName: `${schema}_migrations_lock`,
  })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}

function unusable(address: DatabaseAddress, cause: unknown): Error {
  const { code, message } = cause as { code?: string; message?: string }
  const what = message || code || String(cause)
  return new Error(`the database ${shownAddress(address)} cannot be used: ${what}`, { cause })
}
