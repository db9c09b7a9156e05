import { randomBytes } from 'node:crypto'

/** One thing that happened to a simulated call, for people and tests to read. */
export interface SimStep {
  at: number
  what: string
  /** The webhook's fields, when this step sent one. */
  sent?: Record<string, string>
  /** What the customer's server answered to it. */
  answer?: { status: number; body: string } | { error: string }
}

export type SimState = 'ringing' | 'talking' | 'ended'

type Steering = 'answer' | 'hangup'

/** A call in the simulated telephone system: its facts, its log, and the ways to steer it. */
export class SimCall {
  readonly id: string
  readonly recordingId: string
  readonly steps: SimStep[] = []
  readonly startedAt = Date.now()
  state: SimState = 'ringing'
  /** What the customer's server asked to show on the ringing telephone. */
  callerName = ''
  disposition = ''
  talkSeconds = 0
  recorded = false
  /** Whether the last webhook of the call has been sent. */
  finished = false
  /** Extension that steering or the scenario let answer. */
  answeredBy = ''
  #hungUp = false
  #lifted = false
  #waiting: { for: Steering; resolve: (how: Steering | 'time') => void } | undefined

  constructor(
    readonly direction: 'in' | 'out',
    readonly from: string,
    readonly to: string,
  ) {
    this.id = `${direction}_${randomBytes(20).toString('hex')}`
    const micros = String(Math.floor(Math.random() * 100_000)).padStart(5, '0')
    this.recordingId = `${Math.floor(this.startedAt / 1000)}.${micros}`
  }

  log(step: Omit<SimStep, 'at'>): void {
    this.steps.push({ at: Date.now(), ...step })
  }

  /** Somebody at a telephone acts. False when the call is past that. */
  steer(how: Steering, extension = ''): boolean {
    if (this.state === 'ended') return false
    if (how === 'hangup') this.#hungUp = true
    else {
      if (this.state !== 'ringing' || this.#lifted) return false
      this.#lifted = true
      this.answeredBy = extension
    }
    if (how === 'hangup' || this.#waiting?.for === 'answer') this.#waiting?.resolve(how)
    return true
  }

  /**
   * Waits until `milliseconds` have passed (`undefined`: for ever) or somebody acts.
   * While it waits for an answer a hang-up ends it too; otherwise only a hang-up does.
   */
  until(wanted: Steering, milliseconds: number | undefined): Promise<Steering | 'time'> {
    if (this.#hungUp) return Promise.resolve('hangup')
    if (wanted === 'answer' && this.#lifted) return Promise.resolve('answer')
    return new Promise(resolve => {
      const timer =
        milliseconds === undefined ? undefined : setTimeout(() => done('time'), milliseconds)
      const done = (how: Steering | 'time') => {
        clearTimeout(timer)
        this.#waiting = undefined
        resolve(how)
      }
      this.#waiting = { for: wanted, resolve: done }
    })
  }

  /**
   * A conversation (or a voice message) of so many seconds; `undefined`: until a hang-up.
   * `scale`: real milliseconds per second of the call.
   */
  async talk(seconds: number | undefined, scale: number): Promise<'time' | 'hangup'> {
    this.state = 'talking'
    const began = Date.now()
    const how = await this.until('hangup', seconds === undefined ? undefined : seconds * scale)
    if (how === 'time') this.talkSeconds += seconds ?? 0
    else this.talkSeconds += Math.round((Date.now() - began) / scale)
    return how === 'time' ? 'time' : 'hangup'
  }

  /** As `GET /sim/calls` shows it. */
  toJSON(): Record<string, unknown> {
    return {
      id: this.id,
      direction: this.direction,
      from: this.from,
      to: this.to,
      state: this.state,
      callerName: this.callerName,
      answeredBy: this.answeredBy,
      disposition: this.disposition,
      talkSeconds: this.talkSeconds,
      recorded: this.recorded,
      finished: this.finished,
      recordingId: this.recordingId,
      startedAt: this.startedAt,
      steps: this.steps,
    }
  }
}
