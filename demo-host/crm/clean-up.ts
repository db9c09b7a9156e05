import { findTable } from '../../cli/clean/clean-database.js'
import type { CleanEntry, CleanReport, CleanTotals } from '../../cli/clean/clean-report.js'
import { cleanTable } from '../../cli/clean/clean-table.js'
import type { AnyDatabase } from '../../cli/clean/sql-table.js'
import type { Engine } from '../../js-shim/src/core/engine.js'
import type { CrmData } from './data/open-database.js'
import { readSettings } from './data/settings.js'

/** Where this CRM keeps numbers that people typed; contacts' own are stored in one form anyway. */
const PLACES = [
  {
    table: 'companies',
    column: 'phone',
    countryColumn: 'country',
    words: 'Companies, switchboard',
  },
  { table: 'tasks', column: 'number', countryColumn: undefined, words: 'Tasks, number to call' },
] as const

/** What came of one place. */
export interface PlaceResult {
  words: string
  rows: number
  counts: CleanTotals['columns'][string]
}

export interface CleanUpResult {
  isDryRun: boolean
  at: number
  seconds: number
  places: PlaceResult[]
  /** Of the companies, as many as a person looks at. */
  changed: CleanEntry[]
  left: CleanEntry[]
  /** Indexes that were made, by `table.column`. */
  indexes: string[]
}

/** Entries of a kind that a page shows. */
const SHOWN = 50

/** Entries for the page: the first of each kind. */
class PageReport implements CleanReport {
  readonly entries: CleanEntry[] = []
  get size() {
    return this.entries.length
  }
  rewind(size: number) {
    this.entries.length = size
  }
  add(entry: CleanEntry) {
    this.entries.push(entry)
  }
  async flush() {
    return this.size
  }
}

/** The clean-up of this CRM's own numbers: one at a time, asked for by the admin. */
export class CleanUp {
  readonly #data: CrmData
  readonly #engine: Pick<Engine, 'normalize' | 'normalizeAll'>
  /** Rows that are done and rows in all, while it runs. */
  progress: { done: number; total: number } | null = null
  result: CleanUpResult | null = null
  failed = false

  constructor(data: CrmData, engine: Pick<Engine, 'normalize' | 'normalizeAll'>) {
    this.#data = data
    this.#engine = engine
  }

  /** Starts, unless it runs already. @returns a promise of the end, which never rejects */
  async start(isDryRun: boolean): Promise<void> {
    if (this.progress !== null) return
    this.progress = { done: 0, total: 0 }
    this.failed = false
    try {
      this.result = await this.#run(isDryRun)
    } catch {
      this.failed = true
    } finally {
      this.progress = null
    }
  }

  async #run(isDryRun: boolean): Promise<CleanUpResult> {
    // The clean-up knows tables by their names only.
    const db = this.#data.db as unknown as AnyDatabase
    const { country } = await readSettings(this.#data)
    const policy = { country, asInteger: false, dropText: false }
    const began = performance.now()
    const result: CleanUpResult = {
      isDryRun,
      at: Date.now(),
      seconds: 0,
      places: [],
      changed: [],
      left: [],
      indexes: [],
    }
    const found = await Promise.all(
      PLACES.map(async place => {
        const { column, ...rest } = place
        const table = await findTable(db, { ...rest, columns: [column] })
        return { place, table, total: await table.count() }
      }),
    )
    const total = found.reduce((sum, each) => sum + each.total, 0)
    let before = 0
    for (const { place, table } of found) {
      const report = new PageReport()
      const totals = await cleanTable(this.#engine, db, table, {
        policy,
        isDryRun,
        report,
        onRows: ({ rows }) => {
          this.progress = { done: before + rows, total: Math.max(total, before + rows) }
        },
      })
      before += totals.rows
      const counts = totals.columns[place.column]
      if (counts !== undefined)
        result.places.push({ words: place.words, rows: totals.rows, counts })
      if (place.table === 'companies') {
        result.changed = report.entries.filter(({ reason }) => reason === '').slice(0, SHOWN)
        result.left = report.entries.filter(({ reason }) => reason !== '').slice(0, SHOWN)
      }
      for (const column of isDryRun ? [] : table.columns)
        if (await table.makeIndex(column)) result.indexes.push(`${place.table}.${column.name}`)
    }
    result.seconds = (performance.now() - began) / 1000
    return result
  }
}
