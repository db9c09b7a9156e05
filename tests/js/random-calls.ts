// Streams of events for the property tests of the call machine through Wasm.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Engine } from '../../js-shim/src/core/engine.js'
import { CALL_DIRECTIONS, CALL_EVENT_TYPES, CALL_OUTCOMES } from '../../js-shim/src/core/lists.js'
import type { Call, CallEvent } from '../../js-shim/src/types.js'

const START = 1_767_348_000_000
const DAY = 24 * 3600 * 1000

const agent = fc.constantFrom('', '100', '101', '102')
const party = fc.constantFrom('', '100', '+31612345678', '+31413741741', 'anonymous')

const callEvent: fc.Arbitrary<CallEvent> = fc.record(
  {
    id: fc.constant('e'),
    provider: fc.constantFrom('zadarma', 'ringostat', 'deskbell'),
    callId: fc.constant('c'),
    type: fc.constantFrom(...CALL_EVENT_TYPES),
    at: fc.integer({ min: 0, max: 3 * DAY }).map(after => START + after),
    direction: fc.constantFrom(...CALL_DIRECTIONS),
    from: party,
    to: party,
    line: party,
    agent,
    startedAt: fc.integer({ min: -40 * DAY, max: 40 * DAY }).map(after => START + after),
    outcome: fc.constantFrom(...CALL_OUTCOMES),
    talkSeconds: fc.integer({ min: -1000, max: 1_000_000_000 }),
    recordingUrl: fc.constantFrom('', 'zadarma:1', 'zadarma:2'),
    tracking: fc.constantFrom<Record<string, string>>(
      {},
      { utm_source: 'a' },
      { utm_source: 'b', gclid: '1' },
    ),
  },
  {
    requiredKeys: [
      'id',
      'provider',
      'callId',
      'type',
      'at',
      'direction',
      'from',
      'to',
      'line',
      'agent',
    ],
  },
)

function assertPossible(call: Call): void {
  const { offeredAt, answeredAt, endedAt, ringSeconds, talkSeconds, outcome, state } = call
  assert.ok(offeredAt !== null)
  if (answeredAt !== null) assert.ok(answeredAt >= offeredAt)
  if (endedAt !== null) assert.ok(endedAt >= (answeredAt ?? offeredAt))
  if (ringSeconds !== null) assert.ok(ringSeconds >= 0)
  if (talkSeconds !== null) assert.ok(talkSeconds >= 0 && talkSeconds <= 7 * 24 * 3600)
  assert.equal(outcome !== null, state === 'ended')
}

const play = (engine: Engine, events: CallEvent[]): Call | null =>
  events.reduce<Call | null>(
    (call, event) => engine.step(call, event, { now: event.at, agent: '100' }).call,
    null,
  )

/** Any stream gives a possible call, the same in another order, and no ghost. */
export function checkRandomStreams(engine: Engine, numRuns: number): void {
  const stream = fc
    .array(callEvent, { minLength: 1, maxLength: 7 })
    .chain(events =>
      fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
    )
  fc.assert(
    fc.property(stream, ([events, shuffled]) => {
      const call = play(engine, events)
      assert.ok(call)
      assertPossible(call)
      assert.equal(JSON.stringify(play(engine, shuffled)), JSON.stringify(call))
      const last = shuffled.at(-1)
      assert.ok(last)
      assert.deepEqual(engine.step(call, last, { now: last.at, agent: '100' }).effects, [])
      const end = engine.overdue(call, START + 30 * DAY)
      assert.equal(end === null, call.state === 'ended')
      if (!end) return
      const closed = engine.step(call, end, { now: end.at, agent: '100' }).call
      assert.equal(closed.state, 'ended')
      assertPossible(closed)
    }),
    { numRuns, seed: 4 },
  )
}
