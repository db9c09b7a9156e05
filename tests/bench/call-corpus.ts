// Calls as a telephone system tells them: mostly in order, some webhooks twice, some calls shuffled.
import type { CallEventType, CallOutcome } from '../../js-shim/src/core/lists.js'
import type { CallEvent } from '../../js-shim/src/types.js'

const SEED = 41
const START = 1_767_348_000_000

/** mulberry32: the same numbers for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** `[type, seconds after the start, agent, outcome of an end]`, with how often such a call comes. */
type Told = [CallEventType, number, string, CallOutcome?]
const KINDS: [number, 'inbound' | 'outbound', Told[]][] = [
  [
    0.5,
    'inbound',
    [
      ['offered', 0, ''],
      ['ringing', 1, '100'],
      ['ringing', 2, '101'],
      ['answered', 8, '101'],
      ['ended', 72, '101', 'completed'],
      ['recorded', 112, ''],
    ],
  ],
  [
    0.2,
    'inbound',
    [
      ['offered', 0, ''],
      ['ringing', 1, '100'],
      ['ringing', 2, '101'],
      ['ringing', 2, '102'],
      ['ended', 31, '', 'missed'],
    ],
  ],
  [
    0.1,
    'inbound',
    [
      ['offered', 0, ''],
      ['ringing', 1, '100'],
      ['answered', 5, '100'],
      ['held', 40, '100'],
      ['transferred', 42, '102'],
      ['ringing', 42, '102'],
      ['answered', 47, '102'],
      ['ended', 200, '102', 'completed'],
      ['recorded', 240, ''],
    ],
  ],
  [
    0.15,
    'outbound',
    [
      ['dialing', 0, '101'],
      ['answered', 12, '101'],
      ['ended', 90, '101', 'completed'],
      ['recorded', 130, ''],
    ],
  ],
  [
    0.05,
    'inbound',
    [
      ['offered', 0, ''],
      ['ringing', 1, '100'],
      ['voicemail', 26, ''],
      ['ended', 50, '', 'completed'],
    ],
  ],
]

function kindOf(draw: number): (typeof KINDS)[number] {
  let below = 0
  for (const kind of KINDS) {
    below += kind[0]
    if (draw < below) return kind
  }
  return KINDS[0] as (typeof KINDS)[number]
}

/** The events of `count` calls, each call's in the order of their delivery. */
export function callStreams(count: number): CallEvent[][] {
  const random = randomOf(SEED)
  return Array.from({ length: count }, (_, number) => {
    const [, direction, told] = kindOf(random())
    const events = told.map((each, index) => callEvent(number, index, direction, each, random))
    if (random() < 0.3) {
      events.push(events[Math.floor(random() * events.length)] as CallEvent)
    }
    if (random() < 0.15)
      events.sort((a, b) => ((a.id.length + a.at) % 7) - ((b.id.length + b.at) % 7))
    return events
  })
}

function callEvent(
  number: number,
  index: number,
  direction: 'inbound' | 'outbound',
  [type, seconds, agent, outcome]: Told,
  random: () => number,
): CallEvent {
  const callId = `in_${number.toString(16).padStart(40, '0')}`
  const startedAt = START + number * 700
  const client = `+3161${String(1_000_000 + ((number * 7919) % 8_999_999))}`
  const line = '+31201234567'
  const inbound = direction === 'inbound'
  return {
    id: `zadarma/${type}/${callId}/${index}`,
    provider: 'zadarma',
    callId,
    type,
    at: startedAt + seconds * 1000 + Math.floor(random() * 400),
    direction,
    from: inbound ? client : agent,
    to: inbound ? line : client,
    line: inbound ? line : '',
    agent,
    startedAt,
    ...(outcome && { outcome, talkSeconds: outcome === 'completed' ? 60 : 0 }),
    ...(type === 'recorded' && { recordingUrl: `zadarma:${number}.75283` }),
    ...(number % 5 === 0 && { tracking: { utm_source: 'ads', utm_campaign: 'winter' } }),
    raw: {
      event: type,
      call_start: new Date(startedAt).toISOString().slice(0, 19).replace('T', ' '),
      pbx_call_id: callId,
      caller_id: client.slice(1),
      called_did: line.slice(1),
      internal: agent,
    },
  }
}
