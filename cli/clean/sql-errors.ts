/** The code of a database's error: SQLSTATE of PostgreSQL, `SQLITE_…` of SQLite. */
function codeOf(problem: unknown): string {
  const code = (problem as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : ''
}

/** A rule of the database does not let a value in: type and length, constraints, a trigger. */
export function isRefusal(problem: unknown): boolean {
  return /^(22|23|27|44|P0001)|^SQLITE_CONSTRAINT/.test(codeOf(problem))
}

/** It may go better next time: a deadlock, a lock that somebody held too long. */
export function isPassing(problem: unknown): boolean {
  return /^(40|55P03)|^SQLITE_(BUSY|LOCKED)/.test(codeOf(problem))
}
