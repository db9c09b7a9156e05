import type { Call, CallEvent, NormalizedNumber, Step, Viewpoint } from '../types.js'
import type { ErrorCode } from './lists.js'

/** A telephone system's request as it came in. */
export interface ProviderRequest {
  /** The body's text, not decoded. */
  body: string
  contentType: string
  /** ms since 1970, UTC. */
  receivedAt: number
  /** Offsets of the account's time zone: each holds until `[untilMs, minutesEastOfUtc]`, in order. */
  zone: [number, number][]
}

export interface DecodedRequest {
  events: CallEvent[]
  /** The text that the provider's signature covers. */
  signedText: string
}

/** What to tell the telephone system that asked before ringing. */
export interface RoutingDecision {
  /** Shown on the ringing desk phone; Latin letters. */
  callerName?: string
}

export type Provider = 'zadarma'

/** The C++ engine. Every function is pure and answers at once. */
export interface Engine {
  readonly version: { engine: string; metadata: string }
  normalize(text: string, options?: { country?: string }): NormalizedNumber
  formatAsYouType(text: string, options?: { country?: string }): string
  /** @throws DeskbellError `bad_payload` with what was wrong. */
  decode(provider: Provider, request: ProviderRequest): DecodedRequest
  /** The body of the answer to a provider that asked for a decision. */
  renderReply(provider: Provider, decision: RoutingDecision): string
  step(call: Call | null, event: CallEvent, viewpoint: Viewpoint): Step
  resume(call: Call, viewpoint: Viewpoint): Step
  /** The `callId` of the click-to-call among `calls` that `event` belongs to, or `null`. */
  matchDialled(calls: readonly Call[], event: CallEvent): string | null
}

/** The one error that Deskbell throws or rejects with. */
export class DeskbellError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly detail: string,
  ) {
    super(`${code}: ${detail}`)
    this.name = 'DeskbellError'
  }
}
