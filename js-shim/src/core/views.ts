import type { NormalizedNumber } from '../types.js'
import type { EngineExports } from './engine-exports.js'
import { type ColumnArrays, emptyColumn, type NumberColumn } from './number-column.js'
import { readAnswer } from './read-answer.js'

// As in wasm-core/core/views.h: keys, countries, kinds, reasons, text.
/** Bytes of the text that both sides look at. */
export const TEXT_BYTES = 262_144
const ROWS = 8192
const COUNTRIES_AT = 8 * ROWS
const KINDS_AT = COUNTRIES_AT + 2 * ROWS
const REASONS_AT = KINDS_AT + ROWS
const TEXT_AT = REASONS_AT + ROWS

const ROW_END = '\x1f'
/**
 * Rows between two looks at the clock. Everyday rows take 0.1 µs each, the hardest 200 µs, and four
 * times that in a slow computer: behind easy rows so many hard ones may follow.
 */
const MOST_ROWS_UNTIMED = 32
/** Milliseconds of such a part after which the next one is smaller. */
const LONG_PART = 0.5
/** Rows that cross at once: their text fits whatever the letters are, and stays in the cache. */
const SLICE_ROWS = 2048
/** UTF-16 units of a row that are looked at; a number is at most 250 bytes long. */
const ROW_UNITS = 1000
/** Longer texts are not tried the quick way. */
const QUICK_UNITS = 250

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Typed arrays over the engine's memory, made anew when that has grown. */
export class Views {
  readonly #module: EngineExports
  readonly #at: number
  #text: Uint8Array = new Uint8Array(0)
  #keys: BigUint64Array = new BigUint64Array(0)
  #countries: Uint16Array = new Uint16Array(0)
  #kinds: Uint8Array = new Uint8Array(0)
  #reasons: Uint8Array = new Uint8Array(0)

  /** Where rows are gathered while nobody knows how many there will be. */
  #scratch: NumberColumn | undefined
  readonly #writeE164 = (keys: BigUint64Array) => this.writeE164(keys)

  constructor(module: EngineExports) {
    this.#module = module
    this.#at = module.deskbell_views()
  }

  /** The address of the text. */
  get textAt(): number {
    return this.#at + TEXT_AT
  }

  #look(): void {
    // Memory that has grown leaves empty arrays behind.
    if (this.#text.length > 0) return
    const { buffer } = this.#module.memory
    this.#keys = new BigUint64Array(buffer, this.#at, ROWS)
    this.#countries = new Uint16Array(buffer, this.#at + COUNTRIES_AT, ROWS)
    this.#kinds = new Uint8Array(buffer, this.#at + KINDS_AT, ROWS)
    this.#reasons = new Uint8Array(buffer, this.#at + REASONS_AT, ROWS)
    this.#text = new Uint8Array(buffer, this.#at + TEXT_AT, TEXT_BYTES)
  }

  /** The number, when it is written in an everyday form; otherwise `null`. */
  normalize(text: string, country: string): NormalizedNumber | null {
    const units = text.length
    const home = packCountry(country)
    if (units > QUICK_UNITS || home < 0) return null
    this.#look()
    const bytes = this.#text
    let written = 0
    for (; written < units; written++) {
      const unit = text.charCodeAt(written)
      if (unit > 0x7f) break
      bytes[written] = unit
    }
    const ascii = written === units
    if (!ascii) written = this.#encode(text)
    const size = this.#module.deskbell_read(written, home)
    if (size === 0) return null
    this.#look()
    return readAnswer(this.#text, ascii)
  }

  normalizeAll(rows: readonly unknown[], country: string): NumberColumn {
    const count = rows.length
    const column = emptyColumn(count, this.#writeE164)
    const home = packedHome(country)
    for (let from = 0; from < count; from += SLICE_ROWS) {
      this.#readSlice(rows, from, Math.min(from + SLICE_ROWS, count), home, column, from)
    }
    return column
  }

  /**
   * As many rows from `from` on as can be read in that time; at least one, at most {@link ROWS}.
   * The clock is looked at after each part.
   */
  normalizeWithin(
    milliseconds: number,
    rows: readonly unknown[],
    from: number,
    country: string,
  ): NumberColumn {
    const to = Math.min(from + ROWS, rows.length)
    const home = packedHome(country)
    this.#scratch ??= emptyColumn(ROWS, this.#writeE164)
    let now = performance.now()
    const end = now + milliseconds
    let part = 1
    let at = from
    do {
      const next = Math.min(at + part, to)
      this.#readSlice(rows, at, next, home, this.#scratch, at - from)
      const started = now
      now = performance.now()
      const took = now - started
      if (took > LONG_PART) part = Math.max(1, Math.floor(((next - at) * LONG_PART) / took))
      else part = Math.min(2 * part, MOST_ROWS_UNTIMED)
      at = next
    } while (at < to && now < end)
    return this.#scratch.head(at - from)
  }

  /** @param at where in the column the first of these rows goes */
  #readSlice(
    rows: readonly unknown[],
    from: number,
    to: number,
    home: number,
    column: NumberColumn,
    at: number,
  ): void {
    // More than one round only where rows are longer than numbers are.
    for (let done = from; done < to; ) {
      const read = this.#readRows(rows, done, to, home)
      this.#copy(read, column, at + done - from)
      done += read
    }
  }

  #copy(count: number, column: ColumnArrays, at: number): void {
    column.keys.set(this.#keys.subarray(0, count), at)
    column.kinds.set(this.#kinds.subarray(0, count), at)
    column.reasons.set(this.#reasons.subarray(0, count), at)
    column.countries.set(this.#countries.subarray(0, count), at)
  }

  /**
   * Reads what {@link packRows} made of rows.
   *
   * @returns `null` where one of them holds what ends a row
   */
  readPacked(bytes: Uint8Array, rows: number, country: string): ColumnArrays | null {
    this.#look()
    this.#text.set(bytes)
    const read = this.#module.deskbell_column(bytes.length, packedHome(country))
    this.#look()
    if (read !== rows) return null
    const keys = this.#keys.slice(0, rows)
    const kinds = this.#kinds.slice(0, rows)
    const reasons = this.#reasons.slice(0, rows)
    return { keys, kinds, reasons, countries: this.#countries.slice(0, rows) }
  }

  /** @returns how many rows were read; at least one. */
  #readRows(rows: readonly unknown[], from: number, to: number, home: number): number {
    const wanted = to - from
    let text = `${rows.slice(from, to).join(ROW_END)}${ROW_END}`
    this.#look()
    let written = text.length * 3 <= TEXT_BYTES ? this.#encode(text) : -1
    if (written >= 0) {
      const read = this.#module.deskbell_column(written, home)
      this.#look()
      if (read === wanted) return read
    }
    // A row holds the separator, or is very long: each is made harmless by itself.
    let count = 0
    text = ''
    for (; count < wanted; count++) {
      const row = `${harmless(rows[from + count])}${ROW_END}`
      if (count > 0 && (text.length + row.length) * 3 > TEXT_BYTES) break
      text += row
    }
    written = this.#encode(text)
    this.#module.deskbell_column(written, home)
    this.#look()
    return count
  }

  #encode(text: string): number {
    return encoder.encodeInto(text, this.#text).written
  }

  writeE164(keys: BigUint64Array): string[] {
    const texts: string[] = []
    for (let from = 0; from < keys.length; from += ROWS) {
      const slice = keys.subarray(from, from + ROWS)
      this.#look()
      this.#keys.set(slice)
      const size = this.#module.deskbell_write_e164(slice.length)
      this.#look()
      const lines = decoder.decode(this.#text.subarray(0, size)).split('\n')
      lines.pop()
      for (const line of lines) texts.push(line)
    }
    return texts
  }
}

/**
 * Rows as bytes for {@link Views.readPacked}, to be read elsewhere.
 *
 * @returns `null` where they are more than can be read at once
 */
export function packRows(rows: readonly unknown[]): Uint8Array<ArrayBuffer> | null {
  const text = `${rows.join(ROW_END)}${ROW_END}`
  if (rows.length > ROWS || text.length > TEXT_BYTES) return null
  const bytes = new Uint8Array(Math.min(text.length * 3, TEXT_BYTES))
  const { read, written } = encoder.encodeInto(text, bytes)
  return read === text.length ? bytes.subarray(0, written) : null
}

/** A country's two letters as the engine takes them; 0: none. */
export const packedHome = (country: string) => Math.max(packCountry(country), 0)

/** Two letters in 16 bits; 0: none; -1: nothing that the quick way knows. */
function packCountry(country: string): number {
  if (country === '') return 0
  if (country.length !== 2) return -1
  const first = country.charCodeAt(0)
  const second = country.charCodeAt(1)
  return first > 0x7f || second > 0x7f || first === 0 ? -1 : (first << 8) | second
}

/** A row that reads the same, without the separator and no longer than is looked at. */
function harmless(value: unknown): string {
  let row = value === null || value === undefined ? '' : `${value}`
  if (row.length > ROW_UNITS) row = row.replace(/^[ \t-\r]+/, '').slice(0, ROW_UNITS)
  return row.replaceAll(ROW_END, '\x1e')
}
