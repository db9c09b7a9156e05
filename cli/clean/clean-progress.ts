import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { CleanTotals } from './clean-report.js'
import type { AnyDatabase, RowKey } from './sql-table.js'

/** How far a run is. Kept in the database: it is committed together with the rows it speaks of. */
export interface CleanState {
  /** The last row that is done. */
  after: RowKey
  totals: CleanTotals
  /** Of the report, as far as it speaks of those rows; bytes. */
  reportSize: number
}

const TABLE = sql.id('deskbell_clean_progress')

/** The place of one run's progress, while the run goes on. */
export class CleanProgress {
  readonly #db: AnyDatabase
  readonly #run: string

  /** @param run what is asked of which table: a run that is asked the same goes on */
  constructor(db: AnyDatabase, run: unknown) {
    this.#db = db
    this.#run = createHash('sha256').update(JSON.stringify(run)).digest('hex').slice(0, 16)
  }

  /** Makes its place. @returns how far an interrupted run was */
  async open(): Promise<CleanState | null> {
    await sql`
      create table if not exists ${TABLE} (run text primary key, state text not null)
    `.execute(this.#db)
    const { rows } = await sql<{ state: string }>`
      select state from ${TABLE} where run = ${this.#run}`.execute(this.#db)
    return rows[0] === undefined ? null : JSON.parse(rows[0].state)
  }

  /** @param inside the transaction that changes the rows */
  async save(inside: AnyDatabase, state: CleanState): Promise<void> {
    const text = JSON.stringify(state)
    await sql`
      insert into ${TABLE} (run, state) values (${this.#run}, ${text})
      on conflict (run) do update set state = excluded.state
    `.execute(inside)
  }

  /** It is done; nothing of it stays in the database. */
  async close(): Promise<void> {
    await sql`delete from ${TABLE} where run = ${this.#run}`.execute(this.#db)
    const { rows } = await sql`select 1 from ${TABLE} limit 1`.execute(this.#db)
    if (rows.length === 0) await sql`drop table ${TABLE}`.execute(this.#db)
  }
}
