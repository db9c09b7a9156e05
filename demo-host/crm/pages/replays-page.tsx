import type { Call } from '../../../js-shim/src/types.js'
import { showDay, showMoment, showSeconds, showTime } from './formats.js'
import { Icon } from './icons.js'
import { Empty, Layout, PageHead } from './layout.js'
import { NumberLink } from './number-link.js'
import type { PageContext } from './page-context.js'
import { OutcomeBadge, WayIcon } from './replay-parts.js'

interface ReplaysPageProps {
  context: PageContext
  /** The latest first. */
  calls: Call[]
  /** Why the file that was dropped cannot be played. */
  problem?: string
}

/** The calls of which the relay knows, and a place for files from elsewhere. */
export function ReplaysPage({ context, calls, problem }: ReplaysPageProps) {
  return (
    <Layout context={context} title="Replay">
      <PageHead title="Replay" note="what the telephone system told of each call, step by step">
        <a class="button" href="/calls">
          Call list
        </a>
      </PageHead>
      <form class="drop" method="post" action="/calls/replay" data-drop>
        <Icon name="calls" />
        <p>
          <strong>Drop a replay file here</strong> to play it again with today’s engine, or{' '}
          <label class="choose-file">
            choose one
            <input class="unseen" type="file" accept=".json,application/json" />
          </label>
          . It is read, shown and forgotten.
        </p>
        <textarea name="file" hidden />
        {problem && (
          <p class="drop-problem" role="alert">
            {`That file cannot be played: ${problem}.`}
          </p>
        )}
      </form>
      {calls.length === 0 ? (
        <Empty title="No call has come yet">
          Let one ring with <code>npm run call -- +31612345678</code>.
        </Empty>
      ) : (
        <table class="list">
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Number</th>
              <th scope="col">Agent</th>
              <th scope="col">Outcome</th>
              <th scope="col" class="amount">
                Talked
              </th>
              <th scope="col">
                <span class="unseen">Replay</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {calls.map(call => (
              <CallLine context={context} call={call} key={call.callId} />
            ))}
          </tbody>
        </table>
      )}
      <script src="/replay.js" defer />
    </Layout>
  )
}

function CallLine({ context, call }: { context: PageContext; call: Call }) {
  const { timeZone } = context.settings
  const at = call.offeredAt ?? call.endedAt
  const agent = context.agents.find(({ extension }) => extension === call.agent)
  const address = `/calls/replay/${encodeURIComponent(call.callId)}`
  return (
    <tr>
      <td class="when">
        <WayIcon direction={call.direction} />
        {at !== null && (
          <time dateTime={new Date(at).toISOString()} title={showMoment(at, timeZone)}>
            {showDay(at, timeZone)} <span class="clock">{showTime(at, timeZone)}</span>
          </time>
        )}
      </td>
      <td class="numbers">
        <NumberLink
          data={context.data}
          e164={call.direction === 'outbound' ? call.to : call.from}
        />
      </td>
      <td class="responsible">{agent?.name ?? call.agent}</td>
      <td>
        <OutcomeBadge call={call} />
      </td>
      <td class="amount">{call.talkSeconds ? showSeconds(call.talkSeconds) : ''}</td>
      <td class="amount">
        <a href={address}>Replay</a>
      </td>
    </tr>
  )
}
