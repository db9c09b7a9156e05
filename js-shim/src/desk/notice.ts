import type { PanelModel } from '../panel/panel-model.js'

/** Milliseconds after which good news goes by itself. Bad news stays until it was read. */
const GOOD_NEWS = 6_000

/** The one short line that the agent must know. */
export class Notice {
  #current: PanelModel['notice'] = null
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #changed: () => void

  constructor(changed: () => void) {
    this.#changed = changed
  }

  get current(): PanelModel['notice'] {
    return this.#current
  }

  tell(kind: 'info' | 'error', text: string): void {
    clearTimeout(this.#timer)
    this.#current = { kind, text }
    if (kind === 'info') this.#timer = setTimeout(() => this.dismiss(), GOOD_NEWS)
    this.#changed()
  }

  dismiss(): void {
    clearTimeout(this.#timer)
    if (!this.#current) return
    this.#current = null
    this.#changed()
  }

  dispose(): void {
    clearTimeout(this.#timer)
  }
}
