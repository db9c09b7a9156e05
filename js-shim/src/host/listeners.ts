import { DeskbellError } from '../core/deskbell-error.js'
import { CALL_EVENT_TYPES, type CallEventType } from '../core/lists.js'
import type { Action } from '../core/rules.js'
import type { Call } from '../types.js'

/** What a listener may want to know beside the call. */
export interface ListenerContext {
  /**
   * Whether this tab is the one that speaks for the browser. Every tab of the host hears every
   * event; what must happen once (opening a window, writing a row) belongs in the leading tab.
   */
  leading: boolean
}

export type CallListener = (call: Call, context: ListenerContext) => void

/** What a call leads to. An action comes again, by its `key`, when more is known. */
export type ActionsListener = (actions: Action[], call: Call, context: ListenerContext) => void

/** What a host can listen to. */
export type HostListeners = Record<CallEventType, CallListener> & { actions: ActionsListener }

const NAMES: readonly (keyof HostListeners)[] = [...CALL_EVENT_TYPES, 'actions']

/** The functions that a host has hooked onto call events. */
export class Listeners {
  readonly #listeners = new Map<keyof HostListeners, Set<{ run: (...told: never[]) => void }>>()

  /** @returns the function that unsubscribes. */
  on<Name extends keyof HostListeners>(name: Name, listener: HostListeners[Name]): () => void {
    if (!NAMES.includes(name)) {
      const known = NAMES.join(', ')
      throw new DeskbellError('bad_event', `no event is named "${name}"; there are ${known}`)
    }
    if (typeof listener !== 'function') {
      throw new DeskbellError('bad_event', `the listener of "${name}" is no function`)
    }
    // An own object each time: the same function given twice is heard twice and leaves once.
    const entry = { run: listener }
    const entries = this.#listeners.get(name) ?? new Set()
    this.#listeners.set(name, entries.add(entry))
    return () => void entries.delete(entry)
  }

  /** Each listener gets its own copy, so that none can change what another sees. */
  emit<Name extends keyof HostListeners>(
    name: Name,
    ...told: Parameters<HostListeners[Name]>
  ): void {
    for (const { run } of [...(this.#listeners.get(name) ?? [])]) {
      try {
        run(...(structuredClone(told) as unknown[] as never[]))
      } catch (error) {
        report(error)
      }
    }
  }

  get size(): number {
    let size = 0
    for (const entries of this.#listeners.values()) size += entries.size
    return size
  }

  clear(): void {
    for (const entries of this.#listeners.values()) entries.clear()
  }
}

/** The host's own error page and monitoring see it, as they would see any uncaught error. */
function report(error: unknown): void {
  if (typeof globalThis.reportError === 'function') globalThis.reportError(error)
  else console.error(error)
}
