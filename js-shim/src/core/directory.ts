import type { DeskbellModule } from '../../../build/wasm/deskbell.mjs'
import { DeskbellError } from './deskbell-error.js'

export interface DirectoryOptions {
  /** Find numbers by their last nine digits, whatever stands before them. */
  lastNine?: boolean
  /** Bytes that the directory may take, 1 to 96 MiB; 8 MiB when absent. */
  byteBound?: number
  /** ms for which an answer with contacts is fresh; a minute when absent. */
  hitAge?: number
  /** ms for which it is remembered that nobody has a number; ten seconds when absent. */
  missAge?: number
}

/** What a directory knows of a number. */
export interface DirectoryAnswer {
  /** The host's references to its contacts, the likely one first; empty: nobody has the number. */
  contacts: string[]
  /** It was told too long ago: better ask the host again. */
  stale: boolean
}

// As in wasm-core/core/directory_door.h: keys, findings, text.
const ROWS = 2048
const TEXT_BYTES = 131_072
const FINDINGS_AT = 8 * ROWS
const TEXT_AT = FINDINGS_AT + 4 * ROWS

// As in wasm-core/directory/directory.h.
const KNOWN = 1 << 24
const STALE = 1 << 25

const TEXT_END = '\x1f'
const SAME_ROW = '\x1e'
/** UTF-16 units; no number and no reference is longer. */
const LONGEST = 200
const USUAL_REFERENCE = /^[ -~]{1,200}$/
/** A reference that holds these would not come back as it was. */
const UNKEPT = new RegExp(`[${SAME_ROW}${TEXT_END}]|\\p{Surrogate}`, 'u')

const encoder = new TextEncoder()
const decoder = new TextDecoder()
const seconds = (ms: number | undefined, fallback: number) => Number(ms ?? fallback) || 0

/** Numbers as E.164 texts, or as keys: the `keys` of a `NumberColumn`. */
export type DirectoryNumbers = readonly string[] | BigUint64Array

/**
 * Whose number it is, in the engine's memory: some nine bytes a number. A memory in front of the
 * host, not instead of it: what it has no room for is not known.
 *
 * Contacts are the host's references to them: texts of at most 200 bytes, such as ids. What cannot be
 * kept (a longer one, say) is not known. Times are ms since 1970; the engine has no clock.
 */
export class Directory {
  readonly #module: DeskbellModule
  readonly #view: number
  #door: number
  #keys: BigUint64Array = new BigUint64Array(0)
  #findings: Uint32Array = new Uint32Array(0)
  #text: Uint8Array = new Uint8Array(0)

  constructor(module: DeskbellModule, options: DirectoryOptions = {}) {
    this.#module = module
    this.#view = module._deskbell_directory_view()
    this.#door = module._deskbell_directory_open(
      options.lastNine ? 1 : 0,
      Number(options.byteBound ?? 8 << 20),
      seconds(options.hitAge, 60_000),
      seconds(options.missAge, 10_000),
    )
  }

  /** Numbers, with those that nobody has. */
  get size(): number {
    return this.#module._deskbell_directory_size(this.#open())
  }

  /** Bytes of the engine's memory that it takes. */
  get bytes(): number {
    return this.#module._deskbell_directory_bytes(this.#open())
  }

  /**
   * Loads a column: row by row a number and the reference of one contact, which comes behind those
   * that are known. Texts are read as numbers written in any way, by `country`; keys go straight in.
   *
   * @returns how many rows are in the directory now
   */
  load(
    numbers: DirectoryNumbers,
    contacts: readonly string[],
    options: { country?: string; now?: number } = {},
  ): number {
    const door = this.#open()
    const { country = '', now = Date.now() } = options
    const home = /^[A-Z]{2}$/.test(country)
      ? (country.charCodeAt(0) << 8) | country.charCodeAt(1)
      : 0
    const rows = Math.min(numbers.length, contacts.length)
    this.#module._deskbell_directory_reserve(door, this.size + rows)
    const read = (bytes: number) => this.#module._deskbell_directory_normalize(bytes, home)
    let added = 0
    this.#eachSlice(rows, (from, to) => {
      if (!this.#writeKeys(numbers, from, to, read)) return false
      const bytes = this.#writeTexts(contacts.slice(from, to).map(keptReference))
      if (bytes < 0) return false
      added += this.#module._deskbell_directory_add(door, to - from, bytes, now)
      return true
    })
    return added
  }

  /**
   * Keeps the host's answer about a number (E.164): all its contacts, the likely one first, or none.
   *
   * @returns false when it cannot be kept; then nothing is known of the number
   */
  set(number: string, contacts: readonly string[], now = Date.now()): boolean {
    const door = this.#open()
    if (!this.#writeKey(number)) return false
    const references = contacts.map(keptReference)
    // A list with a gap would be a wrong answer.
    const bytes = references.includes('') ? -1 : this.#writeTexts(references)
    if (bytes >= 0 && this.#module._deskbell_directory_set(door, bytes, now)) return true
    this.#module._deskbell_directory_forget(door)
    return false
  }

  /** What is known of a number (E.164), or `null`. */
  find(number: string, now = Date.now()): DirectoryAnswer | null {
    return this.findAll([number], now)[0] ?? null
  }

  /** The same for many numbers at once; `null` where nothing is known. */
  findAll(numbers: DirectoryNumbers, now = Date.now()): (DirectoryAnswer | null)[] {
    const answers: (DirectoryAnswer | null)[] = []
    this.#findSlices(numbers, now, rows => this.#readAnswers(rows, answers))
    return answers
  }

  /** Which numbers somebody has: 1; 0 where nobody has it, or nothing is known. */
  has(numbers: DirectoryNumbers, now = Date.now()): Uint8Array {
    const known = new Uint8Array(numbers.length)
    let at = 0
    this.#findSlices(numbers, now, rows => {
      const findings = this.#findings
      for (let row = 0; row < rows; row++)
        known[at++] = (findings[row] as number) & 0xffffff ? 1 : 0
    })
    return known
  }

  /** The host says that what is known of a number (E.164) no longer holds. */
  forget(number: string): void {
    const door = this.#open()
    if (this.#writeKey(number)) this.#module._deskbell_directory_forget(door)
  }

  /** The host says that a contact is another than it was, or gone: its numbers are not known now. */
  forgetContact(contact: string): void {
    const door = this.#open()
    const text = keptReference(contact)
    if (text === '') return
    this.#look()
    const { written } = encoder.encodeInto(text, this.#text)
    this.#module._deskbell_directory_forget_contact(door, written)
  }

  clear(): void {
    this.#module._deskbell_directory_clear(this.#open())
  }

  /** Everything, to be stored; `restore` reads it, with its ages. */
  snapshot(now = Date.now()): Uint8Array {
    const door = this.#open()
    const pieces: Uint8Array[] = []
    for (let first = 1; ; first = 0) {
      const bytes = this.#module._deskbell_directory_save(door, first, now)
      if (bytes === 0) break
      this.#look()
      pieces.push(this.#text.slice(0, bytes))
    }
    const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
    let at = 0
    for (const piece of pieces) {
      whole.set(piece, at)
      at += piece.length
    }
    return whole
  }

  /**
   * Adds what a snapshot holds.
   *
   * @throws DeskbellError `bad_payload` when the bytes are none; the directory is empty then
   */
  restore(bytes: Uint8Array, now = Date.now()): void {
    const door = this.#open()
    let at = 0
    let used = 0
    do {
      const piece = bytes.subarray(at, at + TEXT_BYTES)
      this.#look()
      this.#text.set(piece)
      used = this.#module._deskbell_directory_restore(door, piece.length, at === 0 ? 1 : 0, now)
      at += used
    } while (used > 0 && at < bytes.length)
    if (this.#module._deskbell_directory_restored(door) === 1 && at === bytes.length) return
    this.clear()
    throw new DeskbellError('bad_payload', 'these bytes are no snapshot of a directory')
  }

  /** Gives its memory back. */
  dispose(): void {
    if (this.#door !== 0) this.#module._deskbell_directory_close(this.#door)
    this.#door = 0
  }

  #open(): number {
    if (this.#door !== 0) return this.#door
    throw new DeskbellError('disposed', 'the directory was disposed')
  }

  /** Typed arrays over the engine's memory, made anew when that has grown. */
  #look(): void {
    if (this.#text.length > 0) return
    const { buffer } = this.#module.HEAPU8
    this.#keys = new BigUint64Array(buffer, this.#view, ROWS)
    this.#findings = new Uint32Array(buffer, this.#view + FINDINGS_AT, ROWS)
    this.#text = new Uint8Array(buffer, this.#view + TEXT_AT, TEXT_BYTES)
  }

  /** Calls `run` for slices that cross at once; what it refuses as too long comes in halves. */
  #eachSlice(rows: number, run: (from: number, to: number) => boolean): void {
    let size = ROWS
    for (let from = 0; from < rows; ) {
      const to = Math.min(from + size, rows)
      if (run(from, to)) {
        from = to
        size = ROWS
      } else {
        size = Math.ceil((to - from) / 2)
      }
    }
  }

  #findSlices(numbers: DirectoryNumbers, now: number, found: (rows: number) => void): void {
    const door = this.#open()
    const read = this.#module._deskbell_directory_keys
    this.#eachSlice(numbers.length, (from, to) => {
      if (!this.#writeKeys(numbers, from, to, read)) return false
      this.#module._deskbell_directory_find(door, to - from, now)
      this.#look()
      found(to - from)
      return true
    })
  }

  /**
   * @param read makes keys of the texts that were written, and says how many
   * @returns false: they do not fit
   */
  #writeKeys(
    numbers: DirectoryNumbers,
    from: number,
    to: number,
    read: (bytes: number) => number,
  ): boolean {
    if (!Array.isArray(numbers)) {
      this.#look()
      this.#keys.set((numbers as BigUint64Array).subarray(from, to))
      return true
    }
    const slice = numbers.slice(from, to)
    let bytes = this.#writeTexts(slice)
    if (bytes >= 0 && read(bytes) === slice.length) return true
    // A row holds what stands between rows, or is longer than numbers are.
    bytes = this.#writeTexts(slice.map(numberText))
    return bytes >= 0 && read(bytes) === slice.length
  }

  /** @returns whether it is a number that can be asked for. */
  #writeKey(number: string): boolean {
    this.#writeKeys([number], 0, 1, this.#module._deskbell_directory_keys)
    this.#look()
    return this.#keys[0] !== 0n
  }

  /** @returns bytes; -1: they do not fit. */
  #writeTexts(texts: readonly string[]): number {
    if (texts.length === 0) return 0
    const joined = texts.join(TEXT_END) + TEXT_END
    this.#look()
    const { read, written } = encoder.encodeInto(joined, this.#text)
    return read === joined.length ? written : -1
  }

  #readAnswers(rows: number, answers: (DirectoryAnswer | null)[]): void {
    for (let from = 0; from < rows; ) {
      const bytes = this.#module._deskbell_directory_write(this.#door, from, rows)
      this.#look()
      const lines = decoder.decode(this.#text.subarray(0, bytes)).split(TEXT_END)
      const written = lines.length - 1
      for (let i = 0; i < written; i++) {
        const finding = this.#findings[from + i] as number
        const line = lines[i] as string
        answers.push(
          finding & KNOWN ? { contacts: contactsOf(line), stale: (finding & STALE) !== 0 } : null,
        )
      }
      from += written
    }
  }
}

/** The text as it will come back, or `''` where it would not. */
function keptReference(contact: unknown): string {
  if (typeof contact !== 'string') return ''
  if (USUAL_REFERENCE.test(contact)) return contact
  return contact.length > LONGEST || UNKEPT.test(contact) ? '' : contact
}

/** A row that reads the same, without the separator and no longer than numbers are. */
const numberText = (number: unknown): string =>
  `${number ?? ''}`.slice(0, LONGEST).replaceAll(TEXT_END, SAME_ROW)

function contactsOf(line: string): string[] {
  if (line === '') return []
  return line.includes(SAME_ROW) ? line.split(SAME_ROW) : [line]
}
