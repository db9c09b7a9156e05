import type { CallView } from '../panel/panel-model.js'
import type { Call, Contact, NormalizedNumber } from '../types.js'

/** A call as the desk keeps it: what the engine says, and what was found for it. */
export interface CallEntry {
  call: Call
  /** Whether its card is open. */
  shown: boolean
  /** The other party's number; `null` when withheld. */
  number: NormalizedNumber | null
  lookup: CallView['lookup']
  /** The number that the engine wished to have looked up, and that nobody could look up yet. */
  wanted: string
  /** The number that the host has answered for. */
  answered: string
  /** Resolves when no look-up runs; never rejects. */
  settled: Promise<void>
  /** Counts look-ups: the answer to an older one is stale. */
  asked: number
  contacts: Contact[]
  /** What the agent wrote about it. */
  note: string
}

/** Who it is, as far as known: the one that somebody chose, or the only match. */
export function contactOf({ call, contacts }: CallEntry): Contact | null {
  return call.contact ?? (contacts.length === 1 ? (contacts[0] ?? null) : null)
}

/** The call with whom it is, as listeners, hooks and records get it. */
export function seenCall(entry: CallEntry): Call {
  return { ...entry.call, contact: contactOf(entry), note: entry.call.note || entry.note }
}

/** The number at the other end, as the telephone system wrote it. */
export function otherParty(call: Call, extension: string): string {
  if (call.direction === 'outbound') return call.to
  if (call.direction === 'internal' && call.from === extension) return call.to
  return call.from
}

/** How the panel shows it. */
export function viewOf(entry: CallEntry): CallView {
  const { number, lookup, contacts } = entry
  const call = seenCall(entry)
  return { call, number, lookup, contacts: [...contacts], contact: call.contact }
}
