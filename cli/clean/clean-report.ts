import type { FileHandle } from 'node:fs/promises'
import type { CleanReason, CleanResult } from './clean-values.js'
import { writeAll } from './new-file.js'

/** How many values of a column came out how. */
export type CleanCounts = Record<CleanResult, number>

/** A value that was rewritten, or one that could not be. */
export interface CleanEntry {
  /** The line of the file, or the row's primary key. */
  row: string
  column: string
  /** `''`: it was rewritten. */
  reason: CleanReason | ''
  before: string
  after: string
}

/** What is told at the end, and kept while a run may be interrupted. Plain JSON. */
export interface CleanTotals {
  rows: number
  /** By column. */
  columns: Record<string, CleanCounts>
  /** How often, and the first few. */
  reasons: Partial<Record<CleanReason, { count: number; examples: CleanEntry[] }>>
  /** The first rewritten values. */
  changes: CleanEntry[]
}

/** Examples that are shown of each reason, and of changes. */
const EXAMPLES = 3
const CHANGES = 10

export function emptyTotals(columns: readonly string[]): CleanTotals {
  const counts = () => ({ empty: 0, unchanged: 0, changed: 0, unreadable: 0 })
  return {
    rows: 0,
    columns: Object.fromEntries(columns.map(name => [name, counts()])),
    reasons: {},
    changes: [],
  }
}

/** Counts one value. @param entry of those that were rewritten or could not be */
export function count(
  totals: CleanTotals,
  column: string,
  result: CleanResult,
  entry?: CleanEntry,
): void {
  const counts = totals.columns[column]
  if (counts !== undefined) counts[result]++
  if (entry === undefined) return
  if (entry.reason === '') {
    if (totals.changes.length < CHANGES) totals.changes.push(entry)
    return
  }
  const known = totals.reasons[entry.reason] ?? { count: 0, examples: [] }
  known.count++
  if (known.examples.length < EXAMPLES) known.examples.push(entry)
  totals.reasons[entry.reason] = known
}

const HEAD = 'row,column,result,reason,before,after\n'

/** Where the entries go, besides their being counted. */
export interface CleanReport {
  /** How far it is; what a rewind goes back to. */
  readonly size: number
  /** Forgets what was added since it was so far: the rows behind that are done again. */
  rewind(size: number): void
  add(entry: CleanEntry): void
  /** Writes what was added. @returns how far it is now */
  flush(): Promise<number>
}

/** The report's file: a CSV row for every value that was rewritten or could not be. */
export class ReportFile implements CleanReport {
  readonly #file: FileHandle
  #text = ''
  #size: number

  /** @param size of what the file holds already; bytes */
  constructor(file: FileHandle, size = 0) {
    this.#file = file
    this.#size = size
    if (size === 0) this.#text = HEAD
  }

  /** What is on the disk; bytes. */
  get size(): number {
    return this.#size
  }

  rewind(size: number): void {
    this.#text = size === 0 ? HEAD : ''
    this.#size = size
  }

  add({ row, column, reason, before, after }: CleanEntry): void {
    const result = reason === '' ? 'changed' : 'unreadable'
    // What is ours needs no quotes.
    this.#text += `${field(row)},${field(column)},${result},${reason},${field(before)},${after}\n`
  }

  async flush(): Promise<number> {
    const bytes = Buffer.from(this.#text)
    this.#text = ''
    await writeAll(this.#file, bytes, this.#size)
    this.#size += bytes.length
    return this.#size
  }

  async close(): Promise<void> {
    await this.flush()
    await this.#file.truncate(this.#size)
    await this.#file.close()
  }
}

/** In CSV, and no formula: what else a spreadsheet would take for one gets an apostrophe. */
function field(text: string): string {
  const first = text.charCodeAt(0)
  // '0' to '9': most values.
  const safe = (first >= 48 && first <= 57) || !FORMULA.test(text) ? text : `'${text}`
  return SPECIAL.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const FORMULA = /^[=@\t\r]|^[+-](?![\d ().\-/]*$)/
const SPECIAL = /[",\r\n]/
