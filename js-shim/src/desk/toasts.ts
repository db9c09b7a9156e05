import type { Texts } from '../text/texts.js'
import type { Toaster } from '../toaster/toaster.js'
import { type CallEntry, contactOf } from './call-entry.js'

/** Milliseconds that a toast waits for a name, so that its words rarely change while they are read. */
const NAME_PATIENCE = 400

/** The toasts of ringing calls: when they come, and what they say. */
export class Toasts {
  readonly #toaster: Toaster
  readonly #texts: Texts
  readonly #clicked: (entry: CallEntry) => void
  /** Calls that should have a toast; those that wait for a name with their timer. */
  readonly #ringing = new Map<string, ReturnType<typeof setTimeout> | null>()

  /** Messages come again when more is known of their call. */
  readonly #told = new Set<string>()

  constructor(toaster: Toaster, texts: Texts, clicked: (entry: CallEntry) => void) {
    this.#toaster = toaster
    this.#texts = texts
    this.#clicked = clicked
  }

  open(entry: CallEntry): void {
    const { callId } = entry.call
    if (this.#ringing.has(callId)) return
    if (entry.lookup !== 'pending' || contactOf(entry)) {
      this.#ringing.set(callId, null)
      this.#show(entry)
      return
    }
    const show = () => {
      this.#ringing.set(callId, null)
      this.#show(entry)
    }
    this.#ringing.set(callId, setTimeout(show, NAME_PATIENCE))
  }

  /** Something became known about the call. */
  update(entry: CallEntry): void {
    const { callId } = entry.call
    const timer = this.#ringing.get(callId)
    if (timer === undefined || (timer && entry.lookup === 'pending')) return
    if (timer) clearTimeout(timer)
    this.#ringing.set(callId, null)
    this.#show(entry)
  }

  close(callId: string): void {
    clearTimeout(this.#ringing.get(callId) ?? undefined)
    this.#ringing.delete(callId)
    this.#toaster.close(callId)
  }

  message(key: string, title: string, entry: CallEntry): void {
    if (this.#told.has(key)) return
    this.#told.add(key)
    const party = entry.number?.international || entry.call.from
    const body = contactOf(entry)?.name ?? party
    this.#toaster.show(key, { title, body, onClick: () => this.#clicked(entry) })
  }

  dispose(): void {
    for (const timer of this.#ringing.values()) clearTimeout(timer ?? undefined)
    this.#ringing.clear()
    this.#toaster.dispose()
  }

  #show(entry: CallEntry): void {
    const { call, number } = entry
    const contact = contactOf(entry)
    const party = number?.international || call.from || this.#texts.text('withheld')
    this.#toaster.show(call.callId, {
      title: this.#texts.text('isCalling', { name: contact?.name ?? party }),
      // A number is not broken over two lines.
      body: [contact?.company, contact ? party.replaceAll(' ', '\u00a0') : '']
        .filter(Boolean)
        .join(' · '),
      onClick: () => this.#clicked(entry),
    })
  }
}
