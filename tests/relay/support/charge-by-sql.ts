import Libsql from 'libsql'
import { END, type Happened, PRICES, START, STEP } from './seeded-month.js'

/** A line of a statement, as SQL counts it: cents. */
export interface SqlLine {
  tenant: string
  account: string
  item: string
  quantity: number
  cost: number
  amount: number
}

const DAY = 86_400_000
const MILLION = 1_000_000

/** What is charged for what happened in the month, counted by nothing of the relay's. */
export function chargeBySql({ accounts, spans, calls }: Happened): SqlLine[] {
  const database = new Libsql(':memory:')
  database.exec(`
    create table accounts (id text, tenant text, email text, extension text);
    create table spans (id text, at integer, until integer);
    create table calls (tenant text, extension text, direction text, at integer, seconds integer);
    create table prices (tenant text, item text, price integer, per integer, margin integer);
  `)
  const fill = (table: string, rows: unknown[][]) => {
    const holes = rows[0]?.map(() => '?').join()
    const insert = database.prepare(`insert into ${table} values (${holes})`)
    database.transaction(() => {
      for (const row of rows) insert.run(...row)
    })()
  }
  fill(
    'accounts',
    accounts.map(({ id, tenant, email, extension }) => [id, tenant, email, extension]),
  )
  fill(
    'spans',
    spans.map(({ id, from, to }) => [id, from, to ?? END + DAY]),
  )
  fill(
    'calls',
    calls.map(each => [each.tenant, each.extension, each.direction, each.at, each.seconds]),
  )
  const millionths = (price: string) => Math.round(Number(price) * MILLION)
  const month = (END - START) / DAY
  fill(
    'prices',
    Object.entries(PRICES).flatMap(([tenant, price]) =>
      (
        [
          ['activation', price.activation, 1],
          ['month', price.month, month],
          ['incoming', price.incoming, 60],
          ['outgoing', price.outgoing, 60],
        ] as const
      ).map(([item, each, per]) => [tenant, item, millionths(each), per, millionths(price.margin)]),
    ),
  )
  const lines = database
    .prepare(
      `with recursive days (day) as (
         select ${START} union all select day + ${DAY} from days where day + ${DAY} < ${END}
       ),
       quantities (id, item, quantity) as (
         select id, 'activation', 1 from spans
           group by id having min(at) >= ${START}
         union all
         select id, 'month', count(distinct day) from spans
           join days on spans.at < day + ${DAY} and spans.until > day
           group by id
         union all
         select accounts.id,
                case direction when 'inbound' then 'incoming' else 'outgoing' end,
                sum((seconds + ${STEP} - 1) / ${STEP} * ${STEP})
           from calls join accounts using (tenant, extension)
           where exists (
             select 1 from spans
             where spans.id = accounts.id and spans.at <= calls.at and spans.until > calls.at
           )
           group by accounts.id, direction
       )
       select tenant, accounts.id as account, item, quantity,
              (2 * quantity * price + per * 10000) / (2 * per * 10000) as cost,
              (2 * quantity * price * (100 * ${MILLION} + margin)
                + per * 10000 * 100 * ${MILLION})
              / (2 * per * 10000 * 100 * ${MILLION}) as amount
       from quantities join accounts using (id) join prices using (tenant, item)
       order by tenant, email, account, item`,
    )
    .all() as SqlLine[]
  database.close()
  return lines
}
