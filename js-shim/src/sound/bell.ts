import type { DeskbellConfig } from '../config.js'
import { isQuiet } from '../read/quiet-hours.js'
import type { RingTone } from './ring-tone.js'

/** Rings while a call waits for the agent, in the one tab that speaks for the browser. */
export class Bell {
  readonly #sound: NonNullable<DeskbellConfig['sound']>
  readonly #onBlocked: (blocked: boolean) => void
  readonly #ringing = new Set<string>()
  #talking = false
  /** Loaded with the first call: most page loads never hear one. */
  #tone: Promise<RingTone> | undefined
  #disposed = false

  /** @param onBlocked the browser keeps it silent until somebody clicks; or no longer does */
  constructor(sound: DeskbellConfig['sound'], onBlocked: (blocked: boolean) => void) {
    this.#sound = sound ?? {}
    this.#onBlocked = onBlocked
  }

  ring(callId: string): void {
    const { ring = true, quietHours } = this.#sound
    // Not every web view can play sound.
    if (!ring || typeof AudioContext !== 'function') return
    if (quietHours && isQuiet(quietHours, new Date())) return
    this.#ringing.add(callId)
    this.#sounds()
  }

  stop(callId: string): void {
    if (this.#ringing.delete(callId)) this.#sounds()
  }

  /** The agent talks: a beep must do. */
  set talking(talking: boolean) {
    if (talking === this.#talking) return
    this.#talking = talking
    if (this.#ringing.size > 0) this.#sounds()
  }

  dispose(): void {
    this.#disposed = true
    this.#ringing.clear()
    this.#tone?.then(tone => tone.dispose()).catch(() => {})
  }

  #sounds(): void {
    this.#tone ??= import('./ring-tone.js').then(({ RingTone }) => new RingTone(this.#onBlocked))
    this.#tone
      .then(tone => {
        if (this.#disposed) return
        if (this.#ringing.size > 0) tone.start(this.#talking)
        else tone.stop()
      })
      .catch(error => {
        // Without its sound a call is still seen; the next one tries again.
        this.#tone = undefined
        console.error('Deskbell:', error)
      })
  }
}
