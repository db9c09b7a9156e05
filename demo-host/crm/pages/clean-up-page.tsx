import type { CleanEntry } from '../../../cli/clean/clean-report.js'
import { REASON_WORDS } from '../../../cli/clean/summary.js'
import type { CleanUpResult } from '../clean-up.js'
import { showCount, showDayAndTime } from './formats.js'
import { Icon } from './icons.js'
import { Layout, PageHead } from './layout.js'
import type { PageContext } from './page-context.js'

interface CleanUpPageProps {
  context: PageContext
  result: CleanUpResult | null
  progress: { done: number; total: number } | null
  failed: boolean
  /** Of the companies in the result, by id. */
  names: Map<string, string>
}

export function CleanUpPage({ context, result, progress, failed, names }: CleanUpPageProps) {
  return (
    <Layout context={context} title="Clean-up">
      <p class="back">
        <a href="/settings">Settings</a>
      </p>
      <PageHead title="Clean-up of telephone numbers">
        {progress === null && (
          <form method="post" action="/settings/clean-up/check">
            <button type="submit" class={result === null ? 'primary' : undefined}>
              {result === null ? 'Check the numbers' : 'Check again'}
            </button>
          </form>
        )}
      </PageHead>
      {failed && (
        <p class="problem" role="alert">
          It stopped half way. What was done stays done, nothing is broken: check again and go on.
        </p>
      )}
      {progress !== null ? (
        <Running progress={progress} />
      ) : result === null ? (
        <Explanation />
      ) : (
        <Result {...{ context, result, names }} />
      )}
      <script src="/clean-up.js" defer />
    </Layout>
  )
}

function Explanation() {
  return (
    <section class="panel narrow clean-steps">
      <h2>One form for every number</h2>
      <p>
        A call is recognised at once when its number stands in the database as the telephone system
        sends it: <code>+31413741741</code>. What was taken over from the old system was typed in
        many ways.
      </p>
      <ol>
        <li>
          <strong>Check.</strong> Every number is read; nothing is changed. You see what would
          become of it.
        </li>
        <li>
          <strong>Clean.</strong> Valid numbers get the one form, and their column an index.
        </li>
        <li>
          <strong>Look after the rest.</strong> What is no valid number stays as it is and is listed
          with the reason.
        </li>
      </ol>
    </section>
  )
}

function Running({ progress: { done, total } }: { progress: { done: number; total: number } }) {
  return (
    <section class="panel narrow clean-running" data-clean-up="running">
      <h2 id="clean-running">Numbers are being rewritten</h2>
      <progress value={done} max={Math.max(total, 1)} aria-labelledby="clean-running" />
      <p role="status">{`${showCount(done)} of ${showCount(total)} rows`}</p>
      <p class="hint">You may leave this page; it goes on.</p>
    </section>
  )
}

function Result(props: {
  context: PageContext
  result: CleanUpResult
  names: Map<string, string>
}) {
  const { context, result, names } = props
  const sum = (kind: 'changed' | 'unchanged' | 'unreadable') =>
    result.places.reduce((total, { counts }) => total + counts[kind], 0)
  const [changed, unreadable] = [sum('changed'), sum('unreadable')]
  const rewritten = result.isDryRun ? 'To rewrite' : 'Rewritten'
  const when = showDayAndTime(result.at, context.settings.timeZone)
  return (
    <>
      {result.isDryRun ? (
        <section class="panel clean-verdict">
          <div>
            <h2>{changed === 0 ? 'Every valid number has its form' : verdict(changed)}</h2>
            <p class="hint">{`Checked ${when}; nothing was changed.`}</p>
          </div>
          {changed > 0 && (
            <form method="post" action="/settings/clean-up/run">
              <button class="primary" type="submit">{`Clean ${numbers(changed)}`}</button>
            </form>
          )}
        </section>
      ) : (
        <p class="saved" role="status">
          {`${numbers(changed)} rewritten ${when}, in ${result.seconds.toFixed(2)} seconds. `}
          {unreadable > 0 && `${numbers(unreadable)} left for you below. `}
          {result.indexes.length > 0 && `Index made on ${result.indexes.join(' and ')}.`}
        </p>
      )}
      <table class="list clean-counts">
        <thead>
          <tr>
            <th scope="col">Where</th>
            <th scope="col" class="amount">
              Rows
            </th>
            <th scope="col" class="amount">
              {rewritten}
            </th>
            <th scope="col" class="amount">
              In form already
            </th>
            <th scope="col" class="amount">
              Empty
            </th>
            <th scope="col" class="amount">
              To look at
            </th>
          </tr>
        </thead>
        <tbody>
          {result.places.map(({ words, rows, counts }) => (
            <tr key={words}>
              <th scope="row">{words}</th>
              <Amount label="Rows" count={rows} />
              <Amount label={rewritten} count={counts.changed} />
              <Amount label="In form already" count={counts.unchanged} />
              <Amount label="Empty" count={counts.empty} />
              <Amount label="To look at" count={counts.unreadable} />
            </tr>
          ))}
        </tbody>
      </table>
      <div class="clean-lists">
        {result.left.length > 0 && (
          <section>
            <h2>To look at</h2>
            <Entries entries={result.left} names={names} last="Why it stays as it is" />
          </section>
        )}
        {result.changed.length > 0 && (
          <section>
            <h2>
              {result.isDryRun ? 'What would become of the others' : 'What became of the others'}
            </h2>
            <Entries entries={result.changed} names={names} last="After" />
          </section>
        )}
      </div>
    </>
  )
}

/** The label is for narrow windows, in which the table has no head. */
function Amount({ label, count }: { label: string; count: number }) {
  return (
    <td class="amount" data-label={label}>
      {showCount(count)}
    </td>
  )
}

const numbers = (count: number) => `${showCount(count)} ${count === 1 ? 'number' : 'numbers'}`

const verdict = (count: number) =>
  `${numbers(count)} ${count === 1 ? 'stands' : 'stand'} there in another form`

function Entries(props: { entries: CleanEntry[]; names: Map<string, string>; last: string }) {
  const { entries, names, last } = props
  return (
    <table class="list clean-entries">
      <thead>
        <tr>
          <th scope="col">Company</th>
          <th scope="col">{last === 'After' ? 'Before' : 'Number'}</th>
          <th scope="col">{last}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map(({ row, reason, before, after }) => (
          <tr key={row}>
            <th scope="row">
              <a href={`/companies/${row}`} dir="auto">
                {names.get(row) ?? row}
              </a>
            </th>
            <td class="before" dir="auto">
              {before}
            </td>
            <td class="after">
              {reason === '' ? (
                <>
                  <Icon name="check" />
                  {after}
                </>
              ) : (
                <span class="warn">{REASON_WORDS[reason].replace(' (--drop-text)', '')}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
