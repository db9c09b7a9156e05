import type { CompiledQuery, QueryResult } from 'kysely'
import type Libsql from 'libsql'

// What a relay and a CRM ask again and again is fewer; texts with lists in them are endless.
const MOST_STATEMENTS = 200

/** Statements that SQLite has read and planned, by their text; the one unused longest goes first. */
export class StatementCache {
  readonly #database: Libsql.Database
  readonly #statements = new Map<string, Libsql.Statement>()

  constructor(database: Libsql.Database) {
    this.#database = database
  }

  execute<R>({ sql, parameters }: CompiledQuery): QueryResult<R> {
    const statement = this.#take(sql)
    const result = resultOf<R>(statement, parameters)
    // One that failed may be left half way, and is not used again.
    this.#statements.set(sql, statement)
    return result
  }

  clear(): void {
    this.#statements.clear()
  }

  #take(sql: string): Libsql.Statement {
    const known = this.#statements.get(sql)
    this.#statements.delete(sql)
    if (known) return known
    if (this.#statements.size >= MOST_STATEMENTS) {
      const [oldest = ''] = this.#statements.keys()
      this.#statements.delete(oldest)
    }
    return this.#database.prepare(sql)
  }
}

function resultOf<R>(statement: Libsql.Statement, parameters: readonly unknown[]): QueryResult<R> {
  if (statement.reader) return { rows: statement.all(parameters) as R[] }
  const { changes, lastInsertRowid } = statement.run(parameters)
  return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
}
