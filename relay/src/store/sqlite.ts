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
  const inMemory = file === ':memory:'
  // SQLite would make it as readable as the umask allows; its companions (-wal, -shm) follow it.
  if (!inMemory) closeSync(openSync(file, 'a', 0o600))
  const writer = new Libsql(file, { timeout: BUSY_TIMEOUT_MS })
  writer.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on')
  if (inMemory) return new ImmediateDialect(writer)
  const reader = new Libsql(file, { timeout: BUSY_TIMEOUT_MS })
  reader.exec('pragma query_only = on')
  return new ImmediateDialect(writer, reader)
}
