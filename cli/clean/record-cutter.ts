import type { CleanReason } from './clean-values.js'

/** Whole records cut off the front of a text. */
export interface Slice {
  /** How much of the text they are. */
  used: number
  /** The line of the file in which each begins, from 1. */
  lines: number[]
  /** What the columns say: `values[column][row]`; `''` where there is nothing. */
  values: string[][]
  /** What the country column says. */
  countries: string[] | undefined
  /** Why a value cannot be looked at, by row and column; see {@link cellOf}. */
  obstacles: Map<number, CleanReason>
  /** Where a value stands, and what must stand there to say something else. */
  replace(row: number, column: number, after: string): { from: number; to: number; text: string }
}

/** Knows one format of records. */
export interface RecordCutter {
  /** How many columns are looked after. */
  readonly columns: readonly string[]
  /**
   * @param isEnd nothing follows: what is left is a record
   * @throws CommandError when it cannot be cut
   */
  cut(text: string, isEnd: boolean): Slice
}

/** The place of row and column in {@link Slice.obstacles}. */
export const cellOf = (row: number, column: number, columns: number) => row * columns + column
