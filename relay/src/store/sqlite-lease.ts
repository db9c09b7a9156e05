import { setTimeout as sleep } from 'node:timers/promises'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
  RawNode,
  SelectQueryNode,
} from 'kysely'
import Libsql from 'libsql'
import LibsqlPromise from 'libsql/promise'
import { StatementCache } from './statement-cache.js'
import type { Turns } from './turns.js'

// Nobody but another relay or a tool of the admin has business in this file.
const LOCK_PATIENCE_MS = 1000
const LOCK_PAUSE_MS = 5

/** One of SQLite's own connections, with the statements that it has prepared. */
export class Handle {
  readonly database: Libsql.Database
  readonly statements: StatementCache

  constructor(database: Libsql.Database) {
    this.database = database
    this.statements = new StatementCache(database)
  }

  close(): void {
    this.statements.clear()
    this.database.close()
  }
}

/**
 * What Kysely takes for a connection: it reads without waiting for anybody, and has SQLite's one
 * writing connection for itself from its first write until it is given back.
 */
export class Lease implements DatabaseConnection {
  readonly #writer: Handle
  readonly #reader: Handle | undefined
  readonly #turns: Turns
  #endTurn: (() => void) | undefined

  constructor(writer: Handle, reader: Handle | undefined, turns: Turns) {
    this.#writer = writer
    this.#reader = reader
    this.#turns = turns
  }

  /**
   * libsql 0.5 keeps a statement that found the database locked open until it is collected, and
   * with it open no later transaction can commit; `exec` leaves none behind. So no statement may
   * find the lock taken: not half way through a transaction, and not alone.
   */
  async begin(): Promise<void> {
    await this.#takeTurn()
    const patience = performance.now() + LOCK_PATIENCE_MS
    for (;;) {
      try {
        this.#writer.database.exec('begin immediate')
        return
      } catch (problem) {
        const busy = problem instanceof Libsql.SqliteError && problem.code === 'SQLITE_BUSY'
        if (!busy || performance.now() > patience) throw problem
      }
      await sleep(LOCK_PAUSE_MS)
    }
  }

  /**
   * Waits for the disk on another thread. libsql's two classes are two ways to one kind of
   * database; nobody goes the other way meanwhile, since the turn is still taken.
   */
  async commit(): Promise<void> {
    await LibsqlPromise.prototype.exec.call(this.#writer.database, 'commit')
  }

  rollback(): void {
    const { database } = this.#writer
    // After some errors (a full disk) SQLite has rolled back by itself.
    if (database.inTransaction) database.exec('rollback')
  }

  giveBack(): void {
    this.#endTurn?.()
    this.#endTurn = undefined
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { statements, database } = this.#writer
    if (this.#endTurn && database.inTransaction) return statements.execute<R>(query)
    if (!writes(query)) {
      if (this.#reader && !this.#endTurn) return this.#reader.statements.execute<R>(query)
      await this.#takeTurn()
      return statements.execute<R>(query)
    }
    await this.begin()
    try {
      const result = statements.execute<R>(query)
      await this.commit()
      return result
    } catch (problem) {
      this.rollback()
      throw problem
    }
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery<R>(query)
  }

  async #takeTurn(): Promise<void> {
    this.#endTurn ??= await this.#turns.take()
  }
}

function writes({ query, sql }: CompiledQuery): boolean {
  if (SelectQueryNode.is(query)) return false
  return !RawNode.is(query) || !/^\s*(select|pragma|explain)\b/i.test(sql)
}
