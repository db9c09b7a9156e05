import { readCall, readCallEvent } from '../read/read-call.js'
import { readFields, readList, readNumber, readOneOf, readText } from '../read/values.js'
import type { Call, CallEvent } from '../types.js'

const STATUSES = ['connecting', 'online', 'offline'] as const
type Status = (typeof STATUSES)[number]

/** What tabs of one browser say to one another. */
export type TabMessage =
  /** A tab opened and wants to know how things are. */
  | { kind: 'hello'; from: string }
  /** The leader's answer to it. */
  | { kind: 'welcome'; to: string; status: Status; aheadMs: number; calls: Call[] }
  /** The leader is frozen; somebody else is about to lead. */
  | { kind: 'bye' }
  /** What the leader hears from its line. */
  | { kind: 'snapshot'; calls: Call[] }
  | { kind: 'event'; event: CallEvent }
  | { kind: 'status'; status: Status }
  | { kind: 'clock'; aheadMs: number }

/** A message as it came, or `null`: every script of the origin can write to the channel. */
export function readTabMessage(value: unknown): TabMessage | null {
  const fields = readFields(value)
  const status = readOneOf(STATUSES, fields?.status)
  const aheadMs = readNumber(fields?.aheadMs)
  const calls = Array.isArray(fields?.calls) ? readList(fields.calls, 500, readCall) : null
  switch (fields?.kind) {
    case 'hello': {
      const from = readText(fields.from, 100)
      return from ? { kind: 'hello', from } : null
    }
    case 'bye':
      return { kind: 'bye' }
    case 'welcome': {
      const to = readText(fields.to, 100)
      if (!to || !status || aheadMs === null || !calls) return null
      return { kind: 'welcome', to, status, aheadMs, calls }
    }
    case 'snapshot':
      return calls && { kind: 'snapshot', calls }
    case 'event': {
      const event = readCallEvent(fields.event)
      return event && { kind: 'event', event }
    }
    case 'status':
      return status && { kind: 'status', status }
    case 'clock':
      return aheadMs === null ? null : { kind: 'clock', aheadMs }
    default:
      return null
  }
}
