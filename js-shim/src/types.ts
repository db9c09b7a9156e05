/**
 * The words that page, relay and engine share. Each type here crosses at least one border
 * (Wasm, stream, host hook); everything else is declared where it is used.
 */
import type {
  CallDirection,
  CallEventType,
  CallOutcome,
  CallState,
  EffectType,
  NumberKind,
  NumberNoteCode,
  NumberReason,
  RuleMoment,
} from './core/lists.js'

/** A telephone number as the engine reads it. A number that cannot be read is a normal answer. */
export interface NormalizedNumber {
  /** `+` and at most 17 digits (E.164, as libphonenumber allows it), or `''` when none can be read. */
  e164: string
  /** The digits of `e164`: the form for an integer column. `''` when there are none. */
  key: string
  /** As people of that country write it, e.g. `06 12345678`. */
  national: string
  /** As the world writes it, e.g. `+31 6 12345678`. */
  international: string
  /** ISO 3166 alpha-2, `001` for non-geographic numbers, `''` when unknown. */
  country: string
  kind: NumberKind
  /** Digits of the extension, or `''`. */
  extension: string
  valid: boolean
  /** Why the number is not valid; `none` when it is. */
  reason: NumberReason
  /** What was assumed, dropped, converted or found on the way. */
  notes: { code: NumberNoteCode; detail: string }[]
}

/** A person or organisation of the host's CRM, as far as a call needs to know it. */
export interface Contact {
  id: string
  name: string
  company?: string
  /** What the contact is at the company, e.g. `buyer`. */
  role?: string
  /** The colleague who looks after this contact. `extension` ties it to an agent. */
  responsible?: { id: string; name: string; extension?: string }
  /** The contact's numbers in E.164; needed when one answer covers several numbers. */
  numbers?: string[]
  /** Where the host shows the contact. */
  url?: string
}

/** One fact about a call. */
export interface CallEvent {
  /** Unique and stable for one fact, so that a second delivery is recognised. */
  id: string
  provider: string
  callId: string
  type: CallEventType
  /** When the fact reached Deskbell: ms since 1970, UTC. Decides order. */
  at: number
  direction: CallDirection
  /** E.164, an extension, or `''` when withheld. */
  from: string
  /** E.164 or an extension. */
  to: string
  /** The company's own number (DID) in E.164, or `''`. */
  line: string
  /** The agent's extension, or `''` when the fact belongs to nobody in particular. */
  agent: string
  /** When the call started by the provider's clock: ms since 1970, UTC. */
  startedAt?: number
  outcome?: CallOutcome
  /** Of `ended`: the extension that talked last, when the telephone system says so. */
  lastAgent?: string
  /** Seconds of conversation by the provider's clock. */
  talkSeconds?: number
  /** An address, or the provider's reference (`zadarma:…`), which its API turns into one. */
  recordingUrl?: string
  /** For `identified`: who the agent says it is. */
  contact?: Contact
  /** Call tracking marks (UTM and the like). */
  tracking?: Record<string, string>
  /** The provider's own fields, untouched. */
  raw?: Record<string, string>
}

/** What is kept of a call. Times: ms since 1970, UTC; `null` while not known. */
export interface CallRecord {
  callId: string
  provider: string
  direction: CallDirection
  from: string
  to: string
  line: string
  /** Extension of whoever answered, dialled or was rung last; `''` when nobody. */
  agent: string
  offeredAt: number | null
  answeredAt: number | null
  endedAt: number | null
  /** From the offer to the answer, or to the end when nobody answered. */
  ringSeconds: number | null
  talkSeconds: number | null
  /** `null` until the call has ended. */
  outcome: CallOutcome | null
  contact: Contact | null
  recordingUrl: string
  note: string
  tracking: Record<string, string>
}

/** A call in progress: its record so far, where it stands, and whose telephones rang. */
export interface Call extends CallRecord {
  state: CallState
  /** Extensions whose telephone rang or dialled, sorted; `''` stands for everybody's. */
  agents: string[]
  /** What was told so far, from which the record follows: the engine's own notes. */
  facts: Record<string, string | number | boolean>
}

/** A wish of the engine; the desk carries it out. */
export type Effect =
  | { type: 'emit'; name: CallEventType }
  | { type: 'lookup'; number: string }
  | { type: 'save'; record: CallRecord }
  | { type: Exclude<EffectType, 'emit' | 'lookup' | 'save'> }

/** From whose chair a call is looked at: the page's agent, or `''` for the relay. */
export interface Viewpoint {
  /** Now, ms since 1970, UTC: the engine has no clock of its own. */
  now: number
  agent: string
}

export interface Step {
  call: Call
  effects: Effect[]
  /** When to ask the integration matrix. `end` comes again when the ended call's record got richer. */
  moments: RuleMoment[]
}
