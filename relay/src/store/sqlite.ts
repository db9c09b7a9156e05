// All that is true of SQLite only.
import { closeSync, openSync } from 'node:fs'
import type { SqliteDialect } from 'kysely'
import Libsql from 'libsql'
import { ImmediateDialect } from './immediate-dialect.js'

// In the driver, which blocks the whole process; enough for the moments in which SQLite locks readers.
const BUSY_TIMEOUT_MS = 20

/**
 * A file in which a commit that was answered survives the loss of power, readable by its owner only.
 * `:memory:` for one that is gone afterwards.
 */
export function sqliteDialect(file: string): SqliteDialect {
  // SQLite would make it as readable as the umask allows; its companions (-wal, -shm) follow it.
  if (file !== ':memory:') closeSync(openSync(file, 'a', 0o600))
  const database = new Libsql(file, { timeout: BUSY_TIMEOUT_MS })
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on')
  return new ImmediateDialect(database)
}
