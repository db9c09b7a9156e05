import { cutText } from './cut-text.js'
import type { EngineExports } from './engine-exports.js'
import { FoundNumbers } from './found-numbers.js'
import { packedHome, TEXT_BYTES, type Views } from './views.js'

// As in wasm-core/core/find_door.h: texts read, texts, starts, ends.
const ROWS = 8192
const PLACE_WORDS = 1 + 3 * ROWS

const TEXT_END = '\x1f'
/** A number takes at least two units, so that all of a piece have room. UTF-16 units. */
const LONGEST_PIECE = 2 * ROWS
/** Bytes of UTF-8 that a UTF-16 unit takes at most. */
const UNIT_BYTES = 3

const encoder = new TextEncoder()

/** Finds numbers in texts, thousands of texts with one crossing. */
export class TextFinder {
  readonly #module: EngineExports
  readonly #views: Views
  #text: Uint8Array = new Uint8Array(0)
  #places: Uint32Array = new Uint32Array(0)

  // What was found so far, with room for more.
  #texts = new Uint32Array(ROWS)
  #starts = new Uint32Array(ROWS)
  #ends = new Uint32Array(ROWS)
  #count = 0

  constructor(module: EngineExports, views: Views) {
    this.#module = module
    this.#views = views
  }

  find(texts: readonly string[], country: string): FoundNumbers {
    const home = packedHome(country)
    this.#count = 0
    for (let from = 0; from < texts.length; ) {
      const to = this.#fitting(texts, from)
      if (to === from) this.#findInLong(texts[from] as string, from, home)
      else this.#findInSlice(texts, from, to, home)
      from = Math.max(to, from + 1)
    }
    const found = this.#texts.slice(0, this.#count)
    const starts = this.#starts.slice(0, this.#count)
    const ends = this.#ends.slice(0, this.#count)
    const written = () =>
      Array.from(found, (text, i) => (texts[text] as string).slice(starts[i], ends[i]))
    return new FoundNumbers(found, starts, ends, () => this.#views.normalizeAll(written(), country))
  }

  /** How many texts from `from` on cross at once; none when the first is too long. */
  #fitting(texts: readonly string[], from: number): number {
    let units = 0
    let to = from
    for (; to < texts.length; to++) {
      const { length } = texts[to] as string
      units += length + 1
      if (length > LONGEST_PIECE || units * UNIT_BYTES > TEXT_BYTES) break
    }
    return to
  }

  #findInSlice(texts: readonly string[], from: number, to: number, home: number): void {
    while (from < to) {
      // One text may hold what ends a text: then each is made harmless by itself.
      let joined = `${texts.slice(from, to).join(TEXT_END)}${TEXT_END}`
      if (countEnds(joined) !== to - from) {
        const harmless = texts.slice(from, to).map(text => text.replaceAll(TEXT_END, '|'))
        joined = `${harmless.join(TEXT_END)}${TEXT_END}`
      }
      from += this.#cross(joined, home, from)
    }
  }

  #findInLong(text: string, index: number, home: number): void {
    for (const { start, from, end } of cutText(text, LONGEST_PIECE)) {
      const piece = text.slice(start, end).replaceAll(TEXT_END, '|')
      this.#cross(`${piece}${TEXT_END}`, home, index, start, from)
    }
  }

  /**
   * @param text the index of the first text
   * @param start where in it the first piece begins
   * @param from where in it the first number may begin
   * @returns how many texts were read
   */
  #cross(joined: string, home: number, text: number, start = 0, from = 0): number {
    this.#look()
    const { written } = encoder.encodeInto(joined, this.#text)
    const count = this.#module.deskbell_find(written, home)
    this.#look()
    this.#makeRoom(count)
    for (let i = 0; i < count; i++) {
      const begin = start + (this.#places[1 + ROWS + i] as number)
      if (begin < from) continue
      const at = this.#count++
      this.#texts[at] = text + (this.#places[1 + i] as number)
      this.#starts[at] = begin
      this.#ends[at] = start + (this.#places[1 + 2 * ROWS + i] as number)
    }
    return this.#places[0] as number
  }

  #look(): void {
    // Memory that has grown leaves empty arrays behind.
    if (this.#text.length > 0) return
    const { buffer } = this.#module.memory
    this.#text = new Uint8Array(buffer, this.#views.textAt, TEXT_BYTES)
    this.#places = new Uint32Array(buffer, this.#module.deskbell_places(), PLACE_WORDS)
  }

  #makeRoom(more: number): void {
    if (this.#count + more <= this.#texts.length) return
    const size = 2 * (this.#count + more)
    const grown = (array: Uint32Array) => {
      const larger = new Uint32Array(size)
      larger.set(array)
      return larger
    }
    this.#texts = grown(this.#texts)
    this.#starts = grown(this.#starts)
    this.#ends = grown(this.#ends)
  }
}

function countEnds(joined: string): number {
  let count = 0
  for (let at = joined.indexOf(TEXT_END); at >= 0; at = joined.indexOf(TEXT_END, at + 1)) count++
  return count
}
