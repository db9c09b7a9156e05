import type { CallState } from '../../../js-shim/src/core/lists.js'
import type { Call, CallEvent } from '../../../js-shim/src/types.js'
import { sameJson } from './compare.js'

/**
 * Why something that was told does not count:
 * - `after_end`: the call had ended, and a finished record stands;
 * - `late`: the call was further already;
 * - `contradicts`: another value was told first, or is known better;
 * - `answered`: no voice message is left where somebody answered;
 * - `nothing_new`: all of it was known.
 */
export type Ignored =
  | { why: 'after_end' | 'answered' | 'nothing_new' }
  | { why: 'late'; state: CallState }
  | { why: 'contradicts'; field: string; said: unknown; stands: unknown }

/** How far a call is; who answers need not have rung before. */
const PROGRESS: Record<CallState, number> = {
  announced: 0,
  offered: 1,
  dialing: 2,
  ringing: 3,
  answered: 4,
  held: 4,
  ended: 5,
}
/** Where an event by itself would put a call. */
const LEADS_TO: Partial<Record<CallEvent['type'], CallState>> = {
  offered: 'offered',
  dialing: 'dialing',
  ringing: 'ringing',
  answered: 'answered',
  held: 'held',
  resumed: 'answered',
  ended: 'ended',
}
const COMPARED = [
  'direction',
  'from',
  'to',
  'line',
  'outcome',
  'talkSeconds',
  'recordingUrl',
] as const

/** What of `event` does not count in `after`, the call that it led to. */
export function whatIsIgnored(before: Call | null, event: CallEvent, after: Call): Ignored[] {
  const { state: _, ...rest } = after
  if (before && sameJson(before, { ...rest, state: after.state })) return [{ why: 'nothing_new' }]
  return [...outOfPlace(before, event, after), ...contradictions(event, after)]
}

function outOfPlace(before: Call | null, event: CallEvent, after: Call): Ignored[] {
  if (event.type === 'voicemail' && after.answeredAt !== null) return [{ why: 'answered' }]
  const wished = LEADS_TO[event.type]
  if (!before || wished === undefined || wished === after.state) return []
  if (before.state === 'ended') return [{ why: 'after_end' }]
  return PROGRESS[wished] < PROGRESS[before.state] ? [{ why: 'late', state: before.state }] : []
}

function contradictions(event: CallEvent, after: Call): Ignored[] {
  return COMPARED.flatMap(field => {
    const said = event[field]
    const stands = after[field]
    const speaks = said !== undefined && said !== '' && stands !== '' && stands !== null
    if (!speaks || said === stands) return []
    return [{ why: 'contradicts' as const, field, said, stands }]
  })
}
