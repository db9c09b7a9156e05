import type { Toast, Toaster } from './toaster.js'
import { DeskbellToasterElement } from './toaster-element.js'

const TAG = 'deskbell-toaster'

/** Toasts inside the page; its element comes with the first one and goes with `dispose()`. */
export class PageToaster implements Toaster {
  #element: DeskbellToasterElement | null = null

  constructor(readonly direction: 'ltr' | 'rtl') {}

  show(callId: string, toast: Toast): void {
    if (!customElements.get(TAG)) customElements.define(TAG, DeskbellToasterElement)
    if (!this.#element?.isConnected) {
      this.#element = document.createElement(TAG) as DeskbellToasterElement
      document.body.append(this.#element)
      this.#element.direction = this.direction
    }
    this.#element.show(callId, toast)
  }

  close(callId: string): void {
    this.#element?.close(callId)
  }

  dispose(): void {
    this.#element?.remove()
    this.#element = null
  }
}
