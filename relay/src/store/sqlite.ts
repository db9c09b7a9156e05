// All that is true of SQLite only.
import { closeSync, openSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type CompiledQuery,
  type DatabaseConnection,
  RawNode,
  SelectQueryNode,
  SqliteDialect,
  SqliteDriver,
} from 'kysely'
import Libsql from 'libsql'

// In the driver, which blocks the whole process; enough for the moments in which SQLite locks readers.
const BUSY_TIMEOUT_MS = 20
// Nobody but another relay or a tool of the admin has business in this file.
const LOCK_PATIENCE_MS = 1000
const LOCK_PAUSE_MS = 5

/** SQLite's one connection. Every write is in a transaction that has the lock before it begins. */
class ImmediateDriver extends SqliteDriver {
  readonly #database: Libsql.Database
  readonly #guarded = new WeakMap<DatabaseConnection, DatabaseConnection>()

  constructor(database: Libsql.Database) {
    super({ database })
    this.#database = database
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection()
    const guarded = this.#guarded.get(connection) ?? this.#guard(connection)
    this.#guarded.set(connection, guarded)
    return guarded
  }

  /**
   * libsql 0.5 keeps a statement that found the database locked open until it is collected, and
   * with it open no later transaction can commit; `exec` leaves none behind. So no statement may
   * find the lock taken: not half way through a transaction, and not alone.
   */
  override async beginTransaction(): Promise<void> {
    const patience = performance.now() + LOCK_PATIENCE_MS
    for (;;) {
      try {
        this.#database.exec('begin immediate')
        return
      } catch (problem) {
        const busy = problem instanceof Libsql.SqliteError && problem.code === 'SQLITE_BUSY'
        if (!busy || performance.now() > patience) throw problem
      }
      await sleep(LOCK_PAUSE_MS)
    }
  }

  override async commitTransaction(): Promise<void> {
    this.#database.exec('commit')
  }

  override async rollbackTransaction(): Promise<void> {
    // After some errors (a full disk) SQLite has rolled back by itself.
    if (this.#database.inTransaction) this.#database.exec('rollback')
  }

  #guard(connection: DatabaseConnection): DatabaseConnection {
    return {
      executeQuery: async <R>(query: CompiledQuery) => {
        if (this.#database.inTransaction || !writes(query)) return connection.executeQuery<R>(query)
        await this.beginTransaction()
        try {
          const result = await connection.executeQuery<R>(query)
          await this.commitTransaction()
          return result
        } catch (problem) {
          await this.rollbackTransaction()
          throw problem
        }
      },
      streamQuery: (query, size) => connection.streamQuery(query, size),
    }
  }
}

function writes({ query, sql }: CompiledQuery): boolean {
  if (SelectQueryNode.is(query)) return false
  return !RawNode.is(query) || !/^\s*(select|pragma|explain)\b/i.test(sql)
}

class ImmediateDialect extends SqliteDialect {
  readonly #database: Libsql.Database

  constructor(database: Libsql.Database) {
    super({ database })
    this.#database = database
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#database)
  }
}

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
