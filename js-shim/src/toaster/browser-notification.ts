import type { Toast, Toaster } from './toaster.js'

/** The operating system's own toaster. */
export class BrowserNotification implements Toaster {
  #shown = new Map<string, Notification>()

  constructor() {
    addEventListener('pagehide', this.dispose)
  }

  /** @throws TypeError where a page may not notify by itself, as in Chrome on Android. */
  show(callId: string, { title, body, onClick }: Toast): void {
    const notification = new Notification(title, {
      body,
      // One per call, in all tabs. Words that change, or a tab that takes over, replace it without
      // another sound: `renotify` stays off. The first one sounds anyway.
      tag: callId,
      requireInteraction: true,
    })
    notification.onclick = () => {
      window.focus()
      this.close(callId)
      onClick()
    }
    notification.onclose = () => {
      if (this.#shown.get(callId) === notification) this.#shown.delete(callId)
    }
    this.#shown.set(callId, notification)
  }

  close(callId: string): void {
    this.#shown.get(callId)?.close()
    this.#shown.delete(callId)
  }

  /** A toast must not outlive the page that could close it. */
  dispose = (): void => {
    for (const callId of [...this.#shown.keys()]) this.close(callId)
  }
}
