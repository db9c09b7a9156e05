import type { DeskbellModule } from '../../../build/wasm/deskbell.mjs'
import type { NormalizedNumber } from '../types.js'
import {
  NUMBER_KINDS,
  NUMBER_NOTE_CODES,
  NUMBER_REASONS,
  type NumberKind,
  type NumberNoteCode,
  type NumberReason,
} from './lists.js'
import { countryOf, NumberColumn } from './number-column.js'

// As in wasm-core/core/views.h: keys, countries, kinds, reasons, text.
const TEXT_BYTES = 262_144
const ROWS = 8192
const COUNTRIES_AT = 8 * ROWS
const KINDS_AT = COUNTRIES_AT + 2 * ROWS
const REASONS_AT = KINDS_AT + ROWS
const TEXT_AT = REASONS_AT + ROWS

const ROW_END = '\x1f'
const HEADER = 8
/** Rows that cross at once: their text fits whatever the letters are, and stays in the cache. */
const SLICE_ROWS = 2048
/** UTF-16 units of a row that are looked at; a number is at most 250 bytes long. */
const ROW_UNITS = 1000
/** Longer texts are not tried the quick way. */
const QUICK_UNITS = 64

const fromCodes = String.fromCharCode
const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Typed arrays over the engine's memory, made anew when that has grown. */
export class Views {
  readonly #module: DeskbellModule
  readonly #at: number
  #text: Uint8Array = new Uint8Array(0)
  #keys: BigUint64Array = new BigUint64Array(0)
  #countries: Uint16Array = new Uint16Array(0)
  #kinds: Uint8Array = new Uint8Array(0)
  #reasons: Uint8Array = new Uint8Array(0)

  constructor(module: DeskbellModule) {
    this.#module = module
    this.#at = module._deskbell_views()
  }

  #look(): void {
    // Memory that has grown leaves empty arrays behind.
    if (this.#text.length > 0) return
    const { buffer } = this.#module.HEAPU8
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
    for (let i = 0; i < units; i++) {
      const unit = text.charCodeAt(i)
      if (unit > 0x7f) return null
      bytes[i] = unit
    }
    const size = this.#module._deskbell_read(units, home)
    if (size === 0) return null
    this.#look()
    return readAnswer(this.#text)
  }

  normalizeAll(rows: readonly unknown[], country: string): NumberColumn {
    const count = rows.length
    const keys = new BigUint64Array(count)
    const kinds = new Uint8Array(count)
    const reasons = new Uint8Array(count)
    const countries = new Uint16Array(count)
    const home = Math.max(packCountry(country), 0)
    for (let from = 0; from < count; from += SLICE_ROWS) {
      const slice = Math.min(SLICE_ROWS, count - from)
      let done = 0
      // More than one round only where rows are longer than numbers are.
      while (done < slice) {
        const read = this.#readRows(rows, from + done, from + slice, home)
        keys.set(this.#keys.subarray(0, read), from + done)
        kinds.set(this.#kinds.subarray(0, read), from + done)
        reasons.set(this.#reasons.subarray(0, read), from + done)
        countries.set(this.#countries.subarray(0, read), from + done)
        done += read
      }
    }
    return new NumberColumn(keys, kinds, reasons, countries, all => this.writeE164(all))
  }

  /** @returns how many rows were read; at least one. */
  #readRows(rows: readonly unknown[], from: number, to: number, home: number): number {
    const wanted = to - from
    let text = `${rows.slice(from, to).join(ROW_END)}${ROW_END}`
    this.#look()
    let written = text.length * 3 <= TEXT_BYTES ? this.#encode(text) : -1
    if (written >= 0) {
      const read = this.#module._deskbell_column(written, home)
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
    this.#module._deskbell_column(written, home)
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
      const size = this.#module._deskbell_write_e164(slice.length)
      this.#look()
      const lines = decoder.decode(this.#text.subarray(0, size)).split('\n')
      lines.pop()
      for (const line of lines) texts.push(line)
    }
    return texts
  }
}

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

/** See read_in_view in wasm-core/core/views.h. No closures: this runs a million times a second. */
function readAnswer(bytes: Uint8Array): NormalizedNumber {
  const noteCount = bytes[7] as number
  const e164At = HEADER + 2 * noteCount
  const nationalAt = e164At + (bytes[4] as number)
  const internationalAt = nationalAt + (bytes[5] as number)
  const detailsAt = internationalAt + (bytes[6] as number)
  const e164 = readAscii(bytes, e164At, bytes[4] as number)
  const notes = readNotes(bytes, noteCount, detailsAt)
  const last = notes[noteCount - 1]
  const reason = NUMBER_REASONS[bytes[1] as number] as NumberReason
  return {
    e164,
    key: e164.slice(1),
    national: readAscii(bytes, nationalAt, bytes[5] as number),
    international: readAscii(bytes, internationalAt, bytes[6] as number),
    country: countryOf(((bytes[2] as number) << 8) | (bytes[3] as number)),
    kind: NUMBER_KINDS[bytes[0] as number] as NumberKind,
    extension: last?.code === 'found_extension' ? last.detail : '',
    valid: reason === 'none',
    reason,
    notes,
  }
}

type Note = NormalizedNumber['notes'][number]

/** Literals of the right length: an array that grows by `push` has room for seventeen at once. */
function readNotes(bytes: Uint8Array, count: number, at: number): Note[] {
  if (count === 0) return []
  const first = readNote(bytes, 0, at)
  if (count === 1) return [first]
  at += first.detail.length
  const second = readNote(bytes, 1, at)
  if (count === 2) return [first, second]
  at += second.detail.length
  const third = readNote(bytes, 2, at)
  const notes = [first, second, third]
  for (let i = 3; i < count; i++) {
    at += (notes[i - 1] as Note).detail.length
    notes.push(readNote(bytes, i, at))
  }
  return notes
}

/** Details of up to three characters (marks, trunk prefixes, countries), which come again. */
const details = new Map<number, string>()
const MOST_DETAILS = 1000

function readNote(bytes: Uint8Array, index: number, at: number): Note {
  const code = NUMBER_NOTE_CODES[bytes[HEADER + 2 * index] as number] as NumberNoteCode
  const size = bytes[HEADER + 2 * index + 1] as number
  if (size > 3) return { code, detail: readAscii(bytes, at, size) }
  let packed = bytes[at] as number
  if (size > 1) packed |= (bytes[at + 1] as number) << 8
  if (size > 2) packed |= (bytes[at + 2] as number) << 16
  let detail = details.get(packed)
  if (detail === undefined) {
    if (details.size >= MOST_DETAILS) details.clear()
    detail = readAscii(bytes, at, size)
    details.set(packed, detail)
  }
  return { code, detail }
}

/** Several times as quick as a TextDecoder for texts as short as these. */
function readAscii(b: Uint8Array, at: number, size: number): string {
  if (size === 0) return ''
  // biome-ignore format: one call, sixteen characters; those behind the text are cut off again
  const text = fromCodes(b[at] as number, b[at + 1] as number, b[at + 2] as number, b[at + 3] as number, b[at + 4] as number, b[at + 5] as number, b[at + 6] as number, b[at + 7] as number, b[at + 8] as number, b[at + 9] as number, b[at + 10] as number, b[at + 11] as number, b[at + 12] as number, b[at + 13] as number, b[at + 14] as number, b[at + 15] as number)
  return size <= 16 ? text.slice(0, size) : text + readAscii(b, at + 16, size - 16)
}
