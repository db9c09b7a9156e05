import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Kysely, SqliteDialect } from 'kysely'
import Database from 'libsql'
import type { Engine } from '../../../js-shim/src/core/engine.js'
import { type CrmTables, SCHEMA } from './tables.js'

/** What every question to the CRM's data needs. */
export interface CrmData {
  db: Kysely<CrmTables>
  engine: Pick<Engine, 'normalize'>
}

/** Opens (and makes) the CRM's own database. `:memory:` for one that is gone afterwards. */
export function openDatabase(file: string, engine: Pick<Engine, 'normalize'>): CrmData {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const database = new Database(file)
  database.pragma('journal_mode = wal')
  database.pragma('synchronous = full')
  database.pragma('foreign_keys = on')
  database.exec(SCHEMA)
  return { db: new Kysely<CrmTables>({ dialect: new SqliteDialect({ database }) }), engine }
}
