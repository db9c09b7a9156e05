import { stringify } from 'csv-stringify/sync'
import type { Statement } from './statement.js'

/** For spreadsheets and book-keeping: UTF-8 with its mark; a text is never taken for a formula. */
export function statementCsv({ tenant, month, currency, lines, ...totals }: Statement): string {
  const rows = lines.map(({ account, email, item, quantity, calls, cost, amount }) => [
    ...[tenant, month, account, email, item, quantity, calls],
    ...[currency, cost, amount],
  ])
  return stringify(
    [
      ['tenant', 'month', 'account', 'email', 'item', 'quantity', 'calls'].concat([
        'currency',
        'cost',
        'amount',
      ]),
      ...rows,
      [tenant, month, '', '', 'total', '', '', currency, totals.cost, totals.amount],
    ],
    { bom: true, record_delimiter: '\r\n', escape_formulas: true },
  )
}
