import { setTimeout as sleep } from 'node:timers/promises'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
  RawNode,
  SelectQueryNode,
  SqliteDialect,
  SqliteDriver,
} from 'kysely'
import Libsql from 'libsql'
import LibsqlPromise from 'libsql/promise'
import { StatementCache } from './statement-cache.js'

// Nobody but another relay or a tool of the admin has business in this file.
const LOCK_PATIENCE_MS = 1000
const LOCK_PAUSE_MS = 5

/** SQLite's one connection. Every write is in a transaction that has the lock before it begins. */
class ImmediateDriver extends SqliteDriver {
  readonly #database: Libsql.Database
  readonly #statements: StatementCache
  #guarded: DatabaseConnection | undefined

  constructor(database: Libsql.Database) {
    super({ database })
    this.#database = database
    this.#statements = new StatementCache(database)
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection()
    this.#guarded ??= {
      executeQuery: query => this.#execute(query),
      streamQuery: (query, size) => connection.streamQuery(query, size),
    }
    return this.#guarded
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
    // Waits for the disk on another thread. libsql's two classes are two ways to one kind of database;
    // whoever holds the connection waits with it, so nobody uses it in the other way meanwhile.
    await LibsqlPromise.prototype.exec.call(this.#database, 'commit')
  }

  override async rollbackTransaction(): Promise<void> {
    // After some errors (a full disk) SQLite has rolled back by itself.
    if (this.#database.inTransaction) this.#database.exec('rollback')
  }

  override async destroy(): Promise<void> {
    this.#statements.clear()
    await super.destroy()
  }

  async #execute<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#database.inTransaction || !writes(query)) return this.#statements.execute<R>(query)
    await this.beginTransaction()
    try {
      const result = this.#statements.execute<R>(query)
      await this.commitTransaction()
      return result
    } catch (problem) {
      await this.rollbackTransaction()
      throw problem
    }
  }
}

function writes({ query, sql }: CompiledQuery): boolean {
  if (SelectQueryNode.is(query)) return false
  return !RawNode.is(query) || !/^\s*(select|pragma|explain)\b/i.test(sql)
}

/** SQLite through libsql, whose writers never find the lock taken half way. */
export class ImmediateDialect extends SqliteDialect {
  readonly #database: Libsql.Database

  constructor(database: Libsql.Database) {
    super({ database })
    this.#database = database
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#database)
  }
}
