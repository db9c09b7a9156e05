import type { Toast, Toaster } from './toaster.js'
import type { DeskbellToasterElement } from './toaster-element.js'

export { DeskbellToasterElement } from './toaster-element.js'

/** Toasts inside the page; its element comes with the first one and goes with `dispose()`. */
export class PageToaster implements Toaster {
  #element: DeskbellToasterElement | null = null

  constructor(readonly direction: 'ltr' | 'rtl' = 'ltr') {}

  show(callId: string, toast: Toast): void {
    if (!this.#element?.isConnected) {
      this.#element = document.createElement('deskbell-toaster') as DeskbellToasterElement
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
