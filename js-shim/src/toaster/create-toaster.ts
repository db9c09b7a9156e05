import { permission } from '../read/notification-permission.js'
import { safeWords } from '../text/safe-words.js'
import { BrowserNotification } from './browser-notification.js'
import { PageToaster } from './page-toaster.js'
import type { Toast, Toaster } from './toaster.js'

/**
 * The operating system's toaster where the agent allowed it, the page's own otherwise; decided for
 * each call, since the permission may come or go at any time.
 */
export function createToaster(direction: 'ltr' | 'rtl'): Toaster {
  const system = new BrowserNotification()
  const page = new PageToaster(direction)
  return {
    show(callId: string, { body, ...rest }: Toast): void {
      // The title comes from the texts, which clean what they put in; the body may be a CRM's words.
      const toast = { ...rest, body: safeWords(body) }
      if (permission() === 'granted') {
        try {
          system.show(callId, toast)
          page.close(callId)
          return
        } catch {
          // Chrome on Android: only a service worker may notify
        }
      }
      page.show(callId, toast)
    },
    close(callId: string): void {
      system.close(callId)
      page.close(callId)
    },
    dispose(): void {
      removeEventListener('pagehide', system.dispose)
      system.dispose()
      page.dispose()
    },
  }
}
