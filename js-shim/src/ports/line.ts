import type { Call, CallEvent, Contact } from '../types.js'

export type LineStatus = 'connecting' | 'online' | 'offline'

/** What an agent can do with a call where the telephone system lets the line do it. */
export type CallAction =
  | { type: 'answer' | 'decline' | 'hangUp' | 'hold' | 'resume' }
  | { type: 'mute'; on: boolean }
  /** To a number or an extension, or to whom the agent talks in another call. */
  | { type: 'transfer'; to: string | { callId: string } }
  | { type: 'sendDigits'; digits: string }
  /** The caller is not put through any more. */
  | { type: 'block' }

/** Who listens to a line. */
export interface LineSink {
  /** All calls in progress, as far as this agent may know: what is absent has ended. */
  snapshot(calls: Call[]): void
  event(event: CallEvent): void
  status(status: LineStatus): void
  /** How many ms the line's clock is ahead of this machine's. */
  clock(aheadMs: number): void
  /** What is known now; a line that serves several tabs tells it to those that open later. */
  calls(): Call[]
  /** Another tab speaks for the browser from now on: what only one tab shows and plays goes. */
  stepDown(): void
}

/**
 * A port to telephony. Promises reject with `DeskbellError`.
 * `tests/js/line-contract.ts` says what every line must do, and runs on each.
 */
export interface Line {
  /** What `act` can do. */
  readonly actions: ReadonlySet<CallAction['type']>
  /** Starts to listen, until `close`. At most once. */
  open(sink: LineSink): void
  /** Rings the agent's telephone and `to` (E.164); the events of the call follow through the sink. */
  dial(to: string, contact?: Contact): Promise<{ callId: string }>
  /** Says for everybody who sees the call who it is. An `identified` event follows. */
  identify(callId: string, contact: Contact): Promise<void>
  act(callId: string, action: CallAction): Promise<void>
  /** Lets go of everything; the sink hears nothing more. */
  close(): void
}
