import type { CallRow } from '../data/calls.js'
import { showDay, showMoment, showSeconds, showTime } from './formats.js'
import { Icon, type IconName } from './icons.js'
import { NumberLink } from './number-link.js'
import type { PageContext } from './page-context.js'

/** What a call came to, in a word, and the colour that belongs to it. */
function outcomeOf({ outcome, direction, ended_at }: CallRow): { word: string; tone: string } {
  if (outcome === null) return { word: ended_at === null ? 'in progress' : 'ended', tone: 'quiet' }
  if (outcome === 'completed') return { word: 'answered', tone: 'good' }
  if (outcome === 'voicemail') return { word: 'voicemail', tone: 'notice' }
  const word = outcome.replaceAll('_', ' ').replace('canceled', 'cancelled')
  return { word, tone: direction === 'inbound' ? 'bad' : 'quiet' }
}

function wayOf(call: CallRow): { icon: IconName; word: string } {
  if (call.direction === 'outbound') return { icon: 'outbound', word: 'outgoing' }
  if (call.direction === 'internal') return { icon: 'inbound', word: 'internal' }
  const { outcome } = call
  return outcome === null || outcome === 'completed'
    ? { icon: 'inbound', word: 'incoming' }
    : { icon: 'missed', word: 'incoming' }
}

interface CallListProps {
  context: PageContext
  calls: CallRow[]
  /** Whether to say who it was with; on that person's own card it is known. */
  who: boolean
}

export function CallList({ context, calls, who }: CallListProps) {
  return (
    <table class="list calls">
      <thead>
        <tr>
          <th scope="col">When</th>
          {who && <th scope="col">With</th>}
          <th scope="col">Number</th>
          <th scope="col">Agent</th>
          <th scope="col">Outcome</th>
          <th scope="col" class="amount">
            Rang
          </th>
          <th scope="col" class="amount">
            Talked
          </th>
          <th scope="col">Recording</th>
        </tr>
      </thead>
      <tbody>
        {calls.map(call => (
          <CallLine context={context} call={call} who={who} key={call.call_id} />
        ))}
      </tbody>
    </table>
  )
}

function CallLine({ context, call, who }: { context: PageContext; call: CallRow; who: boolean }) {
  const { timeZone } = context.settings
  const way = wayOf(call)
  const outcome = outcomeOf(call)
  const at = call.offered_at ?? call.ended_at
  const number = call.direction === 'outbound' ? call.to_number : call.from_number
  return (
    <>
      <tr data-call={call.call_id} class={call.note === '' ? undefined : 'has-note'}>
        <td class="when">
          <span class={`way ${way.icon}`} title={way.word}>
            <Icon name={way.icon} />
            <span class="unseen">{way.word}</span>
          </span>
          {at !== null && (
            <time dateTime={new Date(at).toISOString()} title={showMoment(at, timeZone)}>
              {showDay(at, timeZone)} <span class="clock">{showTime(at, timeZone)}</span>
            </time>
          )}
        </td>
        {who && (
          <td class="with">
            {call.contact_id === null ? (
              <a class="quiet" href={`/contacts/new?${new URLSearchParams({ number })}`}>
                {number === '' ? '' : 'unknown: add'}
              </a>
            ) : (
              <>
                <a href={`/contacts/${call.contact_id}`} dir="auto">
                  {call.contactName}
                </a>
                {call.company && <small dir="auto">{call.company}</small>}
              </>
            )}
          </td>
        )}
        <td class="numbers">
          <NumberLink data={context.data} e164={number} />
          {!who && call.contact_id === null && <small class="muted">shared number</small>}
        </td>
        <td class="responsible">{call.agentName ?? call.agent}</td>
        <td class="came-to">
          <span class={`outcome ${outcome.tone}`}>{outcome.word}</span>
        </td>
        <td class="amount">{call.ring_seconds === null ? '' : showSeconds(call.ring_seconds)}</td>
        <td class="amount">{call.talk_seconds ? showSeconds(call.talk_seconds) : ''}</td>
        <td class="recording">
          {call.recording_url !== '' && (
            <a
              class="play"
              href={`/recordings/${encodeURIComponent(call.call_id)}`}
              data-play
              title="Play the recording"
            >
              <Icon name="play" />
              <span>Play</span>
            </a>
          )}
        </td>
      </tr>
      {call.note !== '' && (
        <tr class="note">
          <td colSpan={who ? 8 : 7}>{call.note}</td>
        </tr>
      )}
    </>
  )
}
