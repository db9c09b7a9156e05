import { DeskbellError } from '../../../js-shim/src/core/deskbell-error.js'
import type { Engine } from '../../../js-shim/src/core/engine.js'
import type { CallState } from '../../../js-shim/src/core/lists.js'
import type { Call, CallEvent, CallRecord, Effect } from '../../../js-shim/src/types.js'
import { rewritten } from '../calls/call-resolution.js'
import { type Change, changesBetween, sameJson } from './compare.js'
import { type Decided, decideAgain } from './decided.js'
import { type Ignored, whatIsIgnored } from './ignored.js'
import type { ReplayDelivery, ReplayFile } from './replay-file.js'

/** What an agent's page does because of an event. */
export interface Chair {
  agent: string
  effects: Effect['type'][]
}

/** One thing that was told of a call, and what today's engine makes of it. */
export interface ReplayStep {
  /** From the first step. */
  afterMs: number
  delivery: ReplayDelivery
  /** Absent when nothing was understood, or not believed. */
  event?: CallEvent
  news: 'new' | 'repeated' | 'refused'
  /** How many times this was told by now, this one included: the same event at the same agent. */
  times: number
  before: CallState | null
  state: CallState | null
  /** What it changed in the record. */
  changes: Change[]
  /** What of it does not count, and why. */
  ignored: Ignored[]
  /** Whether the call's record went out to be saved. */
  saved: boolean
  /** Only pages on which something opens or closes. */
  chairs: Chair[]
  /** Where today's engine differs from what the file says. */
  differences: string[]
}

export interface Replay {
  file: ReplayFile
  steps: ReplayStep[]
  /** As today's engine has it; `null` when the file tells of nothing. */
  call: Call | null
  /** What it led to. */
  decided: Decided[]
  /** Where its record differs from the file's. */
  differences: Change[]
}

// What a page shows; what it hears and saves is told of the call as a whole.
const ON_SCREEN: readonly string[] = ['card_open', 'card_close', 'notify', 'notify_close']
const MOST_CHAIRS = 20

/** Plays a recorded call again, from the webhooks on, with the engine of today. */
export function replay(engine: Engine, file: ReplayFile): Replay {
  const player = new Player(engine, file)
  for (const delivery of file.deliveries) player.take(delivery)
  const { call, steps } = player
  seatAgents(engine, player)
  const decided = decideAgain(engine, file, seq => player.callAfter(seq))
  return { file, steps, call, decided, differences: finalDifferences(file, call) }
}

/** Whether today's engine comes to anything else than the file says. */
export function differs({ steps, decided, differences }: Replay): boolean {
  return differences.length > 0 || [...steps, ...decided].some(each => each.differences.length > 0)
}

class Player {
  readonly steps: ReplayStep[] = []
  call: Call | null = null
  /** The call before each step that told something new. */
  readonly before = new Map<ReplayStep, Call | null>()
  /** The call after each event, by its place in the relay's log. */
  readonly #after = new Map<number, Call>()
  readonly #engine: Engine
  readonly #file: ReplayFile
  readonly #startedAt: number
  readonly #times = new Map<string, number>()
  readonly #byId = new Map<string, CallEvent>()

  constructor(engine: Engine, file: ReplayFile) {
    this.#engine = engine
    this.#file = file
    this.#startedAt = file.deliveries[0]?.at ?? 0
  }

  /** The call after the last event that is not later than `seq`. */
  callAfter(seq: number): Call | null {
    const latest = Math.max(...[...this.#after.keys()].filter(each => each <= seq))
    return this.#after.get(latest) ?? null
  }

  take(delivery: ReplayDelivery): void {
    if (delivery.answered) this.#add(delivery, { news: 'new' })
    const { decoded, problem } = this.#decode(delivery)
    if (delivery.refused) {
      for (const event of decoded.length > 0 ? decoded : [undefined]) {
        this.#add(delivery, { news: 'refused', ...(event && { event }) })
      }
      return
    }
    for (const [index, told] of delivery.told.entries()) {
      const differences = index === 0 && problem ? [problem] : []
      const today = decoded.find(event => event.id === told.id)
      if (told.news === 'repeated' || !told.event) {
        const event = today ?? this.#byId.get(told.id)
        this.#add(delivery, { news: told.news, differences, ...(event && { event }) })
        continue
      }
      const recorded = told.event as CallEvent
      const event = today ? rewritten(today, this.#file.callId) : recorded
      if (delivery.webhook && !problem && !today) {
        differences.push('today’s engine does not read this in the webhook any more')
      } else if (!sameJson(event, recorded)) {
        const names = changesBetween(recorded, event).map(({ field }) => field)
        differences.push(`today’s engine reads the webhook otherwise: ${names.join(', ')}`)
      }
      this.#byId.set(told.id, event)
      this.#step(delivery, event, told, differences)
    }
  }

  /** What today's engine reads in the webhook. */
  #decode({ webhook, provider }: ReplayDelivery): { decoded: CallEvent[]; problem?: string } {
    if (!webhook) return { decoded: [] }
    try {
      return { decoded: this.#engine.decode(provider as 'zadarma', webhook.request).events }
    } catch (error) {
      if (!(error instanceof DeskbellError)) throw error
      return { decoded: [], problem: `today’s engine refuses this webhook: ${error.detail}` }
    }
  }

  #step(
    delivery: ReplayDelivery,
    event: CallEvent,
    told: ReplayDelivery['told'][number],
    differences: string[],
  ): void {
    const before = this.call
    const viewpoint = { now: delivery.at, agent: '' }
    const { call, effects } = this.#engine.step(before, event, viewpoint)
    if (told.state !== undefined && told.state !== call.state) {
      differences.push(`it was ${told.state} after this, with today’s engine it is ${call.state}`)
    }
    if (told.effects && !sameJson(told.effects, effects)) {
      differences.push('today’s engine wishes for something else here')
    }
    this.call = call
    if (told.seq !== undefined) this.#after.set(told.seq, call)
    const step = this.#add(delivery, {
      news: 'new',
      event,
      before: before?.state ?? null,
      changes: changesBetween(before ? recordOf(before) : null, recordOf(call)),
      ignored: whatIsIgnored(before, event, call),
      saved: effects.some(({ type }) => type === 'save'),
      differences,
    })
    this.before.set(step, before)
  }

  #add(delivery: ReplayDelivery, known: Partial<ReplayStep> & Pick<ReplayStep, 'news'>) {
    const { event } = known
    const key = event ? `${event.type}/${event.agent}` : ''
    const times = event ? (this.#times.get(key) ?? 0) + 1 : 1
    // What was not believed did not happen, and is not counted.
    if (known.news !== 'refused') this.#times.set(key, times)
    const step: ReplayStep = {
      afterMs: delivery.at - this.#startedAt,
      delivery,
      times,
      before: this.call?.state ?? null,
      state: this.call?.state ?? null,
      changes: [],
      ignored: [],
      saved: false,
      chairs: [],
      differences: [],
      ...known,
    }
    this.steps.push(step)
    return step
  }
}

/** Looks at each step from the chairs of all who had a part in the call. */
function seatAgents(engine: Engine, { call, before }: Player): void {
  if (!call) return
  const agents = [...new Set([...call.agents, call.agent])].filter(agent => agent !== '')
  for (const [step, earlier] of before) {
    for (const agent of agents.slice(0, MOST_CHAIRS)) {
      const viewpoint = { now: step.delivery.at, agent }
      const { effects } = engine.step(earlier, step.event as CallEvent, viewpoint)
      const seen = effects.map(({ type }) => type).filter(type => ON_SCREEN.includes(type))
      if (seen.length > 0) step.chairs.push({ agent, effects: seen })
    }
  }
}

function finalDifferences({ record, state }: ReplayFile, call: Call | null): Change[] {
  if (!call) return [{ field: 'record', from: record, to: null }]
  return changesBetween({ ...record, state }, { ...recordOf(call), state: call.state })
}

/** The record alone, without the engine's own notes. */
export function recordOf({ state: _, agents: __, facts: ___, ...record }: Call): CallRecord {
  return record
}
