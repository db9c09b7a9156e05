import { stringify } from 'csv-stringify/sync'
import type { StatisticsTable } from './statistics-table.js'

/** A name in one line: what a spreadsheet would skip must not stand before a formula. */
const oneLine = (value: string | number) =>
  typeof value === 'string' ? value.replace(/\p{Cc}+/gu, ' ').trim() : value

/**
 * A table as CSV for spreadsheets: UTF-8 with its mark, lines end as RFC 4180 says. A text that a
 * spreadsheet would take for a formula stands behind an apostrophe.
 */
export function writeCsv({ columns, rows }: StatisticsTable): string {
  const heads = columns.map(({ name, kind }) => (kind === 'seconds' ? `${name}, s` : name))
  return stringify([heads, ...rows.map(row => row.map(oneLine))], {
    bom: true,
    record_delimiter: '\r\n',
    escape_formulas: true,
  })
}
