import { type Driver, SqliteDialect } from 'kysely'
import type Libsql from 'libsql'
import { Handle, Lease } from './sqlite-lease.js'
import { Turns } from './turns.js'

class ImmediateDriver implements Driver {
  readonly #writer: Handle
  readonly #reader: Handle | undefined
  readonly #turns = new Turns()

  constructor(writer: Libsql.Database, reader: Libsql.Database | undefined) {
    this.#writer = new Handle(writer)
    this.#reader = reader && new Handle(reader)
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<Lease> {
    return new Lease(this.#writer, this.#reader, this.#turns)
  }

  async beginTransaction(lease: Lease): Promise<void> {
    await lease.begin()
  }

  async commitTransaction(lease: Lease): Promise<void> {
    await lease.commit()
  }

  async rollbackTransaction(lease: Lease): Promise<void> {
    lease.rollback()
  }

  async releaseConnection(lease: Lease): Promise<void> {
    lease.giveBack()
  }

  async destroy(): Promise<void> {
    this.#reader?.close()
    this.#writer.close()
  }
}

/** SQLite through libsql. Every write is in a transaction that has the lock before it begins. */
export class ImmediateDialect extends SqliteDialect {
  readonly #writer: Libsql.Database
  readonly #reader: Libsql.Database | undefined

  /**
   * @param reader - A second connection to the same file, for what is read outside of transactions.
   *   Only where readers and writers do not lock each other out (`journal_mode = wal`).
   */
  constructor(writer: Libsql.Database, reader?: Libsql.Database) {
    super({ database: writer })
    this.#writer = writer
    this.#reader = reader
  }

  override createDriver(): Driver {
    return new ImmediateDriver(this.#writer, this.#reader)
  }
}
