import { render } from 'preact'
import { adoptSheets } from '../../../styles/adopt-sheets.js'
import baseCss from '../../../styles/base.css'
import toasterCss from '../../../styles/toaster.css'
import tokensCss from '../../../styles/tokens.css'
import type { Toast } from './toaster.js'

/** Lets the module be loaded where there is no page. */
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement
/** How long a toast takes to leave, in ms. */
const LEAVING = 120

/**
 * `<deskbell-toaster>`: toasts in the page's upper corner. It takes no focus and says nothing to
 * screen readers, because the panel's live region announces each call, and once is enough.
 */
export class DeskbellToasterElement extends Base {
  #toasts = new Map<string, Toast>()
  #leaving = new Set<string>()
  #frame: HTMLElement | null = null
  #dir: 'ltr' | 'rtl' = 'ltr'

  /** Which way the words run; the toasts stand where lines end. */
  set direction(dir: 'ltr' | 'rtl') {
    this.#dir = dir
    this.#render()
  }

  connectedCallback(): void {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
    adoptSheets(root, tokensCss, baseCss, toasterCss)
    if (!this.#frame) {
      this.#frame = document.createElement('div')
      this.#frame.className = 'frame'
      root.append(this.#frame)
    }
    this.#render()
  }

  disconnectedCallback(): void {
    this.#toasts.clear()
    if (this.#frame) render(null, this.#frame)
  }

  show(callId: string, toast: Toast): void {
    this.#leaving.delete(callId)
    if (this.#toasts.size === 0) this.#chooseSide()
    this.#toasts.set(callId, toast)
    this.#raise()
    this.#render()
  }

  close(callId: string): void {
    if (!this.#toasts.has(callId) || this.#leaving.has(callId)) return
    this.#leaving.add(callId)
    this.#render()
    setTimeout(() => {
      if (!this.#leaving.delete(callId)) return
      this.#toasts.delete(callId)
      this.#render()
    }, LEAVING)
  }

  /** Where another layer, such as the panel, already stands, the toasts go to the other side. */
  #chooseSide(): void {
    const { clientWidth } = document.documentElement
    const [x, y] = [this.#dir === 'rtl' ? 40 : clientWidth - 40, 40]
    const there = document.elementFromPoint(x, y)
    this.#frame?.classList.toggle('aside', Boolean(there?.matches('[popover]')))
  }

  #raise(): void {
    try {
      this.popover = 'manual'
      if (this.matches(':popover-open')) this.hidePopover()
      this.showPopover()
    } catch {
      // an old browser: the highest z-index has to do
    }
  }

  #render(): void {
    if (!this.#frame || !this.isConnected) return
    this.#frame.dir = this.#dir
    this.#frame.role = 'complementary'
    this.#frame.hidden = this.#toasts.size === 0
    render(
      [...this.#toasts].map(([callId, { title, body, onClick }]) => (
        <button
          key={callId}
          type="button"
          class={this.#leaving.has(callId) ? 'toast leaving' : 'toast'}
          part="toast"
          onClick={() => {
            this.close(callId)
            onClick()
          }}
        >
          <span class="dot incoming" />
          <span class="lines">
            <bdi class="toast-title" part="toast-title">
              {title}
            </bdi>
            {body && (
              <bdi class="muted" part="toast-body">
                {body}
              </bdi>
            )}
          </span>
        </button>
      )),
      this.#frame,
    )
  }
}
