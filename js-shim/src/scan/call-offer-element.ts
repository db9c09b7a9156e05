import { adoptSheets } from '../../../styles/adopt-sheets.js'
import baseCss from '../../../styles/base.css'
import offerCss from '../../../styles/offer.css'
import tokensCss from '../../../styles/tokens.css'

/** Lets the module be loaded where there is no page. */
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement

export interface OfferPlace {
  left: number
  top: number
  bottom: number
}

/**
 * `<deskbell-numbers>`: the button that offers a call beside a number in the page's text. Out of sight
 * it is still reached by Tab.
 */
export class CallOfferElement extends Base {
  readonly button = document.createElement('button')
  readonly #frame = document.createElement('div')
  readonly #word = document.createElement('span')
  readonly #number = document.createElement('bdi')

  connectedCallback(): void {
    try {
      // In the top layer it costs a big page half of what it costs among the others.
      this.popover = 'manual'
      this.showPopover()
    } catch {
      // an old browser: the highest z-index has to do
    }
    if (this.shadowRoot) return
    const root = this.attachShadow({ mode: 'open' })
    adoptSheets(root, tokensCss, baseCss, offerCss)
    this.#frame.className = 'frame away'
    this.button.type = 'button'
    this.button.setAttribute('part', 'offer')
    this.button.append(this.#word, ' ', this.#number)
    this.#frame.append(this.button)
    root.append(this.#frame)
  }

  /** @param place - the number's, in CSS px of the window */
  show(word: string, number: string, { left, top, bottom }: OfferPlace): void {
    this.#word.textContent = word
    this.#number.textContent = number
    this.#frame.classList.remove('away')
    const { offsetHeight, offsetWidth } = this.#frame
    const { clientHeight, clientWidth } = document.documentElement
    const below = bottom + offsetHeight <= clientHeight
    this.#frame.style.top = `${Math.max(0, below ? bottom : top - offsetHeight)}px`
    this.#frame.style.left = `${Math.max(0, Math.min(left, clientWidth - offsetWidth))}px`
  }

  hide(): void {
    this.#frame.classList.add('away')
  }
}
