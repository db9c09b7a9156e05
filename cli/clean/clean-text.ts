import type { Engine } from '../../js-shim/src/core/engine.js'
import { CommandError } from '../command-error.js'
import { type CleanReport, type CleanTotals, count, emptyTotals } from './clean-report.js'
import {
  CHANGED,
  CLEAN_RESULTS,
  type CleanPolicy,
  cleanValues,
  UNREADABLE,
} from './clean-values.js'
import { CsvCutter } from './csv-cutter.js'
import { readCsvHead } from './csv-form.js'
import { NdjsonCutter } from './ndjson-cutter.js'
import { cellOf, type RecordCutter, type Slice } from './record-cutter.js'
import { encodeText, type TextSource } from './text-source.js'

export interface TextQuestion {
  columns: readonly string[]
  countryColumn: string | undefined
  hasHeader: boolean
  policy: CleanPolicy
}

export interface TextRun {
  /** Gets the file's bytes again, rewritten; absent in a dry run. */
  write?: (bytes: Buffer) => Promise<void>
  report?: CleanReport
  /** Called after each portion. */
  onRows?: (rows: number) => void
  /** Aborts between two portions. */
  signal?: AbortSignal
}

/** A record longer than this (bytes) is none: a quote was not closed, or it is another format. */
const LONGEST_RECORD = 16 * 1024 * 1024

/**
 * Rewrites the numbers of a CSV or newline-delimited JSON text, in memory of a few portions.
 * @throws CommandError when the text is not what it should be; the signal's reason
 */
export async function cleanText(
  engine: Pick<Engine, 'normalize' | 'normalizeAll'>,
  source: TextSource,
  question: TextQuestion,
  { write, report, onRows, signal }: TextRun,
): Promise<CleanTotals> {
  const totals = emptyTotals(question.columns)
  let cutter: RecordCutter | undefined
  let text = ''
  const put = async (rewritten: string) => {
    if (write !== undefined && rewritten !== '') await write(encodeText(rewritten, source.encoding))
  }
  const take = async (isEnd: boolean) => {
    signal?.throwIfAborted()
    if (cutter === undefined) {
      // The first record must be whole, and so much that the line ends show.
      if (!isEnd && text.length < 65_536) return
      if (text.trim() === '') return
      const head = open(text, question, isEnd)
      cutter = head.cutter
      await put(text.slice(0, head.used))
      text = text.slice(head.used)
    }
    const slice = cutter.cut(text, isEnd)
    const rewritten = rewrite(
      engine,
      text.slice(0, slice.used),
      slice,
      cutter,
      question,
      totals,
      report,
    )
    await report?.flush()
    await put(rewritten)
    text = text.slice(slice.used)
    if (text.length > LONGEST_RECORD)
      throw new CommandError(
        `The record behind row ${totals.rows} is longer than 16 MB: is a quote not closed there?`,
      )
    onRows?.(totals.rows)
  }
  if (write !== undefined && source.mark.length > 0) await write(source.mark)
  for await (const chunk of source.chunks) {
    text += chunk
    await take(false)
  }
  await take(true)
  await put(text)
  return totals
}

/** JSON objects begin with a brace, and no CSV header does. */
function open(
  text: string,
  question: TextQuestion,
  isEnd: boolean,
): { cutter: RecordCutter; used: number } {
  const { columns, countryColumn, policy } = question
  const first = text.trimStart()[0]
  if (first === '[')
    throw new CommandError("This is one JSON list; one object a line is needed: jq -c '.[]'.")
  if (first === '{')
    return { cutter: new NdjsonCutter(columns, countryColumn, policy.asInteger), used: 0 }
  const { form, used, line } = readCsvHead(text, question, isEnd)
  return { cutter: new CsvCutter(form, columns, line), used }
}

/** The text of a slice with its numbers rewritten; what became of each is counted. */
function rewrite(
  engine: Pick<Engine, 'normalize' | 'normalizeAll'>,
  text: string,
  slice: Slice,
  { columns }: RecordCutter,
  { policy }: TextQuestion,
  totals: CleanTotals,
  report: CleanReport | undefined,
): string {
  const { values, countries, obstacles, lines } = slice
  const cleaned = values.map(column => cleanValues(engine, column, policy, countries))
  let rewritten = ''
  let copied = 0
  totals.rows += lines.length
  for (let row = 0; row < lines.length; row++) {
    const edits: { from: number; to: number; text: string }[] = []
    for (let column = 0; column < columns.length; column++) {
      const name = columns[column] as string
      const { results, after, reasons } = cleaned[column] as (typeof cleaned)[number]
      const obstacle = obstacles.get(cellOf(row, column, columns.length))
      const result = obstacle === undefined ? (results[row] as number) : UNREADABLE
      if (result === CHANGED || result === UNREADABLE) {
        const entry = {
          row: String(lines[row]),
          column: name,
          reason:
            result === CHANGED ? ('' as const) : (obstacle ?? reasons.get(row) ?? 'not_a_number'),
          before: values[column]?.[row] ?? '',
          after: after[row] ?? '',
        }
        if (result === CHANGED) edits.push(slice.replace(row, column, entry.after))
        count(totals, name, CLEAN_RESULTS[result] as (typeof CLEAN_RESULTS)[number], entry)
        report?.add(entry)
      } else count(totals, name, CLEAN_RESULTS[result] as (typeof CLEAN_RESULTS)[number])
    }
    if (edits.length > 1) edits.sort((a, b) => a.from - b.from)
    for (const { from, to, text: after } of edits) {
      rewritten += text.slice(copied, from) + after
      copied = to
    }
  }
  return rewritten + text.slice(copied)
}
