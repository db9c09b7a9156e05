import { type Kysely, PostgresAdapter } from 'kysely'

/** Whether it is PostgreSQL, where several processes write at once; otherwise it is SQLite. */
// biome-ignore lint/suspicious/noExplicitAny: whatever the tables are
export function isPostgres(db: Kysely<any>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter
}

/** Whether PostgreSQL gave the transaction up for another one's sake: the next try may well do. */
export function isConflict(problem: unknown): boolean {
  // deadlock_detected, serialization_failure
  return ['40P01', '40001'].includes((problem as { code?: string }).code ?? '')
}
