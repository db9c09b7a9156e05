// All that is true of SQLite only. Another database is another file like this one.
import { type ColumnDefinitionBuilder, SqliteDialect, SqliteDriver } from 'kysely'
import Libsql from 'libsql'

// Waiting for a lock blocks the whole process, and nobody else has business in this file.
const BUSY_TIMEOUT_MS = 250

/**
 * Transactions that hold the lock from their beginning, and so cannot find it taken half way.
 *
 * libsql 0.5 keeps a statement that found the database locked open until it is collected, and with
 * it open no later transaction can commit; `exec` leaves none behind. Hence every write of the
 * relay is in a transaction: only there no statement can find the lock taken.
 */
class ImmediateDriver extends SqliteDriver {
  readonly #opened: () => Libsql.Database

  constructor(open: () => Libsql.Database) {
    let database: Libsql.Database | undefined
    const opened = () => {
      database ??= open()
      return database
    }
    super({ database: async () => opened() })
    this.#opened = opened
  }

  override async beginTransaction(): Promise<void> {
    this.#opened().exec('begin immediate')
  }

  override async commitTransaction(): Promise<void> {
    this.#opened().exec('commit')
  }

  override async rollbackTransaction(): Promise<void> {
    // After some errors (a full disk) SQLite has rolled back by itself.
    if (this.#opened().inTransaction) this.#opened().exec('rollback')
  }
}

class ImmediateDialect extends SqliteDialect {
  readonly #open: () => Libsql.Database

  constructor(open: () => Libsql.Database) {
    super({ database: async () => open() })
    this.#open = open
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#open)
  }
}

/** A file in which a commit that was answered survives the loss of power. */
export function sqliteDialect(file: string): SqliteDialect {
  return new ImmediateDialect(() => {
    const database = new Libsql(file, { timeout: BUSY_TIMEOUT_MS })
    database.exec('pragma journal_mode = wal; pragma synchronous = full')
    return database
  })
}

/** The column type of a number that grows and is never given twice. */
export function growingKey(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder {
  return column.primaryKey().autoIncrement()
}
