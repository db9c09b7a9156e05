import { CommandError } from '../command-error.js'
import type { CsvForm } from './csv-cutter.js'
import { CsvFields, type CsvMarks } from './csv-fields.js'
import { meaningOf } from './text-source.js'

/** What delimits fields in the wild; the first wins where several would do. */
const DELIMITERS = [',', ';', '\t', '|']

export interface CsvHead {
  form: CsvForm
  /** How much of the text stands before the first row of data. */
  used: number
  /** The line in which that row begins, from 1. */
  line: number
}

export interface CsvQuestion {
  /** Names of the header, or places from 1. */
  columns: readonly string[]
  countryColumn: string | undefined
  hasHeader: boolean
}

/**
 * Finds out how a CSV file is written: the delimiter is the one by which the header has the columns
 * that are asked for.
 *
 * @param text the file's beginning, with the whole first record
 * @throws CommandError when there is no such column
 */
export function readCsvHead(text: string, question: CsvQuestion, isEnd: boolean): CsvHead {
  // Excel's own first line: `sep=;`.
  const told = /^sep=(.)(\r\n|\n|\r)/i.exec(text)
  const start = told?.[0].length ?? 0
  const lineEnd = !text.includes('\n') && text.includes('\r') ? '\r' : '\n'
  const candidates = told?.[1] === undefined ? DELIMITERS : [told[1]]
  const heads = candidates.map(delimiter => headBy({ delimiter, lineEnd }, text, start, isEnd))
  const wanted = [...question.columns, question.countryColumn].filter(name => name !== undefined)
  const fitting = heads.filter(({ names }) =>
    wanted.every(name => placeOf(name, names, question.hasHeader) >= 0),
  )
  const most = (some: typeof heads) =>
    some.reduce((best, head) => (head.names.length > best.names.length ? head : best))
  const head = fitting.length > 0 ? most(fitting) : most(heads)
  const place = (name: string) => {
    const found = placeOf(name, head.names, question.hasHeader)
    if (found >= 0) return found
    throw new CommandError(`There is no column '${name}'. ${listOf(head.names, question)}`, 2)
  }
  return {
    form: {
      delimiter: head.delimiter,
      lineEnd,
      fields: head.names.length,
      columns: question.columns.map(place),
      countryColumn: question.countryColumn === undefined ? -1 : place(question.countryColumn),
    },
    used: question.hasHeader ? head.next : start,
    line: (start > 0 ? 2 : 1) + (question.hasHeader ? head.lines : 0),
  }
}

function headBy(marks: CsvMarks, text: string, start: number, isEnd: boolean) {
  const record = new CsvFields(text, marks, isEnd)
  if (!record.find(start)) return { ...marks, names: [], next: start, lines: 0 }
  const names = Array.from({ length: record.count }, (_, field) => {
    const [from, to] = record.spans.slice(2 * field)
    return meaningOf(text.slice(from, to)).replaceAll('""', '"').trim()
  })
  return { ...marks, names, next: record.next, lines: record.lines }
}

/** By name, then by name in other letters (`Phone`), then by place; -1: nowhere. */
function placeOf(wanted: string, names: readonly string[], hasHeader: boolean): number {
  if (hasHeader) {
    const exact = names.indexOf(wanted)
    if (exact >= 0) return exact
    const lower = wanted.toLowerCase()
    const alike = names.findIndex(name => name.toLowerCase() === lower)
    if (alike >= 0) return alike
  }
  const place = /^[1-9]\d{0,4}$/.test(wanted) ? Number(wanted) - 1 : -1
  return place < names.length ? place : -1
}

function listOf(names: readonly string[], { hasHeader }: CsvQuestion): string {
  if (!hasHeader) return `A row has ${names.length} of them, counted from 1.`
  const shown = names.slice(0, 30).map(name => `'${name}'`)
  return `The first line names ${shown.join(', ')}${names.length > 30 ? ', …' : ''}.`
}
