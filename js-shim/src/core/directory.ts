import { DeskbellError } from './deskbell-error.js'
import {
  DIRECTORY_ROWS,
  type DirectoryNumbers,
  DirectoryView,
  keptReference,
  referencesOf,
} from './directory-view.js'
import type { EngineExports } from './engine-exports.js'

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

// As in wasm-core/directory/directory.h.
const KNOWN = 1 << 24
const STALE = 1 << 25

const seconds = (ms: number | undefined, fallback: number) => Number(ms ?? fallback) || 0

/**
 * Whose number it is, in the engine's memory: some nine bytes a number. A memory in front of the
 * host, not instead of it: what it has no room for is not known.
 *
 * Contacts are the host's references to them: texts of at most 200 bytes, such as ids. What cannot be
 * kept (a longer one, say) is not known. Times are ms since 1970; the engine has no clock.
 */
export class Directory {
  readonly #module: EngineExports
  readonly #view: DirectoryView
  #door: number

  constructor(module: EngineExports, options: DirectoryOptions = {}) {
    this.#module = module
    this.#view = new DirectoryView(module)
    this.#door = module.deskbell_directory_open(
      options.lastNine ? 1 : 0,
      Number(options.byteBound ?? 8 << 20),
      seconds(options.hitAge, 60_000),
      seconds(options.missAge, 10_000),
    )
  }

  /** Numbers, with those that nobody has. */
  get size(): number {
    return this.#module.deskbell_directory_size(this.#open())
  }

  /** Bytes of the engine's memory that it takes. */
  get bytes(): number {
    return this.#module.deskbell_directory_bytes(this.#open())
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
    this.#module.deskbell_directory_reserve(door, this.size + rows)
    const read = (bytes: number) => this.#module.deskbell_directory_normalize(bytes, home)
    let added = 0
    this.#eachSlice(rows, (from, to) => {
      if (!this.#view.writeKeys(numbers, from, to, read)) return false
      const bytes = this.#view.writeTexts(contacts.slice(from, to).map(keptReference))
      if (bytes < 0) return false
      added += this.#module.deskbell_directory_add(door, to - from, bytes, now)
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
    if (!this.#view.writeKey(number)) return false
    const references = contacts.map(keptReference)
    // A list with a gap would be a wrong answer.
    const bytes = references.includes('') ? -1 : this.#view.writeTexts(references)
    if (bytes >= 0 && this.#module.deskbell_directory_set(door, bytes, now)) return true
    this.#module.deskbell_directory_forget(door)
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
      const { findings } = this.#view
      for (let row = 0; row < rows; row++)
        known[at++] = (findings[row] as number) & 0xffffff ? 1 : 0
    })
    return known
  }

  /** The host says that what is known of a number (E.164) no longer holds. */
  forget(number: string): void {
    const door = this.#open()
    if (this.#view.writeKey(number)) this.#module.deskbell_directory_forget(door)
  }

  /** The host says that a contact is another than it was, or gone: its numbers are not known now. */
  forgetContact(contact: string): void {
    const door = this.#open()
    const text = keptReference(contact)
    if (text === '') return
    this.#module.deskbell_directory_forget_contact(door, this.#view.writeText(text))
  }

  clear(): void {
    this.#module.deskbell_directory_clear(this.#open())
  }

  /** Everything, to be stored; `restore` reads it, with its ages. */
  snapshot(now = Date.now()): Uint8Array {
    const door = this.#open()
    const pieces: Uint8Array[] = []
    for (let first = 1; ; first = 0) {
      const bytes = this.#module.deskbell_directory_save(door, first, now)
      if (bytes === 0) break
      pieces.push(this.#view.readBytes(bytes))
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
      const size = this.#view.writeBytes(bytes.subarray(at))
      used = this.#module.deskbell_directory_restore(door, size, at === 0 ? 1 : 0, now)
      at += used
    } while (used > 0 && at < bytes.length)
    if (this.#module.deskbell_directory_restored(door) === 1 && at === bytes.length) return
    this.clear()
    throw new DeskbellError('bad_payload', 'these bytes are no snapshot of a directory')
  }

  /** Gives its memory back. */
  dispose(): void {
    if (this.#door !== 0) this.#module.deskbell_directory_close(this.#door)
    this.#door = 0
  }

  #open(): number {
    if (this.#door !== 0) return this.#door
    throw new DeskbellError('disposed', 'the directory was disposed')
  }

  /** Calls `run` for slices that cross at once; what it refuses as too long comes in halves. */
  #eachSlice(rows: number, run: (from: number, to: number) => boolean): void {
    let size = DIRECTORY_ROWS
    for (let from = 0; from < rows; ) {
      const to = Math.min(from + size, rows)
      if (run(from, to)) {
        from = to
        size = DIRECTORY_ROWS
      } else {
        size = Math.ceil((to - from) / 2)
      }
    }
  }

  #findSlices(numbers: DirectoryNumbers, now: number, found: (rows: number) => void): void {
    const door = this.#open()
    const read = this.#module.deskbell_directory_keys
    this.#eachSlice(numbers.length, (from, to) => {
      if (!this.#view.writeKeys(numbers, from, to, read)) return false
      this.#module.deskbell_directory_find(door, to - from, now)
      found(to - from)
      return true
    })
  }

  #readAnswers(rows: number, answers: (DirectoryAnswer | null)[]): void {
    for (let from = 0; from < rows; ) {
      const bytes = this.#module.deskbell_directory_write(this.#door, from, rows)
      const texts = this.#view.readTexts(bytes)
      const { findings } = this.#view
      texts.forEach((text, i) => {
        const finding = findings[from + i] as number
        const stale = (finding & STALE) !== 0
        answers.push(finding & KNOWN ? { contacts: referencesOf(text), stale } : null)
      })
      from += texts.length
    }
  }
}
