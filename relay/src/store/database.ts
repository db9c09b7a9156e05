import { Kysely, Migrator } from 'kysely'
import { migrations } from './migrations.js'
import type { Schema, Store } from './schema.js'
import { sqliteDialect } from './sqlite.js'

/** Opens the relay's database and brings its tables up to date. */
export async function openDatabase(file: string): Promise<Store> {
  const store = new Kysely<Schema>({ dialect: sqliteDialect(file) })
  const migrator = new Migrator({
    db: store,
    provider: { getMigrations: async () => migrations },
    migrationTableName: 'deskbell_migrations',
    migrationLockTableName: 'deskbell_migrations_lock',
  })
  const { error } = await migrator.migrateToLatest()
  if (error) {
    await store.destroy()
    throw error
  }
  return store
}
