import { RULE_MOMENTS } from '../../../js-shim/src/core/lists.js'
import type { IntegrationMatrix, MatrixRow } from '../../../js-shim/src/core/rules.js'
import { showDay, showTime } from '../pages/formats.js'
import { Layout, PageHead } from '../pages/layout.js'
import { NumberLink } from '../pages/number-link.js'
import { OrderedItem } from '../pages/ordered-item.js'
import type { PageContext } from '../pages/page-context.js'
import { SettingOutcome } from '../pages/setting-outcome.js'
import type { DryCall } from './dry-run.js'
import { ACTION_WORDS, actionWords, MOMENT_WORDS, whenWords } from './words.js'

interface IntegrationPageProps {
  context: PageContext
  matrix: IntegrationMatrix
  version: number
  /** `null` before it is asked for. */
  run: DryCall[] | null
  saved: boolean
  problem: string
}

/** Which calls lead to which work. */
export function IntegrationPage(props: IntegrationPageProps) {
  const { context, matrix, version, run, saved, problem } = props
  return (
    <Layout context={context} title="What calls lead to">
      <p class="back">
        <a href="/settings">Settings</a>
      </p>
      <PageHead title="What calls lead to" note={`${matrix.rows.length}`}>
        <a class="button" href="/settings/integration?try=1#try">
          Try on recent calls
        </a>
        <a class="button primary" href="/settings/integration/row">
          New row
        </a>
      </PageHead>
      <SettingOutcome saved={saved} problem={problem} />
      <div class="routing">
        <section>
          {RULE_MOMENTS.map(moment => (
            <Rows {...props} moment={moment} key={moment} />
          ))}
          {run && <DryRun {...props} run={run} />}
        </section>
        <aside>
          <Company context={context} matrix={matrix} version={version} />
          <Presets version={version} />
        </aside>
      </div>
    </Layout>
  )
}

const rowName = (row: MatrixRow): string => row.note || whenWords(row)

function Rows(props: IntegrationPageProps & { moment: MatrixRow['moment'] }) {
  const { matrix, version, moment, context } = props
  const rows = matrix.rows.filter(row => row.moment === moment)
  if (rows.length === 0) return null
  const nameOf = (user: string) =>
    context.agents.find(({ extension }) => extension === user)?.name ?? user
  return (
    <>
      <h2>{MOMENT_WORDS[moment]}: the first row that fits</h2>
      <ol class="rules">
        {rows.map(row => (
          <OrderedItem
            address="/settings/integration"
            href="/settings/integration/row"
            version={version}
            id={row.id}
            name={rowName(row)}
            enabled={row.enabled !== false}
            first={row === rows[0]}
            last={row === rows.at(-1)}
            key={row.id}
          >
            {row.note && <p class="muted">{whenWords(row)}</p>}
            <ul>
              {row.actions.length === 0 && <li class="muted">nothing</li>}
              {row.actions.map((action, at) => (
                <li key={at} dir="auto">
                  {actionWords(action, nameOf)}
                </li>
              ))}
            </ul>
          </OrderedItem>
        ))}
      </ol>
    </>
  )
}

function DryRun({ context, matrix, run }: IntegrationPageProps & { run: DryCall[] }) {
  const { timeZone } = context.settings
  return (
    <div id="try">
      <h2>What it would do now, after recent calls</h2>
      {run.length === 0 ? (
        <p class="hint">No call has ended yet.</p>
      ) : (
        <table class="list">
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">With</th>
              <th scope="col">Row</th>
              <th scope="col">Leads to</th>
            </tr>
          </thead>
          <tbody>
            {run.map(({ call, who, decision }) => {
              const row = matrix.rows.find(({ id }) => id === decision.row)
              const at = call.offeredAt ?? call.endedAt
              return (
                <tr key={call.callId}>
                  <td class="when">
                    {at !== null && `${showDay(at, timeZone)} ${showTime(at, timeZone)}`}
                  </td>
                  <td>
                    {who && (
                      <>
                        <bdi>{who}</bdi>{' '}
                      </>
                    )}
                    <NumberLink
                      data={context.data}
                      e164={call.direction === 'outbound' ? call.to : call.from}
                    />
                  </td>
                  <td dir="auto">{row ? rowName(row) : 'none fits'}</td>
                  <td dir="auto">
                    {decision.actions
                      .map(
                        ({ type, text, assignee }) =>
                          `${ACTION_WORDS[type]}${text ? ` “${text}”` : ''}${assignee ? ` (${assignee.name})` : ''}`,
                      )
                      .join('; ') || 'nothing'}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </div>
  )
}

function Company(props: { context: PageContext; matrix: IntegrationMatrix; version: number }) {
  const { context, matrix, version } = props
  const { seniorManager, outgoingAgent, dueMinutes, board } = matrix.settings ?? {}
  return (
    <form class="panel options" method="post" action="/settings/integration/company">
      <h2>The company</h2>
      <input type="hidden" name="version" value={version} />
      <Colleague context={context} name="seniorManager" chosen={seniorManager}>
        Senior manager, who gets what belongs to nobody
      </Colleague>
      <Colleague context={context} name="outgoingAgent" chosen={outgoingAgent}>
        Who makes the outgoing calls of nobody
      </Colleague>
      <label class="field">
        <span>Tasks are due after, minutes</span>
        <input
          name="dueMinutes"
          type="number"
          min={0}
          max={525_600}
          value={dueMinutes ?? ''}
          placeholder="240"
        />
      </label>
      <label class="field">
        <span>Board</span>
        <input name="board" value={board ?? ''} maxLength={100} dir="auto" />
      </label>
      <label class="switch">
        <input type="checkbox" name="updateOnly" checked={matrix.updateOnly === true} />
        <span>
          Create nothing
          <small>Somebody else’s integration makes contacts and tickets.</small>
        </span>
      </label>
      <div class="form-end">
        <button type="submit">Save</button>
      </div>
    </form>
  )
}

function Colleague(props: {
  context: PageContext
  name: string
  chosen: string | undefined
  children: string
}) {
  const { context, name, chosen, children } = props
  return (
    <label class="field" for={name}>
      <span>{children}</span>
      <select name={name} id={name}>
        <option value="">Nobody</option>
        {context.agents.map(({ extension, name: who }) => (
          <option value={extension} selected={extension === chosen} key={extension}>
            {who}
          </option>
        ))}
      </select>
    </label>
  )
}

const PRESETS = [
  ['recommended', 'Recommended'],
  ['zadarma', 'As Zadarma’s own integration'],
  ['update_only', 'Update only'],
] as const

function Presets({ version }: { version: number }) {
  return (
    <form class="panel options" method="post" action="/settings/integration/preset">
      <h2>Begin anew</h2>
      <input type="hidden" name="version" value={version} />
      <label class="field">
        <span>With the rows</span>
        <select name="preset">
          {PRESETS.map(([name, words]) => (
            <option value={name} key={name}>
              {words}
            </option>
          ))}
        </select>
        <small>Your own rows are replaced; colleagues, board and fields stay.</small>
      </label>
      <div class="form-end">
        <button type="submit">Replace the rows</button>
      </div>
    </form>
  )
}
