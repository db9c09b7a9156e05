import { DeskbellError } from '../core/engine.js'
import { CALL_EVENT_TYPES, type CallEventType } from '../core/lists.js'
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

/** The functions that a host has hooked onto call events. */
export class Listeners {
  readonly #listeners = new Map<CallEventType, Set<{ run: CallListener }>>()

  /** @returns the function that unsubscribes. */
  on(name: CallEventType, listener: CallListener): () => void {
    if (!CALL_EVENT_TYPES.includes(name)) {
      const known = CALL_EVENT_TYPES.join(', ')
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
  emit(name: CallEventType, call: Call, context: ListenerContext): void {
    for (const { run } of [...(this.#listeners.get(name) ?? [])]) {
      try {
        run(structuredClone(call), { ...context })
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
