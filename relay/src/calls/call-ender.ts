import type { EventIntake } from './event-intake.js'

/** Where a tenant's events are taken in; `null` when it is there no more. */
export type IntakeOf = (tenant: string) => Promise<Pick<EventIntake, 'take'> | null>

/** Looks every so often for calls of which nothing more will be heard, and ends them. */
export abstract class CallEnder {
  readonly #timer: NodeJS.Timeout
  /** Told when a look has failed; the next one tries again. */
  onFailure: (cause: unknown) => void = () => {}

  constructor(everyMs: number) {
    this.#timer = setInterval(() => {
      this.endThem().catch(cause => this.onFailure(cause))
    }, everyMs)
    this.#timer.unref()
  }

  abstract endThem(): Promise<void>

  close(): void {
    clearInterval(this.#timer)
  }
}
