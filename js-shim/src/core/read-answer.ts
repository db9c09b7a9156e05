import type { NormalizedNumber } from '../types.js'
import {
  NUMBER_KINDS,
  NUMBER_NOTE_CODES,
  NUMBER_REASONS,
  type NumberKind,
  type NumberNoteCode,
  type NumberReason,
} from './lists.js'
import { countryOf } from './number-column.js'

const HEADER = 8

const fromCodes = String.fromCharCode

const decoder = new TextDecoder()

/**
 * See read_in_view in wasm-core/core/views.h. No closures: this runs a million times a second.
 *
 * @param ascii that the text was; the forms always are, details are of the text.
 */
export function readAnswer(bytes: Uint8Array, ascii: boolean): NormalizedNumber {
  const noteCount = bytes[7] as number
  const e164At = HEADER + 2 * noteCount
  const nationalAt = e164At + (bytes[4] as number)
  const internationalAt = nationalAt + (bytes[5] as number)
  const detailsAt = internationalAt + (bytes[6] as number)
  const e164 = readAscii(bytes, e164At, bytes[4] as number)
  const notes = readNotes(bytes, noteCount, detailsAt, ascii)
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
function readNotes(bytes: Uint8Array, count: number, at: number, ascii: boolean): Note[] {
  if (count === 0) return []
  const first = readNote(bytes, 0, at, ascii)
  if (count === 1) return [first]
  at += detailSize(bytes, 0)
  const second = readNote(bytes, 1, at, ascii)
  if (count === 2) return [first, second]
  at += detailSize(bytes, 1)
  const third = readNote(bytes, 2, at, ascii)
  const notes = [first, second, third]
  for (let i = 3; i < count; i++) {
    at += detailSize(bytes, i - 1)
    notes.push(readNote(bytes, i, at, ascii))
  }
  return notes
}

const detailSize = (bytes: Uint8Array, index: number) => bytes[HEADER + 2 * index + 1] as number

/** Details of up to three characters (marks, trunk prefixes, countries), which come again. */
const details = new Map<number, string>()
const MOST_DETAILS = 1000

function readNote(bytes: Uint8Array, index: number, at: number, ascii: boolean): Note {
  const code = NUMBER_NOTE_CODES[bytes[HEADER + 2 * index] as number] as NumberNoteCode
  const size = detailSize(bytes, index)
  if (!ascii) return { code, detail: decoder.decode(bytes.subarray(at, at + size)) }
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

type N = number

/** Several times as quick as a TextDecoder for texts as short as these. */
function readAscii(b: Uint8Array, at: number, size: number): string {
  // One call for each size: a text that is cut off from a longer one is made twice.
  // biome-ignore format: a table
  switch (size) {
    case 0: return ''
    case 1: return fromCodes(b[at] as N)
    case 2: return fromCodes(b[at] as N, b[at + 1] as N)
    case 3: return fromCodes(b[at] as N, b[at + 1] as N, b[at + 2] as N)
    case 4: return fromCodes(b[at] as N, b[at + 1] as N, b[at + 2] as N, b[at + 3] as N)
    case 5: return fromCodes(b[at] as N, b[at + 1] as N, b[at + 2] as N, b[at + 3] as N, b[at + 4] as N)
    case 6: return fromCodes(b[at] as N, b[at + 1] as N, b[at + 2] as N, b[at + 3] as N, b[at + 4] as N, b[at + 5] as N)
    case 7: return fromCodes(b[at] as N, b[at + 1] as N, b[at + 2] as N, b[at + 3] as N, b[at + 4] as N, b[at + 5] as N, b[at + 6] as N)
    case 8: return fromCodes(b[at] as N, b[at + 1] as N, b[at + 2] as N, b[at + 3] as N, b[at + 4] as N, b[at + 5] as N, b[at + 6] as N, b[at + 7] as N)
    case 9: return fromCodes(b[at] as N, b[at + 1] as N, b[at + 2] as N, b[at + 3] as N, b[at + 4] as N, b[at + 5] as N, b[at + 6] as N, b[at + 7] as N, b[at + 8] as N)
    case 10: return fromCodes(b[at] as N, b[at + 1] as N, b[at + 2] as N, b[at + 3] as N, b[at + 4] as N, b[at + 5] as N, b[at + 6] as N, b[at + 7] as N, b[at + 8] as N, b[at + 9] as N)
    case 11: return fromCodes(b[at] as N, b[at + 1] as N, b[at + 2] as N, b[at + 3] as N, b[at + 4] as N, b[at + 5] as N, b[at + 6] as N, b[at + 7] as N, b[at + 8] as N, b[at + 9] as N, b[at + 10] as N)
    case 12: return fromCodes(b[at] as N, b[at + 1] as N, b[at + 2] as N, b[at + 3] as N, b[at + 4] as N, b[at + 5] as N, b[at + 6] as N, b[at + 7] as N, b[at + 8] as N, b[at + 9] as N, b[at + 10] as N, b[at + 11] as N)
    case 13: return fromCodes(b[at] as N, b[at + 1] as N, b[at + 2] as N, b[at + 3] as N, b[at + 4] as N, b[at + 5] as N, b[at + 6] as N, b[at + 7] as N, b[at + 8] as N, b[at + 9] as N, b[at + 10] as N, b[at + 11] as N, b[at + 12] as N)
    case 14: return fromCodes(b[at] as N, b[at + 1] as N, b[at + 2] as N, b[at + 3] as N, b[at + 4] as N, b[at + 5] as N, b[at + 6] as N, b[at + 7] as N, b[at + 8] as N, b[at + 9] as N, b[at + 10] as N, b[at + 11] as N, b[at + 12] as N, b[at + 13] as N)
    case 15: return fromCodes(b[at] as N, b[at + 1] as N, b[at + 2] as N, b[at + 3] as N, b[at + 4] as N, b[at + 5] as N, b[at + 6] as N, b[at + 7] as N, b[at + 8] as N, b[at + 9] as N, b[at + 10] as N, b[at + 11] as N, b[at + 12] as N, b[at + 13] as N, b[at + 14] as N)
    case 16: return fromCodes(b[at] as N, b[at + 1] as N, b[at + 2] as N, b[at + 3] as N, b[at + 4] as N, b[at + 5] as N, b[at + 6] as N, b[at + 7] as N, b[at + 8] as N, b[at + 9] as N, b[at + 10] as N, b[at + 11] as N, b[at + 12] as N, b[at + 13] as N, b[at + 14] as N, b[at + 15] as N)
  }
  return readAscii(b, at, 16) + readAscii(b, at + 16, size - 16)
}
