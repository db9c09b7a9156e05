/** What a column's values are, and so how they are written and drawn. */
export type ColumnKind = 'text' | 'calls' | 'seconds' | 'share'

export interface StatisticsColumn {
  name: string
  kind: ColumnKind
}

/** One picture with its figures: the page's table, its chart and its CSV file are made of this. */
export interface StatisticsTable {
  /** Its name in addresses. */
  id: 'days' | 'hours' | 'time-to-answer' | 'agents' | 'sources'
  title: string
  /** The one sentence that somebody wants to know. */
  note: string
  /** The first says what a row is. */
  columns: StatisticsColumn[]
  rows: (string | number)[][]
  /** Names of the columns that are drawn, one upon the other. */
  drawn: string[]
}
