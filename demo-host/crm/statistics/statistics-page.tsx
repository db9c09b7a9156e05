import { showCount, showSeconds } from '../pages/formats.js'
import { Layout, PageHead } from '../pages/layout.js'
import type { PageContext } from '../pages/page-context.js'
import type { StatisticsPeriod } from './read-period.js'
import type { ColumnKind, StatisticsTable } from './statistics-table.js'

interface StatisticsPageProps {
  context: PageContext
  period: StatisticsPeriod
  tables: StatisticsTable[]
}

/** Pictures of the calls of some days; behind each its figures, to be read and to be taken along. */
export function StatisticsPage({ context, period, tables }: StatisticsPageProps) {
  const { firstDay, lastDay, agent, problem } = period
  return (
    <Layout context={context} title="Statistics">
      <p class="back">
        <a href="/calls">Calls</a>
      </p>
      <PageHead title="Statistics">
        <form class="period" action="/calls/statistics">
          <label>
            From <input type="date" name="from" value={firstDay} max={lastDay} required />
          </label>
          <label>
            to <input type="date" name="to" value={lastDay} required />
          </label>
          <label>
            <span class="unseen">Whose calls</span>
            <select name="agent">
              <option value="">Everybody</option>
              {context.agents.map(({ extension, name }) => (
                <option value={extension} selected={extension === agent} key={extension}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <button type="submit">Show</button>
        </form>
      </PageHead>
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <div class="pictures">
        {tables.map(table => (
          <Picture table={table} period={period} key={table.id} />
        ))}
      </div>
      <script src="/statistics.js" type="module" />
    </Layout>
  )
}

function Picture({ table, period }: { table: StatisticsTable; period: StatisticsPeriod }) {
  const { id, title, note, columns, rows, drawn } = table
  const { firstDay, lastDay, agent } = period
  const asked = new URLSearchParams({ from: firstDay, to: lastDay, agent })
  return (
    <section class={`panel picture ${id}`} data-picture={id}>
      <header>
        <h2>{title}</h2>
        <a href={`/calls/statistics/${id}.csv?${asked}`} download>
          CSV
        </a>
      </header>
      <p class="muted">{note}</p>
      {drawn.length > 1 && (
        <ul class="legend" aria-hidden="true">
          {drawn.map(name => (
            <li key={name}>
              <i class={`swatch ${name.toLowerCase()}`} />
              {name}
            </li>
          ))}
        </ul>
      )}
      <div class="chart" data-chart role="img" aria-label={`${title}. ${note}`} hidden />
      <details>
        <summary>Figures</summary>
        <div class="figures">
          <table>
            <thead>
              <tr>
                {columns.map(({ name, kind }) => (
                  <th
                    scope="col"
                    class={kind === 'text' ? undefined : 'amount'}
                    data-kind={kind}
                    data-drawn={drawn.includes(name) ? name.toLowerCase() : undefined}
                    key={name}
                  >
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(([name, ...values]) => (
                <tr key={name}>
                  <th scope="row">
                    <bdi>{name}</bdi>
                  </th>
                  {values.map((value, at) => (
                    <td class="amount" key={columns[at + 1]?.name}>
                      <data value={value}>{showValue(Number(value), columns[at + 1]?.kind)}</data>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  )
}

function showValue(value: number, kind: ColumnKind | undefined): string {
  if (kind === 'seconds') return showSeconds(value)
  return kind === 'share' ? `${value} %` : showCount(value)
}
