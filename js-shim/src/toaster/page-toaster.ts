import type { Toast, Toaster } from './toaster.js'
import type { DeskbellToasterElement } from './toaster-element.js'

export type FetchElement = () => Promise<{ DeskbellToasterElement: CustomElementConstructor }>

const TAG = 'deskbell-toaster'

/** Toasts inside the page; its element comes with the first one and goes with `dispose()`. */
export class PageToaster implements Toaster {
  #element: DeskbellToasterElement | null = null
  /** What should be shown, while the element is on its way. */
  readonly #waiting = new Map<string, Toast>()
  #disposed = false

  constructor(
    readonly direction: 'ltr' | 'rtl',
    readonly fetchElement: FetchElement,
  ) {}

  show(callId: string, toast: Toast): void {
    if (customElements.get(TAG)) {
      this.#show(callId, toast)
      return
    }
    this.#waiting.set(callId, toast)
    // It comes with the first toast; without it a call still has its card and its ring.
    this.fetchElement().then(
      ({ DeskbellToasterElement }) => {
        if (!customElements.get(TAG)) customElements.define(TAG, DeskbellToasterElement)
        if (this.#disposed) return
        for (const [id, waiting] of this.#waiting) this.#show(id, waiting)
        this.#waiting.clear()
      },
      problem => console.error('Deskbell:', problem),
    )
  }

  #show(callId: string, toast: Toast): void {
    if (!this.#element?.isConnected) {
      this.#element = document.createElement(TAG) as DeskbellToasterElement
      document.body.append(this.#element)
      this.#element.direction = this.direction
    }
    this.#element.show(callId, toast)
  }

  close(callId: string): void {
    this.#waiting.delete(callId)
    this.#element?.close(callId)
  }

  dispose(): void {
    this.#disposed = true
    this.#waiting.clear()
    this.#element?.remove()
    this.#element = null
  }
}
