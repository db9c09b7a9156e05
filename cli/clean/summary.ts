import type { CleanEntry, CleanTotals } from './clean-report.js'
import type { CleanReason } from './clean-values.js'
import { showCount } from './progress.js'

/** Why a value was left, in words. */
export const REASON_WORDS: Record<CleanReason, string> = {
  not_a_number: 'no number in it',
  country_missing: 'no country code, and no country is known',
  unknown_country_code: 'no country has this code',
  too_short: 'too short',
  too_long: 'too long',
  local_only: 'the area code is missing',
  short_number: 'a short number such as 112',
  not_in_use: 'not given out to anybody',
  words_beside: 'words beside it would be lost (--drop-text)',
  extension_beside: 'its extension would be lost (--drop-text)',
  digits_beside: 'more digits beside it, perhaps a second number',
  ambiguous: 'with or without its country code: both are numbers',
  field_count: 'the row has more or fewer fields than the first',
  bad_json: 'no JSON object',
  not_text: 'neither text nor a whole number',
  does_not_fit: 'the column is too narrow for it',
  refused: 'the database refused it',
  changed_meanwhile: 'somebody changed it meanwhile',
}

/** What a run came to, for a terminal. */
export function summaryOf(totals: CleanTotals, seconds: number, isDryRun: boolean): string {
  const parts = [
    `${showCount(totals.rows)} ${totals.rows === 1 ? 'row' : 'rows'} in ${seconds.toFixed(1)} s${speedOf(totals.rows, seconds)}`,
    countsTable(totals),
  ]
  if (isDryRun && totals.changes.length > 0)
    parts.push(`Would become, for example:\n${examples(totals.changes)}`)
  const reasons = Object.entries(totals.reasons).sort(([, a], [, b]) => b.count - a.count)
  if (reasons.length > 0) {
    const lines = reasons.map(([reason, { count, examples: some }]) => {
      const words = REASON_WORDS[reason as CleanReason]
      return `${showCount(count).padStart(11)}  ${words}\n${some.map(example).join('\n')}`
    })
    parts.push(`Left as they are, and why:\n${lines.join('\n')}`)
  }
  return `${parts.join('\n\n')}\n`
}

function speedOf(rows: number, seconds: number): string {
  return seconds < 0.5 ? '' : ` (${showCount(Math.round(rows / seconds))} a second)`
}

function countsTable({ columns }: CleanTotals): string {
  const names = Object.keys(columns)
  const width = Math.max(...names.map(name => name.length))
  const kinds = ['changed', 'unchanged', 'empty', 'unreadable'] as const
  const head = kinds.map(kind => kind.padStart(12)).join('')
  const rows = names.map(name => {
    const counts = columns[name]
    return `${plain(name).padEnd(width)}${kinds.map(kind => showCount(counts?.[kind] ?? 0).padStart(12)).join('')}`
  })
  return [`${' '.repeat(width)}${head}`, ...rows].join('\n')
}

function examples(entries: readonly CleanEntry[]): string {
  const width = Math.min(40, Math.max(...entries.map(({ before }) => plain(before).length)))
  return entries
    .map(({ row, before, after }) => {
      return `${plain(row).padStart(11)}  ${plain(before).padEnd(width)} → ${after}`
    })
    .join('\n')
}

const example = ({ row, before }: CleanEntry) =>
  `${' '.repeat(13)}${plain(row)}: ${before === '' ? '(nothing)' : plain(before)}`

/** A stranger's text on a terminal: without what steers it, and not too long. */
function plain(text: string): string {
  const shown = text.replace(/\p{Cc}|\p{Cf}/gu, '·')
  return shown.length > 60 ? `${shown.slice(0, 59)}…` : shown
}
