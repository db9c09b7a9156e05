import type { FoundNumbers } from './core/found-numbers.js'
import type { NumberStreamOptions } from './core/normalize-stream.js'
import type { NumberColumn } from './core/number-column.js'
import type { NumberRows } from './core/row-batches.js'
import type { HostHooks } from './host/hook-types.js'
import type { HostListeners } from './host/listeners.js'
import type { Placement } from './panel/placement.js'
import type { Contact, NormalizedNumber } from './types.js'

/**
 * What a host steers Deskbell with: `window.Deskbell` after the script tag, or what
 * `createDeskbell` answers.
 *
 * Listeners, hooks and commands may be given at any time: they are kept until Deskbell is ready.
 * Every command is a promise that rejects with a `DeskbellError`; its `code` says why. What a host
 * does not wait for never becomes an unhandled rejection.
 */
export interface Deskbell {
  readonly version: string

  /**
   * Resolves when calls can come and go. Rejects with the code `disabled` (the admin switched it
   * off), `unreachable` (no usable config), `engine_unavailable` or `disposed`.
   */
  readonly ready: Promise<Deskbell>

  /**
   * Calls `listener` for every event of that name; for `actions` with what a call leads to, where the
   * page decides that (`matrix` in the config).
   *
   * @returns the function that unsubscribes.
   */
  on<Name extends keyof HostListeners>(name: Name, listener: HostListeners[Name]): () => void

  /** Registers what the CRM does for Deskbell; later hooks are added to earlier ones. */
  host(hooks: HostHooks): void

  /** Calls each function with Deskbell, as the script tag does with those that waited for it. */
  push(...callbacks: ((deskbell: Deskbell) => void)[]): void

  /**
   * Rings the agent's telephone and the number, which may be written in any way.
   *
   * @throws DeskbellError `invalid_number`, `busy`, `unreachable`, `provider_refused`, …
   */
  doCall(number: string, options?: { contact?: Contact }): Promise<{ callId: string }>

  /**
   * Reads a telephone number, by the config's country unless another is given. Answers at once,
   * so it needs Deskbell to be ready.
   *
   * @throws DeskbellError `engine_unavailable` before that.
   */
  normalize(text: string, options?: { country?: string }): NormalizedNumber

  /**
   * Reads a whole column: a list, or a stream of rows or of lists of rows. In slices that leave the
   * page its frames, and what takes longer than a tenth of a second in a worker where the page's
   * policy allows one; `onProgress` is told after each slice.
   *
   * @throws the reason of `signal` when that aborts; DeskbellError `disposed`
   */
  normalizeAll(rows: NumberRows, options?: NumberStreamOptions): Promise<NumberColumn>

  /**
   * Finds the telephone numbers among the words of texts, by the config's country unless another is
   * given: for each the text's index, where it stands, and what `normalizeAll` says of it.
   */
  findInText(texts: readonly string[], options?: { country?: string }): Promise<FoundNumbers>

  answer(callId: string): Promise<void>
  decline(callId: string): Promise<void>
  hangUp(callId: string): Promise<void>
  hold(callId: string): Promise<void>
  resume(callId: string): Promise<void>
  mute(callId: string, on?: boolean): Promise<void>
  transfer(callId: string, to: string | { callId: string }): Promise<void>
  sendDigits(callId: string, digits: string): Promise<void>
  /** Has the host note that this caller wants to be called back. */
  requestCallback(callId: string): Promise<void>

  /**
   * Says that the CRM's data changed, so that nobody is shown as they were: a number, written in any
   * way, a contact by its id, or, with neither, anything. `findContacts` is asked again.
   */
  invalidate(change?: { number?: string; contact?: string }): Promise<void>

  /** The panel. Its place is kept for the next page. */
  show(): Promise<void>
  hide(): Promise<void>
  minimize(): Promise<void>
  moveTo(placement: Partial<Placement>): Promise<void>

  /** Removes Deskbell from the page: no listener, timer, element, lock or channel is left. */
  dispose(): void
}
