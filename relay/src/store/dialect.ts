import { type Kysely, PostgresAdapter } from 'kysely'

/** Whether it is PostgreSQL, where several processes write at once; otherwise it is SQLite. */
export function isPostgres<T>(db: Kysely<T>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter
}
