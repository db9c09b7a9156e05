// All that is true of SQLite only. Another database is another file like this one.
import { type ColumnDefinitionBuilder, CompiledQuery, SqliteDialect, SqliteDriver } from 'kysely'
import Libsql from 'libsql'

// Waiting for a lock blocks the whole process, and nobody else has business in this file.
const BUSY_TIMEOUT_MS = 250

class ImmediateDriver extends SqliteDriver {
  // A transaction that begins by reading could fail when it comes to write, half way through.
  override async beginTransaction(
    connection: Parameters<SqliteDriver['beginTransaction']>[0],
  ): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}

class ImmediateDialect extends SqliteDialect {
  readonly #open: () => Promise<Libsql.Database>

  constructor(open: () => Promise<Libsql.Database>) {
    super({ database: open })
    this.#open = open
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver({ database: this.#open })
  }
}

/** A file in which a commit that was answered survives the loss of power. */
export function sqliteDialect(file: string): SqliteDialect {
  return new ImmediateDialect(async () => {
    const database = new Libsql(file, { timeout: BUSY_TIMEOUT_MS })
    database.exec('pragma journal_mode = wal; pragma synchronous = full')
    return database
  })
}

/** The column type of a number that grows and is never given twice. */
export function growingKey(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder {
  return column.primaryKey().autoIncrement()
}
