import type { DeskbellConfig } from '../config.js'
import type { PreferenceValues } from '../panel/panel-model.js'
import { Bell } from '../sound/bell.js'
import type { Texts } from '../text/texts.js'
import type { Toaster } from '../toaster/toaster.js'
import type { CallEntry } from './call-entry.js'
import type { Notice } from './notice.js'
import { Toasts } from './toasts.js'

export interface AlertParts {
  toaster: Toaster
  texts: Texts
  notice: Notice
  sound: DeskbellConfig['sound']
  toastClicked: (entry: CallEntry) => void
  preferences: () => PreferenceValues
}

/** What tells the agent of a ringing call besides its card: the toast and the bell. */
export class Alerts {
  readonly #toasts: Toasts
  readonly #bell: Bell
  readonly #preferences: () => PreferenceValues

  constructor({ toaster, texts, notice, sound, toastClicked, preferences }: AlertParts) {
    this.#preferences = preferences
    this.#toasts = new Toasts(toaster, texts, toastClicked)
    this.#bell = new Bell(sound, blocked => {
      if (blocked) notice.tell('info', texts => texts.text('soundBlocked'))
      else if (notice.current?.text === texts.text('soundBlocked')) notice.dismiss()
    })
  }

  open(entry: CallEntry): void {
    const { away, silent } = this.#preferences()
    if (away) return
    this.#toasts.open(entry)
    if (!silent) this.#bell.ring(entry.call.callId)
  }

  /** Something became known about the call. */
  update(entry: CallEntry): void {
    this.#toasts.update(entry)
  }

  /** What the admin's rules tell the agent; it stays until it was clicked. Told once. */
  message(key: string, text: string, entry: CallEntry): void {
    if (!this.#preferences().away) this.#toasts.message(key, text, entry)
  }

  close(callId: string): void {
    this.#toasts.close(callId)
    this.#bell.stop(callId)
  }

  /** Whether the agent talks: what rings then does so softly. */
  set talking(talking: boolean) {
    this.#bell.talking = talking
  }

  dispose(): void {
    this.#toasts.dispose()
    this.#bell.dispose()
  }
}
