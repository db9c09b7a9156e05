import type {
  CallState,
  EffectType,
  RouteStep,
  RuleMoment,
} from '../../../js-shim/src/core/lists.js'
import type { CallEvent, Contact } from '../../../js-shim/src/types.js'
import type { Change } from './compare.js'
import type { Decided } from './decided.js'
import type { Ignored } from './ignored.js'
import type { Replay, ReplayStep } from './replay.js'
import type { ReplayDelivery } from './replay-file.js'

/** A step in plain words. */
export interface StepWords {
  /** `after 1.2 s` */
  when: string
  /** `rings at 101 (second time)` */
  what: string
  /** Who said so: `zadarma NOTIFY_INTERNAL, signature verified`. */
  by: string
  /** `The call is now ringing.`, or empty when it stays where it is. */
  state: string
  /** Whole sentences: what came of it. */
  notes: string[]
  /** Whole sentences: what does not count, and why. */
  ignored: string[]
  /** Whole sentences: where today's engine differs. */
  differences: string[]
}

const LONGEST_VALUE = 200
// What would steer a terminal, or turn the text around it.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/** Text from outside, with all that is invisible in it made visible. */
export function printable(text: string): string {
  const cut = text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text
  return cut.replace(INVISIBLE, char => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`)
}

/** `1.2 s`, `2 min 5 s`, `3 h 20 min` */
export function duration(ms: number): string {
  const seconds = Math.abs(ms) / 1000
  const sign = ms < 0 ? '−' : ''
  if (seconds < 60) return `${sign}${seconds.toFixed(1)} s`
  if (seconds < 3600) return `${sign}${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`
  return `${sign}${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`
}

/** `2026-01-02 10:00:00 UTC` */
export const moment = (at: number): string =>
  `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`

const STATES: Record<CallState, string> = {
  announced: 'announced',
  offered: 'offered to the company',
  ringing: 'ringing',
  dialing: 'being dialled',
  answered: 'answered',
  held: 'on hold',
  ended: 'over',
}

const FIELDS: Record<string, string> = {
  provider: 'telephone system',
  from: 'caller',
  to: 'called number',
  offeredAt: 'start',
  answeredAt: 'answer',
  endedAt: 'end',
  ringSeconds: 'ringing',
  talkSeconds: 'conversation',
  recordingUrl: 'recording',
  tracking: 'marks',
}

const ON_SCREEN: Partial<Record<EffectType, string>> = {
  card_open: 'the card opens',
  card_close: 'the card closes',
  notify: 'the notification shows',
  notify_close: 'the notification goes',
}

const party = (number: string) => (number === '' ? 'a withheld number' : printable(number))
const at = (agent: string) => (agent === '' ? 'everybody' : printable(agent))
const spaced = (name: string) => name.replaceAll('_', ' ')
export const fieldName = (field: string): string => FIELDS[field] ?? field

/** A member of the record as people read it. */
export function value(field: string, raw: unknown): string {
  if (raw === null || raw === undefined || raw === '') return 'nothing'
  if (typeof raw === 'number') return field.endsWith('At') ? moment(raw) : `${raw} s`
  if (field === 'outcome') return spaced(String(raw))
  if (field === 'contact') return contactName(raw as Contact)
  if (typeof raw !== 'object') return printable(String(raw))
  const pairs = Object.entries(raw).map(
    ([name, text]) => `${printable(name)}=${printable(`${text}`)}`,
  )
  return pairs.join(', ') || 'nothing'
}

function contactName({ name, company }: Contact): string {
  return company ? `${printable(name)} (${printable(company)})` : printable(name)
}

function ended({ outcome, talkSeconds }: CallEvent): string {
  const how = outcome ? `: ${spaced(outcome)}` : ''
  return `ends${how}${talkSeconds ? `, ${talkSeconds} s of conversation` : ''}`
}

/** What an event says. */
function eventWords(event: CallEvent): string {
  const { type, from, to, line, agent, contact } = event
  switch (type) {
    case 'offered':
      return `${party(from)} calls ${printable(line || to) || 'the company'}`
    case 'ringing':
      return `rings at ${at(agent)}`
    case 'dialing':
      return `${agent === '' ? 'somebody' : printable(agent)} dials ${party(to)}`
    case 'answered':
      return agent === '' ? 'is answered' : `${printable(agent)} answers`
    case 'held':
      return 'is put on hold'
    case 'resumed':
      return 'is taken from hold'
    case 'transferred':
      return `is handed to ${at(agent)}`
    case 'ended':
      return ended(event)
    case 'recorded':
      return 'its recording is ready'
    case 'voicemail':
      return 'a voice message was left'
    case 'identified':
      return `${printable(agent) || 'an agent'} says it is ${contact ? contactName(contact) : 'somebody'}`
  }
}

function timesWords(times: number): string {
  if (times < 2) return ''
  return ` (${['second', 'third', 'fourth', 'fifth'][times - 2] ?? `${times}th`} time)`
}

function byWords({ delivery, event }: ReplayStep): string {
  const { provider, webhook, answered } = delivery
  if (answered) return `answer to ${printable(provider)}`
  if (!webhook) {
    return event?.type === 'identified'
      ? 'the agent’s page'
      : `${printable(provider)}, without its webhook`
  }
  const name = event?.raw?.event ? ` ${printable(event.raw.event)}` : ''
  const signature = webhook.signature === 'unsigned' ? 'unsigned' : `signature ${webhook.signature}`
  return `${printable(provider)}${name}, ${signature}`
}

function changeWords({ field, from, to }: Change): string {
  const name = fieldName(field)
  if (from === null || from === '') return `${name} ${value(field, to)}`
  return `${name} ${value(field, from)} → ${value(field, to)}`
}

function ignoredWords(ignored: Ignored): string {
  switch (ignored.why) {
    case 'after_end':
      return 'It came after the end: a finished record stands.'
    case 'late':
      return `Out of order: the call was ${STATES[ignored.state]} already, and stays so.`
    case 'answered':
      return 'Not counted: somebody answered.'
    case 'nothing_new':
      return 'It says nothing that was not known.'
    case 'contradicts': {
      const { field, said, stands } = ignored
      return `It says ${fieldName(field)} ${value(field, said)}; ${value(field, stands)} stands.`
    }
  }
}

/** A step as sentences. */
export function stepWords(step: ReplayStep): StepWords {
  const { event, news, times, delivery, state, before, changes, saved, chairs } = step
  const unread = delivery.answered
    ? answerWords(delivery.answered)
    : 'something that cannot be read'
  const said = event ? eventWords(event) : unread
  const notes: string[] = []
  const told = changes.filter(({ field }) => field !== 'callId')
  if (told.length > 0) notes.push(`Record: ${told.map(changeWords).join(', ')}.`)
  for (const { agent, effects } of chairs) {
    notes.push(`At ${printable(agent)} ${effects.map(type => ON_SCREEN[type]).join(', ')}.`)
  }
  if (saved) notes.push('The record goes to the CRM.')
  const ignored = step.ignored.map(ignoredWords)
  if (news === 'repeated') ignored.push('Delivered again: nothing changes.')
  if (delivery.refused) {
    ignored.push(`Not believed: ${printable(delivery.refused.detail)}. Nothing changes.`)
  }
  return {
    when: `after ${duration(step.afterMs)}`,
    what: said + (news === 'refused' ? '' : timesWords(times)),
    by: byWords(step),
    state: state && state !== before ? `The call is now ${STATES[state]}.` : '',
    notes,
    ignored,
    differences: step.differences.map(each => `${each[0]?.toUpperCase()}${each.slice(1)}.`),
  }
}

const ROUTE_STEPS: Record<Exclude<RouteStep, 'nothing'>, string> = {
  blacklist: 'the number is on the blacklist',
  rule: 'a rule says so',
  forward: 'the client’s own colleague is asked first',
  rule_default: 'a rule’s default says so',
  failure: 'it could not be decided',
}

/** What a telephone system was answered that asked where the call goes. */
function answerWords({ decision, why }: NonNullable<ReplayDelivery['answered']>): string {
  const { callerName, redirect, hangup, value: told } = decision
  const parts = [
    hangup ? 'hang up' : '',
    redirect ? `send it to ${printable(redirect)}` : '',
    callerName ? `show the name ${printable(callerName)}` : '',
    told ? `the value is ${printable(told)}` : '',
  ].filter(Boolean)
  const rule =
    why.rule === undefined
      ? ''
      : ` (${printable(why.rule)}${why.line === undefined ? '' : `, line ${why.line + 1}`})`
  const detail = why.detail === undefined ? '' : `: ${printable(why.detail)}`
  const reason = why.step === 'nothing' ? '' : `; ${ROUTE_STEPS[why.step]}${rule}${detail}`
  return `is answered: ${parts.join(', ') || 'nothing to change'}${reason}`
}

const MOMENTS: Record<RuleMoment, string> = {
  ringing: 'As it rings',
  answer: 'At the answer',
  end: 'At the end',
}
const BECAME = {
  done: 'done',
  due: 'not done yet',
  refused: 'refused by the CRM',
  new: 'new today',
}

/** A decision: which row of the matrix, and a line for each piece of work. */
export function decidedWords({ moment: when, row, work }: Decided): {
  what: string
  work: string[]
} {
  const chosen = row === '' ? 'no row of the matrix fits' : `the matrix’ row ${printable(row)} fits`
  return {
    what: `${MOMENTS[when]} ${chosen}`,
    work: work.map(({ action, state, refused }) => {
      const { type, text, assignee, target, dueAt } = action
      const hangs = target ? ` on the ${target.type}` : ''
      const whose = assignee
        ? ` for ${printable(assignee.name || assignee.extension || assignee.id)}`
        : ''
      const due = dueAt === undefined ? '' : `, due ${moment(dueAt)}`
      const why = refused ? `: ${printable(refused)}` : ''
      return `${spaced(type)}${hangs}${whose}${text ? `: ${printable(text)}` : ''}${due} (${BECAME[state]}${why})`
    }),
  }
}

/** What today's engine comes to, against the file: one sentence or more. */
export function verdictWords(
  { file, differences, steps, decided, call }: Replay,
  engine: string,
): string[] {
  if (!call) return ['The file tells of nothing.']
  const wrong = steps.filter(step => step.differences.length > 0).length
  const otherwise = decided.flatMap(each => each.differences)
  const same = differences.length === 0
  const words = [
    `Today’s engine (${engine}) comes to ${same ? 'the same' : 'another'} record${
      same ? '' : ` than the file, which is of engine ${printable(file.engine.engine)}`
    }.`,
  ]
  for (const { field, from, to } of differences) {
    words.push(`${fieldName(field)}: ${value(field, from)} in the file, ${value(field, to)} today.`)
  }
  for (const each of otherwise) words.push(`Of the work: ${each}.`)
  if (wrong > 0) words.push(`It differs on the way in ${wrong} of ${steps.length} steps.`)
  return words
}
