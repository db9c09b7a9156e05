import type { EngineExports } from './engine-exports.js'

// As in wasm-core/core/directory_door.h: keys, findings, text.
/** Rows that cross at once. */
export const DIRECTORY_ROWS = 2048
const TEXT_BYTES = 131_072
const FINDINGS_AT = 8 * DIRECTORY_ROWS
const TEXT_AT = FINDINGS_AT + 4 * DIRECTORY_ROWS

const TEXT_END = '\x1f'
const SAME_ROW = '\x1e'
/** UTF-16 units; no number and no reference is longer. */
const LONGEST = 200
const USUAL_REFERENCE = /^[ -~]{1,200}$/
/** A reference that holds these would not come back as it was. */
const UNKEPT = new RegExp(`[${SAME_ROW}${TEXT_END}]|\\p{Surrogate}`, 'u')

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Numbers as E.164 texts, or as keys: the `keys` of a `NumberColumn`. */
export type DirectoryNumbers = readonly string[] | BigUint64Array

/** The piece of the engine's memory through which a directory is told and asked. */
export class DirectoryView {
  readonly #module: EngineExports
  readonly #at: number
  #keys: BigUint64Array = new BigUint64Array(0)
  #findings: Uint32Array = new Uint32Array(0)
  #text: Uint8Array = new Uint8Array(0)

  constructor(module: EngineExports) {
    this.#module = module
    this.#at = module.deskbell_directory_view()
  }

  /** Typed arrays over the engine's memory, made anew when that has grown. */
  #look(): void {
    if (this.#text.length > 0) return
    const { buffer } = this.#module.memory
    this.#keys = new BigUint64Array(buffer, this.#at, DIRECTORY_ROWS)
    this.#findings = new Uint32Array(buffer, this.#at + FINDINGS_AT, DIRECTORY_ROWS)
    this.#text = new Uint8Array(buffer, this.#at + TEXT_AT, TEXT_BYTES)
  }

  /** What was found for each row; to be read before the engine is asked for something else. */
  get findings(): Uint32Array {
    this.#look()
    return this.#findings
  }

  /**
   * @param read makes keys of the texts that were written, and says how many
   * @returns false: they do not fit
   */
  writeKeys(
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
    let bytes = this.writeTexts(slice)
    if (bytes >= 0 && read(bytes) === slice.length) return true
    // A row holds what stands between rows, or is longer than numbers are.
    bytes = this.writeTexts(slice.map(numberText))
    return bytes >= 0 && read(bytes) === slice.length
  }

  /** @returns whether it is a number that can be asked for. */
  writeKey(number: string): boolean {
    this.writeKeys([number], 0, 1, this.#module.deskbell_directory_keys)
    this.#look()
    return this.#keys[0] !== 0n
  }

  /** @returns bytes; -1: they do not fit. */
  writeTexts(texts: readonly string[]): number {
    if (texts.length === 0) return 0
    return this.writeText(texts.join(TEXT_END) + TEXT_END)
  }

  /** A text alone, without an end. @returns bytes; -1: it does not fit. */
  writeText(text: string): number {
    this.#look()
    const { read, written } = encoder.encodeInto(text, this.#text)
    return read === text.length ? written : -1
  }

  /** The texts that the engine has written. */
  readTexts(bytes: number): string[] {
    this.#look()
    const texts = decoder.decode(this.#text.subarray(0, bytes)).split(TEXT_END)
    texts.pop()
    return texts
  }

  /** As many of these bytes as fit. @returns how many */
  writeBytes(bytes: Uint8Array): number {
    this.#look()
    const piece = bytes.subarray(0, TEXT_BYTES)
    this.#text.set(piece)
    return piece.length
  }

  /** A copy. */
  readBytes(bytes: number): Uint8Array {
    this.#look()
    return this.#text.slice(0, bytes)
  }
}

/** The text as it will come back, or `''` where it would not. */
export function keptReference(contact: unknown): string {
  if (typeof contact !== 'string') return ''
  if (USUAL_REFERENCE.test(contact)) return contact
  return contact.length > LONGEST || UNKEPT.test(contact) ? '' : contact
}

/** A row that reads the same, without the separator and no longer than numbers are. */
const numberText = (number: unknown): string =>
  `${number ?? ''}`.slice(0, LONGEST).replaceAll(TEXT_END, SAME_ROW)

/** The references in one of the engine's texts. */
export function referencesOf(text: string): string[] {
  if (text === '') return []
  return text.includes(SAME_ROW) ? text.split(SAME_ROW) : [text]
}
