/**
 * Aborts what it guards when `parent` aborts, or after `ms` without a sign of life.
 *
 * Not AbortSignal.any: browsers before 2024 lack it, and Node may collect its result while somebody
 * waits for it (nodejs/node#57867, #65995).
 */
export class Deadline {
  readonly #controller = new AbortController()
  readonly #parent: AbortSignal
  readonly #ms: number
  readonly #abort = () => this.#controller.abort()
  #timer: ReturnType<typeof setTimeout>
  #passed = false

  constructor(parent: AbortSignal, ms: number) {
    this.#parent = parent
    this.#ms = ms
    this.#timer = this.#start()
    if (parent.aborted) this.#abort()
    else parent.addEventListener('abort', this.#abort, { once: true })
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** It was the time that ran out, not the parent that aborted. */
  get passed(): boolean {
    return this.#passed
  }

  /** A sign of life: the time starts anew. */
  extend(): void {
    clearTimeout(this.#timer)
    this.#timer = this.#start()
  }

  /** What it guards is over; nothing aborts any more. */
  end(): void {
    clearTimeout(this.#timer)
    this.#parent.removeEventListener('abort', this.#abort)
  }

  #start() {
    return setTimeout(() => {
      this.#passed = true
      this.#abort()
    }, this.#ms)
  }
}
