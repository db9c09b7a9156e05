import { open } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Engine } from '../../js-shim/src/core/engine.js'
import { readAddress, shownAddress } from '../../relay/src/store/address.js'
import { isPostgres } from '../../relay/src/store/dialect.js'
import { CommandError } from '../command-error.js'
import { CleanProgress, type CleanState } from './clean-progress.js'
import { type CleanTotals, ReportFile } from './clean-report.js'
import { cleanTable } from './clean-table.js'
import type { CleanPolicy } from './clean-values.js'
import { openDatabase } from './open-database.js'
import { postgresTable } from './postgres-table.js'
import type { AnyDatabase, SqlTable, TableQuestion } from './sql-table.js'
import { sqliteTable } from './sqlite-table.js'

export interface DatabaseJob extends TableQuestion {
  /** `postgres://…` or the path of an SQLite file. */
  database: string
  policy: CleanPolicy
  isDryRun: boolean
  /** Make an index on each column that has none. */
  index: boolean
  /** Absent: none. */
  report: string | undefined
}

export interface DatabaseWatch {
  onProgress?: (rows: number, total: number) => void
  /** What else the person should know, in one line. */
  tell?: (line: string) => void
  signal?: AbortSignal
}

/** Finds a table whose numbers are to be cleaned. @throws CommandError when it cannot be */
export function findTable(db: AnyDatabase, question: TableQuestion): Promise<SqlTable> {
  return isPostgres(db) ? postgresTable(db, question) : sqliteTable(db, question)
}

/** Rewrites the numbers of a table. @throws CommandError; what is done until then stays done */
export async function cleanDatabase(
  engine: Pick<Engine, 'normalize' | 'normalizeAll'>,
  job: DatabaseJob,
  watch: DatabaseWatch = {},
): Promise<CleanTotals> {
  let address: ReturnType<typeof readAddress>
  try {
    address = readAddress(job.database)
  } catch (problem) {
    throw new CommandError(`--${(problem as Error).message}.`, 2)
  }
  const db = await openDatabase(address, { isReadOnly: job.isDryRun })
  try {
    return await cleanOpened(engine, db, job, watch)
  } catch (problem) {
    // The database's own words; they never hold a password.
    const { code, message } = problem as { code?: unknown; message?: string }
    if (typeof code !== 'string' || problem instanceof CommandError) throw problem
    throw new CommandError(`${shownAddress(address)}: ${message || code}`)
  } finally {
    await db.destroy()
  }
}

async function cleanOpened(
  engine: Pick<Engine, 'normalize' | 'normalizeAll'>,
  db: AnyDatabase,
  job: DatabaseJob,
  { onProgress, tell, signal }: DatabaseWatch,
): Promise<CleanTotals> {
  const { policy, isDryRun, countryColumn } = job
  const table = await findTable(db, job)
  const total = await table.count()
  const run = [table.name, table.columns.map(({ name }) => name), countryColumn, policy]
  await lock(db, JSON.stringify(run))
  const progress = isDryRun ? undefined : new CleanProgress(db, run)
  const { isKept, state } = await openProgress(progress, tell)
  const report = job.report === undefined ? undefined : await openReport(job.report, state, tell)
  let totals: CleanTotals
  try {
    totals = await cleanTable(
      engine,
      db,
      table,
      {
        policy,
        isDryRun,
        ...(isKept && { progress }),
        report,
        onRows: ({ rows }) => onProgress?.(rows, total),
        signal,
      },
      state,
    )
  } finally {
    await report?.close()
  }
  if (isKept) await progress?.close()
  if (job.index && !isDryRun)
    for (const column of table.columns) {
      const made = await table.makeIndex(column)
      tell?.(made ? `An index on ${column.name} was made.` : `${column.name} has an index already.`)
    }
  return totals
}

/** Two runs of the same would tell each other's story. SQLite's batches wait for one another. */
async function lock(db: AnyDatabase, run: string): Promise<void> {
  if (!isPostgres(db)) return
  const { rows } = await sql<{ mine: boolean }>`
    select pg_try_advisory_lock(hashtextextended(${`deskbell clean ${run}`}, 0)) as mine`.execute(
    db,
  )
  if (rows[0]?.mine !== true) throw new CommandError('Somebody is cleaning this table just now.')
}

async function openProgress(
  progress: CleanProgress | undefined,
  tell: DatabaseWatch['tell'],
): Promise<{ isKept: boolean; state: CleanState | null }> {
  if (progress === undefined) return { isKept: false, state: null }
  try {
    const state = await progress.open()
    if (state !== null)
      tell?.(`An earlier run stopped after ${state.totals.rows} rows; this one goes on from there.`)
    return { isKept: true, state }
  } catch (problem) {
    // insufficient_privilege: may change rows, but not make a table.
    if ((problem as { code?: unknown }).code !== '42501') throw problem
    tell?.('No table may be made here: if this run is stopped, the next begins at the first row.')
    return { isKept: false, state: null }
  }
}

/** It holds personal data, so it is for its owner only. */
async function openReport(
  path: string,
  state: CleanState | null,
  tell: DatabaseWatch['tell'],
): Promise<ReportFile> {
  const size = state?.reportSize ?? 0
  if (size > 0) {
    const file = await open(path, 'r+').catch(() => null)
    if (file !== null && (await file.stat()).size >= size) return new ReportFile(file, size)
    await file?.close()
    tell?.(`${path} of the earlier run is gone: the report begins with the rows from here on.`)
  }
  return new ReportFile(await open(path, 'w', 0o600))
}
