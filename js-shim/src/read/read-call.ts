import { CALL_DIRECTIONS, CALL_EVENT_TYPES, CALL_OUTCOMES, CALL_STATES } from '../core/lists.js'
import type { Call, CallEvent } from '../types.js'
import { readContact } from './read-contact.js'
import {
  readFields,
  readList,
  readNumber,
  readOneOf,
  readRecording,
  readText,
  readTexts,
} from './values.js'

/** Telephones that can ring for one call; a ring group is rarely larger. */
const MOST_AGENTS = 200
/** Two notes for each of them, and the rest. */
const MOST_FACTS = 600

/** A call event as it came over a border, or `null` when it lacks what makes it one. */
export function readCallEvent(value: unknown): CallEvent | null {
  const fields = readFields(value)
  if (!fields) return null
  const id = readText(fields.id, 300)
  const callId = readText(fields.callId, 300)
  const type = readOneOf(CALL_EVENT_TYPES, fields.type)
  const at = readNumber(fields.at)
  const direction = readOneOf(CALL_DIRECTIONS, fields.direction)
  if (!id || !callId || !type || at === null || !direction) return null
  const event: CallEvent = { id, callId, type, at, direction, ...readParties(fields) }
  const startedAt = readNumber(fields.startedAt)
  if (startedAt !== null) event.startedAt = startedAt
  const outcome = readOneOf(CALL_OUTCOMES, fields.outcome)
  if (outcome) event.outcome = outcome
  const lastAgent = readText(fields.lastAgent)
  if (lastAgent) event.lastAgent = lastAgent
  const talkSeconds = readNumber(fields.talkSeconds)
  if (talkSeconds !== null) event.talkSeconds = talkSeconds
  const recordingUrl = readRecording(fields.recordingUrl)
  if (recordingUrl) event.recordingUrl = recordingUrl
  const contact = readContact(fields.contact)
  if (contact) event.contact = contact
  if (readFields(fields.tracking)) event.tracking = readTexts(fields.tracking)
  if (readFields(fields.raw)) event.raw = readTexts(fields.raw)
  return event
}

/** A call of a snapshot, or `null` when it lacks what makes it one. */
export function readCall(value: unknown): Call | null {
  const fields = readFields(value)
  if (!fields) return null
  const callId = readText(fields.callId, 300)
  const direction = readOneOf(CALL_DIRECTIONS, fields.direction)
  const state = readOneOf(CALL_STATES, fields.state)
  if (!callId || !direction || !state) return null
  return {
    callId,
    direction,
    state,
    ...readParties(fields),
    // '' is an agent too: it stands for everybody.
    agents: readList(fields.agents, MOST_AGENTS, item =>
      typeof item === 'string' ? readText(item, 128) : null,
    ),
    facts: readFacts(fields.facts),
    offeredAt: readNumber(fields.offeredAt),
    answeredAt: readNumber(fields.answeredAt),
    endedAt: readNumber(fields.endedAt),
    ringSeconds: readNumber(fields.ringSeconds),
    talkSeconds: readNumber(fields.talkSeconds),
    outcome: readOneOf(CALL_OUTCOMES, fields.outcome),
    contact: readContact(fields.contact),
    recordingUrl: readRecording(fields.recordingUrl),
    note: readText(fields.note, 10_000),
    tracking: readTexts(fields.tracking),
  }
}

/** The engine checks its own notes; here they are only kept small and flat. */
function readFacts(value: unknown): Call['facts'] {
  const flat = Object.entries(readFields(value) ?? {}).filter(
    (entry): entry is [string, string | number | boolean] =>
      ['string', 'number', 'boolean'].includes(typeof entry[1]),
  )
  return Object.fromEntries(flat.slice(0, MOST_FACTS))
}

function readParties(fields: Record<string, unknown>) {
  return {
    provider: readText(fields.provider, 40),
    from: readText(fields.from, 100),
    to: readText(fields.to, 100),
    line: readText(fields.line, 100),
    agent: readText(fields.agent, 128),
  }
}
