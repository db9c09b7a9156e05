import type { CleanReason } from './clean-values.js'
import { valueSpan } from './json-span.js'
import { cellOf, type RecordCutter, type Slice } from './record-cutter.js'
import { meaningOf } from './text-source.js'

/** Cuts newline-delimited JSON: an object on each line. What is not rewritten stays byte for byte. */
export class NdjsonCutter implements RecordCutter {
  #line = 1

  /** @param columns names of fields at the top of each object */
  constructor(
    readonly columns: readonly string[],
    readonly countryColumn: string | undefined,
    /** Write bare digits, without quotes. */
    readonly asInteger: boolean,
  ) {}

  cut(text: string, isEnd: boolean): Slice {
    const { columns, countryColumn, asInteger } = this
    const lines: number[] = []
    const values: string[][] = columns.map(() => [])
    const countries: string[] | undefined = countryColumn === undefined ? undefined : []
    const obstacles = new Map<number, CleanReason>()
    const starts: number[] = []
    let at = 0
    while (at < text.length) {
      const found = text.indexOf('\n', at)
      if (found < 0 && !isEnd) break
      const next = found < 0 ? text.length : found + 1
      const line = text.slice(at, next)
      if (line.trim() !== '') {
        const row = lines.length
        lines.push(this.#line)
        starts.push(at)
        const object = readObject(line)
        columns.forEach((name, column) => {
          const { value, obstacle } = readValue(object, name)
          values[column]?.push(value)
          if (obstacle !== undefined) obstacles.set(cellOf(row, column, columns.length), obstacle)
        })
        countries?.push(readValue(object, countryColumn ?? '').value)
      }
      this.#line++
      at = next
    }
    return {
      used: at,
      lines,
      values,
      countries,
      obstacles,
      replace(row, column, after) {
        const start = starts[row] as number
        const { from, to } = valueSpan(text, start, columns[column] as string)
        return { from, to, text: asInteger ? after : `"${after}"` }
      },
    }
  }
}

function readObject(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(meaningOf(line))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

function readValue(
  object: Record<string, unknown> | null,
  name: string,
): { value: string; obstacle?: CleanReason } {
  if (object === null) return { value: '', obstacle: 'bad_json' }
  const value = Object.hasOwn(object, name) ? object[name] : undefined
  if (value === undefined || value === null) return { value: '' }
  if (typeof value === 'string') return { value }
  if (Number.isSafeInteger(value)) return { value: String(value) }
  return { value: '', obstacle: 'not_text' }
}
