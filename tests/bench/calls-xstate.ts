// The call machine written for XState 5: the states and transitions of wasm-core/calls/transitions.h,
// the facts as its context, and the same answer to each event.
import { assign, createActor, initialTransition, setup, transition } from 'xstate'
import type { CallEventType, CallState, RuleMoment } from '../../js-shim/src/core/lists.js'
import type { CallEvent, CallRecord } from '../../js-shim/src/types.js'
import {
  type Facts,
  isHeldAfter,
  joined,
  noFacts,
  recordOf,
  rung,
  wasAnswered,
} from './call-facts.js'

export interface PeerStep {
  state: CallState
  facts: Facts
  record: CallRecord
  agents: string[]
  emit: CallEventType | null
  save: boolean
  moments: RuleMoment[]
}

type Told = CallEvent & { type: CallEventType }

/** Where people talk, the facts say whether the call is on hold. */
const talking = [
  { guard: 'held', target: 'held', actions: 'join' },
  { target: 'answered', actions: 'join' },
] as const
const to = <S extends CallState>(target: S) => ({ target, actions: 'join' }) as const
const stays = { '*': { actions: 'join' } } as const
/** What every state knows, and what those know in which nobody was called yet. */
const reached = { answered: talking, resumed: talking, held: talking, ended: to('ended'), ...stays }
const rings = { ringing: to('ringing'), transferred: to('ringing'), ...reached }
const begins = { dialing: to('dialing'), ...rings }

const machine = setup({
  types: { context: {} as Facts, events: {} as Told },
  actions: { join: assign(({ context, event }) => joined(context, event)) },
  guards: { held: ({ context, event }) => isHeldAfter(context, event) },
}).createMachine({
  initial: 'announced',
  context: noFacts,
  states: {
    announced: { on: { offered: to('offered'), voicemail: to('offered'), ...begins } },
    offered: { on: begins },
    dialing: { on: rings },
    ringing: { on: reached },
    answered: { on: reached },
    held: { on: reached },
    ended: { on: stays },
  },
})

const TALKS: readonly CallState[] = ['answered', 'held']
const RINGS: readonly CallState[] = ['ringing', 'dialing']

interface Before {
  state: CallState
  facts: Facts
  record: CallRecord
}

function answer(before: Before | null, state: CallState, facts: Facts, event: CallEvent): PeerStep {
  const record = recordOf(facts, state === 'ended')
  const sameRecord = before !== null && JSON.stringify(before.record) === JSON.stringify(record)
  const same =
    sameRecord && before.state === state && JSON.stringify(before.facts) === JSON.stringify(facts)
  const was = before?.state ?? 'announced'
  const news = state === 'ended' && (was !== 'ended' || !sameRecord)
  const moments: RuleMoment[] = []
  if (!RINGS.includes(was) && RINGS.includes(state)) moments.push('ringing')
  if (!TALKS.includes(was) && TALKS.includes(state)) moments.push('answer')
  if (news) moments.push('end')
  const heard = !same && isHeard(was, facts, event, news)
  return {
    state,
    facts,
    record,
    agents: rung(facts),
    emit: heard ? event.type : null,
    save: !same && news,
    moments,
  }
}

function isHeard(was: CallState, facts: Facts, event: CallEvent, news: boolean): boolean {
  if (event.type === 'voicemail' && wasAnswered(facts)) return false
  if (was !== 'ended') return true
  return ['recorded', 'identified', 'voicemail'].includes(event.type) && news
}

/** One event on a call that is kept as JSON between events, as in a database or a snapshot. */
export function stepJson(call: string | null, event: CallEvent): string {
  const before = call === null ? null : (JSON.parse(call) as PeerStep)
  const snapshot = before
    ? machine.resolveState({ value: before.state, context: before.facts })
    : initialTransition(machine)[0]
  const [next] = transition(machine, snapshot, event)
  return JSON.stringify(answer(before, next.value as CallState, next.context, event))
}

/** A call whose machine stays in memory, as in a page; each event is answered in full. */
export class LiveCall {
  readonly #actor = createActor(machine).start()
  #before: Before | null = null

  step(event: CallEvent): PeerStep {
    this.#actor.send(event)
    const { value, context } = this.#actor.getSnapshot()
    const step = answer(this.#before, value as CallState, context, event)
    this.#before = step
    return step
  }
}
