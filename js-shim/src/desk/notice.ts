import type { PanelModel } from '../panel/panel-model.js'
import type { Texts } from '../text/texts.js'

/** Milliseconds after which good news goes by itself. Bad news stays until it was read. */
const GOOD_NEWS = 6_000

/** The one short line that the agent must know. */
export class Notice {
  #current: PanelModel['notice'] = null
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Counts what was told, so that words which come late do not hide later news. */
  #told = 0
  readonly #texts: Texts
  readonly #changed: () => void

  constructor(texts: Texts, changed: () => void) {
    this.#texts = texts
    this.#changed = changed
  }

  get current(): PanelModel['notice'] {
    return this.#current
  }

  /** @param words - what to say; asked when all words are there, or cannot be had */
  tell(kind: 'info' | 'error', words: (texts: Texts) => string): void {
    this.#told += 1
    const told = this.#told
    const tell = () => {
      if (told === this.#told) this.#show(kind, words(this.#texts) || this.#texts.text('trouble'))
    }
    if (this.#texts.whole) tell()
    else void this.#texts.complete().then(tell, tell)
  }

  #show(kind: 'info' | 'error', text: string): void {
    clearTimeout(this.#timer)
    this.#current = { kind, text }
    if (kind === 'info') this.#timer = setTimeout(() => this.dismiss(), GOOD_NEWS)
    this.#changed()
  }

  dismiss(): void {
    this.#told += 1
    clearTimeout(this.#timer)
    if (!this.#current) return
    this.#current = null
    this.#changed()
  }

  dispose(): void {
    this.#told += 1
    clearTimeout(this.#timer)
  }
}
