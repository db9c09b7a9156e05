import type { CallDirection, CallOutcome, CallState } from '../../../js-shim/src/core/lists.js'
import { Icon } from './icons.js'

const WAYS = { inbound: 'incoming', outbound: 'outgoing', internal: 'internal' } as const

/** Which way a call goes, as a drawing with its word. */
export function WayIcon({ direction }: { direction: CallDirection }) {
  const icon = direction === 'outbound' ? 'outbound' : 'inbound'
  return (
    <span class={`way ${icon}`} title={WAYS[direction]}>
      <Icon name={icon} />
      <span class="unseen">{WAYS[direction]}</span>
    </span>
  )
}

/** How a call came out, or where it stands, in a word and its colour. */
export function OutcomeBadge({
  call: { outcome, direction, state },
}: {
  call: { outcome: CallOutcome | null; direction: CallDirection; state: CallState }
}) {
  if (outcome === null) return <span class="outcome notice">{state}</span>
  if (outcome === 'completed') return <span class="outcome good">answered</span>
  const word = outcome.replaceAll('_', ' ').replace('canceled', 'cancelled')
  const tone = outcome === 'voicemail' ? 'notice' : direction === 'inbound' ? 'bad' : 'quiet'
  return <span class={`outcome ${tone}`}>{word}</span>
}
