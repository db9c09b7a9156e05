// What the engine does with a call's facts (wasm-core/calls), once more in TypeScript, for the XState
// machine it is raced against: the same rules and the same record.
import {
  CALL_DIRECTIONS,
  CALL_OUTCOMES,
  type CallDirection,
  type CallOutcome,
} from '../../js-shim/src/core/lists.js'
import type { CallEvent, CallRecord, Contact } from '../../js-shim/src/types.js'

interface Told<T> {
  at: number
  value: T
}

/** JSON throughout, so that a call can be kept between two events. */
export interface Facts {
  callId: string
  firstAt?: number
  begunAt?: number
  direction?: Told<CallDirection>
  provider?: Told<string>
  from?: Told<string>
  to?: Told<string>
  line?: Told<string>
  tracking: Record<string, Told<string>>
  started?: Told<number>
  rung: Record<string, number>
  answers: Record<string, number>
  hold?: Told<boolean>
  endedAt?: number
  givenUpAt?: number
  outcome?: Told<CallOutcome>
  talkSeconds?: Told<number>
  endedWith?: Told<string>
  lastAgent?: Told<string>
  voicemailAt?: number
  recording?: Told<string>
  identified?: Told<Contact>
}

export const noFacts = (): Facts => ({ callId: '', tracking: {}, rung: {}, answers: {} })

const OWN_PROVIDER = 'deskbell'
const BELIEVED_SKEW_MS = 24 * 3600 * 1000
const LONGEST_TALK_SECONDS = 7 * 24 * 3600

const earliest = (kept: number | undefined, at: number) =>
  kept === undefined || at < kept ? at : kept

function first<T extends string | number>(
  kept: Told<T> | undefined,
  at: number,
  value: T,
): Told<T> {
  const stays = kept && (at > kept.at || (at === kept.at && !(value < kept.value)))
  return stays ? kept : { at, value }
}

/** Of two names told at once the one that stands first in the list counts. */
function firstNamed<T>(names: readonly T[], kept: Told<T> | undefined, at: number, value: T) {
  const stays =
    kept && (at > kept.at || (at === kept.at && names.indexOf(value) >= names.indexOf(kept.value)))
  return stays ? kept : { at, value }
}

const firstText = (kept: Told<string> | undefined, at: number, value: string | undefined) =>
  value ? first(kept, at, value) : kept

function firstProvider(kept: Told<string> | undefined, { at, provider }: CallEvent) {
  const own = provider === OWN_PROVIDER
  if (kept && (kept.value === OWN_PROVIDER) !== own) return own ? kept : { at, value: provider }
  return firstText(kept, at, provider)
}

function latestHold(kept: Told<boolean> | undefined, at: number, value: boolean): Told<boolean> {
  return !kept || at > kept.at || (at === kept.at && !value) ? { at, value } : kept
}

function latestContact(kept: Told<Contact> | undefined, at: number, value: Contact): Told<Contact> {
  const stays = kept && (at < kept.at || (at === kept.at && kept.value.id <= value.id))
  return stays ? kept : { at, value }
}

const withEarliest = (kept: Record<string, number>, name: string, at: number) => ({
  ...kept,
  [name]: earliest(kept[name], at),
})

/** `facts` with what `event` tells; the order and number of events do not matter. */
export function joined(facts: Facts, event: CallEvent): Facts {
  const { at, agent, type } = event
  const next: Facts = {
    ...facts,
    callId: facts.callId || event.callId,
    firstAt: earliest(facts.firstAt, at),
    direction: firstNamed(CALL_DIRECTIONS, facts.direction, at, event.direction),
    provider: firstProvider(facts.provider, event),
    from: firstText(facts.from, at, event.from),
    to: firstText(facts.to, at, event.to),
    line: firstText(facts.line, at, event.line),
    recording: firstText(facts.recording, at, event.recordingUrl),
  }
  if (event.startedAt !== undefined) next.started = first(facts.started, at, event.startedAt)
  for (const [name, value] of Object.entries(event.tracking ?? {})) {
    const told = firstText(next.tracking[name], at, value)
    if (told) next.tracking = { ...next.tracking, [name]: told }
  }
  switch (type) {
    case 'ringing':
    case 'dialing':
      next.begunAt = earliest(facts.begunAt, at)
      next.rung = withEarliest(facts.rung, agent, at)
      break
    case 'transferred':
      next.rung = withEarliest(facts.rung, agent, at)
      break
    case 'offered':
      next.begunAt = earliest(facts.begunAt, at)
      break
    case 'answered':
    case 'held':
    case 'resumed':
      Object.assign(next, talkAfter(facts, event))
      break
    case 'ended':
      joinEnd(next, event)
      break
    case 'voicemail':
      next.voicemailAt = earliest(facts.voicemailAt, at)
      break
    case 'identified':
      if (event.contact) next.identified = latestContact(facts.identified, at, event.contact)
      break
  }
  return next
}

function joinEnd(next: Facts, event: CallEvent): void {
  const { at } = event
  if (event.outcome === 'end_unknown') {
    next.givenUpAt = earliest(next.givenUpAt, at)
    return
  }
  next.endedAt = earliest(next.endedAt, at)
  next.endedWith = firstText(next.endedWith, at, event.agent)
  next.lastAgent = firstText(next.lastAgent, at, event.lastAgent)
  if (event.outcome) next.outcome = firstNamed(CALL_OUTCOMES, next.outcome, at, event.outcome)
  if (event.talkSeconds !== undefined) {
    const believed = Math.min(Math.max(event.talkSeconds, 0), LONGEST_TALK_SECONDS)
    next.talkSeconds = first(next.talkSeconds, at, believed)
  }
}

type Talk = Pick<Facts, 'answers' | 'hold'>

function talkAfter({ answers, hold }: Facts, { type, at, agent }: CallEvent): Talk {
  if (type === 'answered') return { hold, answers: withEarliest(answers, agent, at) }
  const tellsHold = type === 'held' || type === 'resumed'
  return { answers, hold: tellsHold ? latestHold(hold, at, type === 'held') : hold }
}

/** Whether the call is on hold once people talk and this is told; without joining all of it. */
export function isHeldAfter(facts: Facts, event: CallEvent): boolean {
  const { answers, hold } = talkAfter(facts, event)
  return hold?.value === true && !Object.values(answers).some(at => at > hold.at)
}

const closing = (facts: Facts) => facts.endedAt ?? Number.POSITIVE_INFINITY

function toldAnsweredAt(facts: Facts): number | null {
  const inTime = Object.values(facts.answers).filter(at => at <= closing(facts))
  return inTime.length > 0 ? Math.min(...inTime) : null
}

export const wasAnswered = (facts: Facts): boolean => toldAnsweredAt(facts) !== null

export function rung(facts: Facts): string[] {
  const all = Object.keys(facts.rung)
  const inTime = all.filter(agent => (facts.rung[agent] as number) <= closing(facts))
  return (inTime.length > 0 ? inTime : all).sort()
}

function offeredAt(facts: Facts): number | null {
  const { firstAt, started } = facts
  if (firstAt === undefined) return null
  if (!started || started.at > closing(facts)) return firstAt
  const believed = started.value <= firstAt && firstAt - started.value <= BELIEVED_SKEW_MS
  return believed ? started.value : firstAt
}

function isVoicemail(facts: Facts, otherwise: CallOutcome): boolean {
  if (facts.voicemailAt === undefined || wasAnswered(facts)) return false
  if (otherwise !== 'completed') return true
  return facts.begunAt !== undefined && facts.voicemailAt <= closing(facts)
}

function outcomeOf(facts: Facts, direction: CallDirection): CallOutcome {
  const answered = wasAnswered(facts)
  let outcome: CallOutcome
  if (facts.outcome) {
    const nobody = ['missed', 'no_answer', 'voicemail'].includes(facts.outcome.value)
    outcome = answered && nobody ? 'completed' : facts.outcome.value
  } else if (facts.endedAt === undefined && facts.givenUpAt !== undefined) outcome = 'end_unknown'
  else if (answered) outcome = 'completed'
  else outcome = direction === 'outbound' ? 'no_answer' : 'missed'
  return isVoicemail(facts, outcome) ? 'voicemail' : outcome
}

const onlyTheEndSaysAnswered = (facts: Facts) =>
  !wasAnswered(facts) && facts.outcome?.value === 'completed' && !isVoicemail(facts, 'completed')

function answeredBy(facts: Facts): string {
  const { lastAgent, answers } = facts
  const last = closing(facts)
  if (lastAgent && lastAgent.at <= last && (answers[lastAgent.value] ?? last + 1) <= last) {
    return lastAgent.value
  }
  const inTime = Object.entries(answers).filter(([agent, at]) => agent !== '' && at <= last)
  return inTime.sort(([a, atA], [b, atB]) => atB - atA || (a < b ? -1 : 1))[0]?.[0] ?? ''
}

function agentOf(facts: Facts): string {
  const agent = answeredBy(facts)
  if (agent !== '') return agent
  const ringing = rung(facts)
  const onlyOne = ringing.length === 1 ? (ringing[0] as string) : ''
  if (!onlyTheEndSaysAnswered(facts)) return onlyOne
  if (facts.endedWith) return facts.endedWith.value
  if (onlyOne !== '') return onlyOne
  const named = Object.entries(facts.answers).filter(([agent]) => agent !== '')
  return named.sort(([a, atA], [b, atB]) => atA - atB || (a < b ? -1 : 1))[0]?.[0] ?? ''
}

function answeredAt(facts: Facts): number | null {
  if (!onlyTheEndSaysAnswered(facts)) return toldAnsweredAt(facts)
  if (facts.endedAt === undefined || !facts.talkSeconds) return null
  return Math.max(offeredAt(facts) ?? 0, facts.endedAt - facts.talkSeconds.value * 1000)
}

const secondsBetween = (from: number | null | undefined, to: number | null | undefined) =>
  from == null || to == null ? null : Math.max(0, Math.trunc((to - from) / 1000))

function talkSeconds(facts: Facts, outcome: CallOutcome): number | null {
  if (outcome === 'end_unknown') return null
  const byOurClock = secondsBetween(toldAnsweredAt(facts), facts.endedAt)
  if (!facts.talkSeconds) return byOurClock ?? 0
  const denied =
    outcome === 'completed' &&
    facts.outcome !== undefined &&
    facts.outcome.value !== 'completed' &&
    facts.talkSeconds.value === 0
  return denied ? byOurClock : facts.talkSeconds.value
}

/** The record that follows from the facts. */
export function recordOf(facts: Facts, ended: boolean): CallRecord {
  const direction = facts.direction?.value ?? 'inbound'
  const outcome = ended ? outcomeOf(facts, direction) : null
  return {
    callId: facts.callId,
    provider: facts.provider?.value ?? '',
    direction,
    from: facts.from?.value ?? '',
    to: facts.to?.value ?? '',
    line: facts.line?.value ?? '',
    agent: agentOf(facts),
    offeredAt: offeredAt(facts),
    answeredAt: answeredAt(facts),
    endedAt: facts.endedAt ?? null,
    ringSeconds: secondsBetween(facts.firstAt, toldAnsweredAt(facts) ?? facts.endedAt),
    talkSeconds: outcome === null ? null : talkSeconds(facts, outcome),
    outcome,
    contact: facts.identified?.value ?? null,
    recordingUrl: facts.recording?.value ?? '',
    note: '',
    tracking: Object.fromEntries(
      Object.entries(facts.tracking).map(([name, told]) => [name, told.value]),
    ),
  }
}
