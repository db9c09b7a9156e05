import type { NumberColumn } from './number-column.js'

/** Telephone numbers that were found in texts: entry `i` of each array is number `i`, in order. */
export class FoundNumbers {
  #column: NumberColumn | undefined
  readonly #read: () => NumberColumn

  constructor(
    /** In which of the texts it stands. */
    readonly texts: Uint32Array,
    /** Where it begins, in UTF-16 units: `text.slice(start, end)` is the number as written. */
    readonly starts: Uint32Array,
    readonly ends: Uint32Array,
    read: () => NumberColumn,
  ) {
    this.#read = read
  }

  get length(): number {
    return this.texts.length
  }

  /** What the numbers are: keys, kinds, countries, E.164. Read when it is first asked for. */
  numbers(): NumberColumn {
    this.#column ??= this.#read()
    return this.#column
  }
}
