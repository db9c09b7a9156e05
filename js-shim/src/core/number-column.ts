import { NUMBER_KINDS, NUMBER_REASONS, type NumberKind, type NumberReason } from './lists.js'

/** What of a column can be handed to another thread. */
export type ColumnArrays = Pick<NumberColumn, 'keys' | 'kinds' | 'reasons' | 'countries'>

/** What came of a column of numbers: entry `i` of each array is for row `i`. */
export class NumberColumn {
  constructor(
    /** The digits of the E.164 form; `0n` where no number can be read. */
    readonly keys: BigUint64Array,
    /** Index in {@link NUMBER_KINDS}; see {@link kind}. */
    readonly kinds: Uint8Array,
    /** Index in {@link NUMBER_REASONS}: 0 where the number is valid; see {@link reason}. */
    readonly reasons: Uint8Array,
    /** The two letters, the first in the high byte; see {@link country}. */
    readonly countries: Uint16Array,
    /** Turns keys into texts; the engine's. */
    readonly writeE164: (keys: BigUint64Array) => string[],
  ) {}

  get length(): number {
    return this.keys.length
  }

  /** The first rows; a copy. */
  head(rows: number): NumberColumn {
    return new NumberColumn(
      this.keys.slice(0, rows),
      this.kinds.slice(0, rows),
      this.reasons.slice(0, rows),
      this.countries.slice(0, rows),
      this.writeE164,
    )
  }

  /** The E.164 texts of all rows; `''` where no number can be read. */
  e164(): string[] {
    return this.writeE164(this.keys)
  }

  kind(row: number): NumberKind {
    return NUMBER_KINDS[this.kinds[row] ?? 0] ?? 'unknown'
  }

  reason(row: number): NumberReason {
    return NUMBER_REASONS[this.reasons[row] ?? 1] ?? 'not_a_number'
  }

  valid(row: number): boolean {
    return this.reasons[row] === 0
  }

  country(row: number): string {
    return countryOf(this.countries[row] ?? 0)
  }
}

/** An empty column of so many rows, to be filled by {@link copyInto}. */
export function emptyColumn(length: number, writeE164: NumberColumn['writeE164']): NumberColumn {
  return new NumberColumn(
    new BigUint64Array(length),
    new Uint8Array(length),
    new Uint8Array(length),
    new Uint16Array(length),
    writeE164,
  )
}

export function copyInto(whole: ColumnArrays, at: number, part: ColumnArrays): void {
  whole.keys.set(part.keys, at)
  whole.kinds.set(part.kinds, at)
  whole.reasons.set(part.reasons, at)
  whole.countries.set(part.countries, at)
}

const names = new Map<number, string>([
  [0, ''],
  [0x3030, '001'],
])

/** The name of a country that the engine packed; see pack_country in wasm-core/phone/column.h. */
export function countryOf(packed: number): string {
  let name = names.get(packed)
  if (name === undefined) {
    name = String.fromCharCode(packed >> 8, packed & 0xff)
    names.set(packed, name)
  }
  return name
}
