import { CommandError } from '../command-error.js'
import type { CleanReason } from './clean-values.js'
import { CsvFields, type CsvMarks } from './csv-fields.js'
import { cellOf, type RecordCutter, type Slice } from './record-cutter.js'
import { meaningOf } from './text-source.js'

/** How a CSV file is written, and where in it the columns are (from 0). */
export interface CsvForm extends CsvMarks {
  /** Fields of the first record: others have as many, or are left alone. */
  fields: number
  columns: number[]
  /** -1: none. */
  countryColumn: number
}

/** Cuts CSV and leaves every byte but those of rewritten numbers as it is. */
export class CsvCutter implements RecordCutter {
  readonly #form: CsvForm
  #line: number

  /** @param line that of the first record to come */
  constructor(
    form: CsvForm,
    readonly columns: readonly string[],
    line: number,
  ) {
    this.#form = form
    this.#line = line
  }

  cut(text: string, isEnd: boolean): Slice {
    const { columns, countryColumn, fields } = this.#form
    const lines: number[] = []
    const values: string[][] = columns.map(() => [])
    const countries: string[] | undefined = countryColumn < 0 ? undefined : []
    const obstacles = new Map<number, CleanReason>()
    /** Begin and end of each cell. */
    const places: number[] = []
    const found = new CsvFields(text, this.#form, isEnd)
    const { spans } = found
    let at = 0
    while (at < text.length) {
      if (!found.find(at)) {
        if (!isEnd) break
        throw new CommandError(`The quote that opens in line ${this.#line} never closes.`)
      }
      at = found.next
      const line = this.#line
      this.#line += found.lines
      // A line with nothing on it is no record.
      if (found.count === 1 && spans[0] === spans[1] && fields > 1) continue
      const row = lines.length
      lines.push(line)
      const fits = found.count === fields
      for (let column = 0; column < columns.length; column++) {
        const field = 2 * (columns[column] as number)
        const from = fits ? (spans[field] as number) : 0
        const to = fits ? (spans[field + 1] as number) : 0
        places.push(from, to)
        values[column]?.push(valueAt(text, from, to))
        if (!fits) obstacles.set(cellOf(row, column, columns.length), 'field_count')
      }
      if (countries === undefined) continue
      const [from, to] = fits ? [spans[2 * countryColumn], spans[2 * countryColumn + 1]] : [0, 0]
      countries.push(valueAt(text, from as number, to as number))
    }
    return {
      used: at,
      lines,
      values,
      countries,
      obstacles,
      replace(row, column, after) {
        const place = 2 * cellOf(row, column, columns.length)
        return { from: places[place] as number, to: places[place + 1] as number, text: after }
      },
    }
  }
}

function valueAt(text: string, from: number, to: number): string {
  const value = meaningOf(text.slice(from, to))
  return text[from - 1] === '"' && value.includes('""') ? value.replaceAll('""', '"') : value
}
