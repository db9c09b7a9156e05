import { sql } from 'kysely'
import type { Engine } from '../../js-shim/src/core/engine.js'
import type { CleanProgress, CleanState } from './clean-progress.js'
import {
  type CleanEntry,
  type CleanReport,
  type CleanTotals,
  count,
  emptyTotals,
} from './clean-report.js'
import {
  CHANGED,
  CLEAN_RESULTS,
  type CleanPolicy,
  type CleanReason,
  cleanValues,
} from './clean-values.js'
import { isPassing, isRefusal } from './sql-errors.js'
import type { AnyDatabase, Change, RowKey, SqlTable, TableColumn, TableRow } from './sql-table.js'

export interface TableRun {
  policy: CleanPolicy
  isDryRun: boolean
  /** Keeps how far it is; absent: it is not kept. */
  progress?: CleanProgress
  report?: CleanReport
  /** Called after each batch. */
  onRows?: (totals: CleanTotals) => void
  /** Aborts between two batches. */
  signal?: AbortSignal
}

/** Rows of one transaction: so many that its cost is spread, so few that others wait for 50 ms. */
const BATCH = 5000
/** How often a batch that met a passing trouble (a lock, a deadlock) is tried. */
const TRIES = 5
/**
 * Where a batch locks out all others, the time that they get after it, as a part of its own. They
 * look ten times a second at least (SQLite's busy handler), and so hit the pause within a second.
 */
const PAUSE = 0.5

/**
 * Rewrites the numbers of a table, batch by batch in the order of its primary key. Each batch is
 * one transaction; a value that somebody changes meanwhile stays as they wrote it.
 *
 * @param from where an interrupted run stopped
 * @throws the database's own errors, when they do not pass; the signal's reason
 */
export async function cleanTable(
  engine: Pick<Engine, 'normalize' | 'normalizeAll'>,
  db: AnyDatabase,
  table: SqlTable,
  run: TableRun,
  from: CleanState | null = null,
): Promise<CleanTotals> {
  let totals = from?.totals ?? emptyTotals(table.columns.map(({ name }) => name))
  let after: RowKey | null = from?.after ?? null
  const { report, signal, isDryRun, progress } = run
  for (;;) {
    signal?.throwIfAborted()
    const began = performance.now()
    const reportSize = report?.size ?? 0
    const batch = await patiently(async () => {
      report?.rewind(reportSize)
      const next = structuredClone(totals)
      const work = async (inside: AnyDatabase) => {
        const rows = await table.read(inside, after, BATCH)
        const last = rows.at(-1)
        if (last === undefined) return null
        await cleanRows(engine, inside, table, rows, run, next)
        const size = (await report?.flush()) ?? 0
        if (!isDryRun)
          await progress?.save(inside, { after: last.key, totals: next, reportSize: size })
        return { totals: next, after: last.key, isLast: rows.length < BATCH }
      }
      return isDryRun ? work(db) : db.transaction().execute(work)
    })
    if (batch !== null) {
      totals = batch.totals
      after = batch.after
      run.onRows?.(totals)
    }
    if (batch === null || batch.isLast) return totals
    const pause = table.locksAll && !isDryRun ? PAUSE * (performance.now() - began) : 0
    await new Promise(resolve => setTimeout(resolve, pause))
  }
}

async function cleanRows(
  engine: Pick<Engine, 'normalize' | 'normalizeAll'>,
  inside: AnyDatabase,
  table: SqlTable,
  rows: readonly TableRow[],
  { policy, isDryRun, report }: TableRun,
  totals: CleanTotals,
): Promise<void> {
  totals.rows += rows.length
  const isLocal = rows.some(({ country }) => country !== '')
  const countries = isLocal ? rows.map(({ country }) => country) : undefined
  for (const [place, column] of table.columns.entries()) {
    const values = rows.map(row => row.values[place] ?? '')
    const own = { ...policy, asInteger: policy.asInteger || column.isInteger }
    const { results, after, reasons } = cleanValues(engine, values, own, countries)
    const changes: Change[] = []
    const places: number[] = []
    rows.forEach((row, i) => {
      if (row.values[place] === null) reasons.set(i, 'not_text')
      else if (results[i] === CHANGED && (after[i] as string).length > column.room)
        reasons.set(i, 'does_not_fit')
      else if (results[i] === CHANGED) {
        changes.push({ key: row.key, before: values[i] as string, after: after[i] as string })
        places.push(i)
      }
    })
    if (!isDryRun && changes.length > 0)
      for (const [change, reason] of await write(inside, table, column, changes))
        reasons.set(places[change] as number, reason)
    rows.forEach((row, i) => {
      const reason = reasons.get(i)
      const result = reason === undefined ? CLEAN_RESULTS[results[i] as number] : 'unreadable'
      if (result !== 'changed' && result !== 'unreadable') {
        count(totals, column.name, result ?? 'unchanged')
        return
      }
      const entry: CleanEntry = {
        row: row.label,
        column: column.name,
        reason: reason ?? '',
        before: values[i] as string,
        after: reason === undefined ? (after[i] as string) : '',
      }
      count(totals, column.name, result, entry)
      report?.add(entry)
    })
  }
}

/** @returns the changes that were not made, by their place, and why */
async function write(
  inside: AnyDatabase,
  table: SqlTable,
  column: TableColumn,
  changes: readonly Change[],
): Promise<Map<number, CleanReason>> {
  const left = new Map<number, CleanReason>()
  // What the database refuses is found by halves: the others are written all the same.
  const portions = [{ from: 0, to: changes.length }]
  for (let portion = portions.pop(); portion !== undefined; portion = portions.pop()) {
    const { from, to } = portion
    const written = await attempt(inside, table, column, changes.slice(from, to))
    if (written !== null) {
      for (let i = from; i < to; i++) if (!written.has(i - from)) left.set(i, 'changed_meanwhile')
    } else if (to - from === 1) left.set(from, 'refused')
    else {
      const middle = (from + to) >> 1
      portions.push({ from: middle, to }, { from, to: middle })
    }
  }
  return left
}

/** Writes all of the changes, or, where the database refuses one, none: `null`. */
async function attempt(
  inside: AnyDatabase,
  table: SqlTable,
  column: TableColumn,
  changes: readonly Change[],
): Promise<Set<number> | null> {
  await sql`savepoint deskbell_clean`.execute(inside)
  try {
    const written = await table.write(inside, column, changes)
    await sql`release savepoint deskbell_clean`.execute(inside)
    return written
  } catch (problem) {
    if (!isRefusal(problem)) throw problem
    await sql`rollback to savepoint deskbell_clean`.execute(inside)
    return null
  }
}

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (problem) {
      if (tries === TRIES || !isPassing(problem)) throw problem
    }
    await new Promise(resolve => setTimeout(resolve, 100 * 2 ** tries))
  }
}
