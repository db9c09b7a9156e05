import type { Kysely } from 'kysely'

/** Any database: its tables are known at run time only. */
// biome-ignore lint/suspicious/noExplicitAny: Kysely's own word for tables that no type describes
export type AnyDatabase = Kysely<any>

/** A row's place in the order of the primary key: each part as text. */
export type RowKey = readonly string[]

export interface TableRow {
  key: RowKey
  /** How a person finds the row again: its primary key. */
  label: string
  /** As text, by column; `''` for NULL, `null` for what is neither text nor a whole number. */
  values: (string | null)[]
  country: string
}

export interface TableColumn {
  name: string
  /** It holds whole numbers, so only digits go in. */
  isInteger: boolean
  /** Characters that fit. */
  room: number
}

export interface Change {
  key: RowKey
  before: string
  after: string
}

/** A table of numbers: what is different in PostgreSQL and SQLite is behind it. */
export interface SqlTable {
  /** For people. */
  readonly name: string
  readonly columns: readonly TableColumn[]
  /** While a transaction writes nobody else can, in the whole database. */
  readonly locksAll: boolean
  /** How many rows there are, nearly. */
  count(): Promise<number>
  /** The rows behind `after` in the order of the key. */
  read(db: AnyDatabase, after: RowKey | null, limit: number): Promise<TableRow[]>
  /**
   * Rewrites values that are still what they were.
   * @returns which changes were made, by their place in the list
   */
  write(db: AnyDatabase, column: TableColumn, changes: readonly Change[]): Promise<Set<number>>
  /** @returns whether there was none */
  makeIndex(column: TableColumn): Promise<boolean>
}

export interface TableQuestion {
  table: string
  columns: readonly string[]
  countryColumn: string | undefined
}
