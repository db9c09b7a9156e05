import { render } from 'preact'
import { adoptSheets } from '../../../styles/adopt-sheets.js'
import baseCss from '../../../styles/base.css'
import buttonsCss from '../../../styles/buttons.css'
import cardCss from '../../../styles/card.css'
import panelCss from '../../../styles/panel.css'
import tokensCss from '../../../styles/tokens.css'
import type { Texts } from '../text/texts.js'
import { phaseOf } from './describe-call.js'
import type { DragTarget, Press } from './drag.js'
import { Panel, type PanelState } from './panel.js'
import { type PanelActions, PanelContext } from './panel-context.js'
import type { FirstCommands, MoreCommands, PanelCommands, PanelModel } from './panel-model.js'
import {
  type Corner,
  movedBy,
  type Placement,
  placementAt,
  readPlacement,
  type Size,
  USUAL_PLACEMENT,
  visiblePlacement,
} from './placement.js'
import { PlacementStore } from './placement-store.js'
import { readPress } from './read-press.js'
import type { PanelRest } from './rest.js'

/** Lets the module be loaded where there is no page, e.g. by a server that renders the host's. */
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement

/**
 * `<deskbell-panel>`: what the agent sees. It stands in the browser's top layer (`popover=manual`),
 * because no host z-index, transform, filter or full-screen element can then cover, clip or move
 * it, as they can an element with the highest z-index; where that is missing it falls back to one.
 * The element itself spans the window without catching the pointer, so that its size is the window
 * that placement is calculated in, whatever the page does to its own root.
 */
export class DeskbellPanelElement extends Base {
  #frame: HTMLElement | null = null
  #disconnect: (() => void) | null = null
  #model: PanelModel | null = null
  #commands: FirstCommands | null = null
  /** With those that come later; nobody asks for them before. */
  #allCommands: PanelCommands | null = null
  #texts: Texts | null = null
  #clock = (): number => Date.now()
  #state: PanelState = { visible: true, minimized: false, padOpen: false, trouble: false }
  #rest: PanelRest | null = null
  #coming: Promise<void> | null = null
  #store = new PlacementStore('deskbell.place')
  #placement: Placement = USUAL_PLACEMENT
  /** The agent's choice, as far as it was carried out. */
  #theme: PanelModel['preferences']['theme'] = 'auto'
  #known = new Set<string>()

  get commands(): FirstCommands | null {
    return this.#commands
  }
  set commands(commands: FirstCommands | null) {
    this.#commands = commands
    this.#allCommands = commands as PanelCommands | null
    this.#render()
  }

  get texts(): Texts | null {
    return this.#texts
  }
  set texts(texts: Texts | null) {
    this.#texts = texts
    this.#rest = this.#coming = null
    this.#render()
  }

  /** The clock that the model's times were taken by; set it where the page's own may be wrong. */
  get clock(): () => number {
    return this.#clock
  }
  set clock(clock: () => number) {
    this.#clock = clock
    this.#render()
  }

  /** Where in `localStorage` the panel's place is kept; one name for each agent. */
  get storageKey(): string {
    return this.#store.key
  }
  set storageKey(key: string) {
    this.#store = new PlacementStore(key)
    this.#placement = this.#store.load() ?? USUAL_PLACEMENT
    this.#place()
  }

  /** Shows what the model says. A call that was not there before brings the panel forward. */
  update(model: PanelModel): void {
    const own = model.agent.extension
    const ids = new Set(
      model.calls.filter(view => phaseOf(view, own) !== 'ended').map(v => v.call.callId),
    )
    const fresh = [...ids].some(id => !this.#known.has(id))
    this.#known = ids
    this.#model = model
    const { theme } = model.preferences
    if (theme !== this.#theme) {
      this.#theme = theme
      if (theme === 'auto') this.removeAttribute('theme')
      else this.setAttribute('theme', theme)
    }
    if (fresh) {
      this.#state = { ...this.#state, minimized: false }
      this.#raise()
    }
    this.#render()
    // After the first part is painted: the agent sees who calls before anything is fetched.
    if (ids.size > 0) this.#callRest()
  }

  /** Loads what only shows with a call or an open panel. Rejects when it cannot; then ask again. */
  complete(): Promise<void> {
    this.#coming ??= this.#load(this.#texts).catch(problem => {
      this.#coming = null
      this.#change({ trouble: true })
      throw problem
    })
    return this.#coming
  }

  async #load(texts: Texts | null): Promise<void> {
    const [fetched] = await Promise.all([this.fetchRest?.(), texts?.complete()])
    if (!fetched || this.#texts !== texts) return
    this.#rest = fetched.rest
    this.#allCommands = { ...(this.#commands as FirstCommands), ...fetched.commands }
    this.#dress()
    this.#change({ trouble: false })
  }

  /** Fetches what {@link complete} adds. */
  fetchRest: (() => Promise<{ rest: PanelRest; commands: MoreCommands }>) | null = null

  #callRest = (): void => void this.complete().catch(() => {})

  #dress(): void {
    const { shadowRoot } = this
    if (!shadowRoot) return
    const more = this.#rest?.sheets ?? []
    adoptSheets(shadowRoot, tokensCss, baseCss, buttonsCss, panelCss, cardCss, ...more)
  }

  show(): void {
    this.#change({ visible: true, minimized: false })
  }

  /** Takes the panel away until `show()`; calls are still announced to screen readers. */
  hide(): void {
    this.#change({ visible: false })
  }

  minimize(): void {
    this.#change({ visible: true, minimized: true, padOpen: false })
  }

  /** Puts the panel into a corner, `x` and `y` px from it. What is left out stays, or is usual. */
  moveTo(to: { corner?: Corner; x?: number; y?: number }): void {
    const base =
      to.corner && to.corner !== this.#placement.corner ? USUAL_PLACEMENT : this.#placement
    const wanted = readPlacement({
      corner: to.corner ?? base.corner,
      x: to.x ?? base.x,
      y: to.y ?? base.y,
    })
    if (wanted) this.#moveTo(wanted)
  }

  /** Back to the usual place; the stored one is forgotten. */
  resetPlace(): void {
    this.#store.save(null)
    this.#placement = USUAL_PLACEMENT
    this.#place()
  }

  connectedCallback(): void {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
    this.#dress()
    if (!this.#frame) {
      this.#frame = document.createElement('div')
      this.#frame.className = 'frame'
      root.append(this.#frame)
      // Whoever comes near it is about to open it.
      this.#frame.addEventListener('pointerenter', this.#callRest)
      this.#frame.addEventListener('focusin', this.#callRest)
    }
    const frame = this.#frame
    this.#placement = this.#store.load() ?? this.#placement
    this.#raise()
    this.#render()

    const sizes = new ResizeObserver(() => this.#place())
    sizes.observe(this)
    sizes.observe(frame)
    const gone = new AbortController()
    frame.addEventListener('pointerdown', event => this.#drag(readPress(event), gone.signal), gone)
    this.#disconnect = () => {
      sizes.disconnect()
      gone.abort()
      render(null, frame)
    }
  }

  #drag(press: Press | null, signal: AbortSignal): void {
    if (!press) return
    const frame = this.#frame as HTMLElement
    const before = this.#placement
    const target: DragTarget = {
      position: () => {
        const [box, room] = [frame.getBoundingClientRect(), this.getBoundingClientRect()]
        return { left: box.left - room.left, top: box.top - room.top }
      },
      move: (left, top) => {
        const [panel, room] = this.#sizes()
        this.#placement = placementAt(left, top, panel, room)
        this.#place()
      },
      end: undone => {
        if (undone) this.#placement = before
        else this.#store.save(this.#placement)
        this.#place()
      },
    }
    this.complete().then(
      () => this.#rest?.drag(frame, press, target, signal),
      () => {},
    )
  }

  disconnectedCallback(): void {
    this.#disconnect?.()
    this.#disconnect = null
  }

  #actions: PanelActions = {
    expand: () => this.#change({ minimized: false }, true),
    minimize: () => this.#change({ minimized: true }, true),
    openPad: () => {
      this.complete().then(
        () => this.#change({ padOpen: true }, true),
        () => {},
      )
    },
    closePad: () => this.#change({ padOpen: false }, true),
    moveBy: (dx, dy) => {
      const [panel, room] = this.#sizes()
      this.#moveTo(movedBy(this.#placement, dx, dy, panel, room))
    },
    moveToCorner: corner => this.#moveTo({ ...USUAL_PLACEMENT, corner }),
    resetPlace: () => this.resetPlace(),
  }

  #change(state: Partial<PanelState>, byAgent = false): void {
    this.#state = { ...this.#state, ...state }
    this.#render()
    // The button that was pressed may be gone: the keyboard goes on where the agent would.
    if (byAgent) this.#frame?.querySelector<HTMLElement>('[data-focus]')?.focus()
  }

  #moveTo(placement: Placement): void {
    this.#placement = placement
    this.#store.save(placement)
    this.#place()
  }

  #sizes(): [panel: Size, room: Size] {
    const room = this.getBoundingClientRect()
    const { offsetWidth = 0, offsetHeight = 0 } = this.#frame ?? {}
    return [
      { width: offsetWidth, height: offsetHeight },
      { width: room.width, height: room.height },
    ]
  }

  /** Anchored by CSS to its corner, so that a card that grows does so without a script. */
  #place(): void {
    const frame = this.#frame
    if (!frame || !this.isConnected) return
    // The host's own `zoom` is none of ours: the window is the room, and 14 px are 14 px.
    frame.style.zoom = `${1 / (this.currentCSSZoom || 1)}`
    const { corner, x, y } = visiblePlacement(this.#placement, ...this.#sizes())
    const right = corner.endsWith('right')
    const bottom = corner.startsWith('bottom')
    frame.style.left = right ? 'auto' : `${x}px`
    frame.style.right = right ? `${x}px` : 'auto'
    frame.style.top = bottom ? 'auto' : `${y}px`
    frame.style.bottom = bottom ? `${y}px` : 'auto'
    frame.dataset.corner = corner
  }

  /** Above everything that the host put into the top layer before, unless somebody is in here. */
  #raise(): void {
    if (!this.isConnected || this.shadowRoot?.activeElement) return
    try {
      this.popover = 'manual'
      if (this.matches(':popover-open')) this.hidePopover()
      this.showPopover()
    } catch {
      // an old browser: the highest z-index has to do
    }
  }

  #render(): void {
    if (!this.#frame || !this.isConnected || !this.#model || !this.#allCommands || !this.#texts)
      return
    this.#frame.lang = this.#texts.language
    this.#frame.dir = this.#texts.dir
    this.#frame.role = 'region'
    this.#frame.ariaLabel = this.#texts.text('panel')
    render(
      <PanelContext.Provider
        value={{
          model: this.#model,
          commands: this.#allCommands,
          texts: this.#texts,
          actions: this.#actions,
          rest: this.#rest,
          now: this.#clock,
        }}
      >
        <Panel state={this.#state} />
      </PanelContext.Provider>,
      this.#frame,
    )
    this.#place()
  }
}
