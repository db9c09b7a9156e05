// `npm run bench -- calls [--json]`: the engine's call machine against the same machine written for
// XState 5, in one process on one corpus, rounds in turn; each figure is a ratio of medians.
//
// A call is kept as JSON between two events, as the relay keeps it in its database and a page in its
// snapshot: `calls.events.ratio`. Beside it, XState with its actor alive in memory and no JSON at
// all, which is the least that a machine in JavaScript can cost: `calls.live.ratio`.
import assert from 'node:assert/strict'
import { type Engine, loadEngine } from '../../js-shim/src/engine.js'
import type { Call, CallEvent } from '../../js-shim/src/types.js'
import { callStreams } from './call-corpus.js'
import { LiveCall, type PeerStep, stepJson } from './calls-xstate.js'
import { type Figure, printFigures } from './print-figures.js'

const CALLS = 2_000
const ROUNDS = 7

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] as number

/** Every answer to every event is the same, or the race is about different things. */
function compare(engine: Engine, streams: CallEvent[][]): void {
  for (const events of streams) {
    let call: Call | null = null
    let kept: string | null = null
    const live = new LiveCall()
    for (const event of events) {
      const step = engine.step(call, event, { now: event.at, agent: '' })
      call = step.call
      kept = stepJson(kept, event)
      const { state, facts, agents, ...record } = call
      const emitted = step.effects.find(effect => effect.type === 'emit')
      const ours = {
        state,
        agents,
        record,
        emit: emitted?.type === 'emit' ? emitted.name : null,
        save: step.effects.some(effect => effect.type === 'save'),
        moments: step.moments,
      }
      for (const peer of [JSON.parse(kept) as PeerStep, live.step(event)]) {
        const { facts: _, ...theirs } = peer
        assert.deepEqual(theirs, ours, `${event.id}: the two machines differ`)
      }
    }
  }
}

async function benchCalls(): Promise<{ figures: Figure[]; notes: string[] }> {
  const engine = await loadEngine()
  const streams = callStreams(CALLS)
  const events = streams.reduce((sum, stream) => sum + stream.length, 0)
  compare(engine, streams)
  const runners: Record<string, () => void> = {
    engine: () => {
      for (const stream of streams) {
        let call: Call | null = null
        for (const event of stream) {
          call = engine.step(call, event, { now: event.at, agent: '' }).call
        }
      }
    },
    'XState 5, JSON between events': () => {
      for (const stream of streams) {
        let call: string | null = null
        for (const event of stream) call = stepJson(call, event)
      }
    },
    'XState 5, actors in memory': () => {
      for (const stream of streams) {
        const live = new LiveCall()
        for (const event of stream) live.step(event)
      }
    },
  }
  const speeds = new Map<string, number[]>(Object.keys(runners).map(name => [name, []]))
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, run] of Object.entries(runners)) {
      const started = performance.now()
      run()
      // The first round is for the compilers.
      if (round > 0) speeds.get(name)?.push((events * 1000) / (performance.now() - started))
    }
  }
  const speed = (name: string) => median(speeds.get(name) ?? [])
  const ratio = (name: string, against: string): Figure => ({
    name,
    value: speed('engine') / speed(against),
    unit: 'times',
    against,
  })
  return {
    figures: [
      ratio('calls.events.ratio', 'XState 5, JSON between events'),
      ratio('calls.live.ratio', 'XState 5, actors in memory'),
      { name: 'calls.events.rate', value: speed('engine'), unit: 'events/s' },
    ],
    notes: [
      ...[...speeds.keys()].map(name => `${name}: ${Math.round(speed(name))} events a second`),
      `${CALLS} calls, ${events} events; every answer of the two machines was compared`,
    ],
  }
}

if (process.argv[1]?.endsWith('tests/bench/calls.ts')) {
  const { figures, notes } = await benchCalls()
  printFigures(figures, notes)
}
