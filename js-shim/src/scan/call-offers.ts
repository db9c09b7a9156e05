import type { CallOfferElement } from './call-offer-element.js'
import { frameOf } from './left-alone.js'
import { numberAtPoint } from './number-at-point.js'
import { type NumberInPage, rectsOf } from './number-in-page.js'
import type { NumbersKnown } from './numbers-known.js'

/** A pointer that rests so long on a number, ms, means it. */
const REST = 120
/** So long, ms, an offer stays when the pointer has left. */
const STAY = 400
/** The same number asked for again within this time, ms, is the same wish. */
const SAME_WISH = 1_000

export interface OfferParts {
  known: NumbersKnown
  element: CallOfferElement
  /** The button's word. */
  word: string
  dial(number: string): void
  /** Which number is offered, or none any more. */
  offered(number: NumberInPage | null): void
  /** Those that are near the window's part of the page, in its order. */
  near(): readonly NumberInPage[]
}

/**
 * Offers to call a number that the pointer rests on, that is clicked (with either button), or that the
 * arrow keys choose while the offer has the keyboard. Only a user's press of the offer dials.
 */
export class CallOffers {
  readonly #parts: OfferParts
  #number: NumberInPage | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #last = { number: '', at: Number.NEGATIVE_INFINITY }

  constructor(parts: OfferParts) {
    this.#parts = parts
    const { button } = parts.element
    button.addEventListener('click', this.#press)
    button.addEventListener('focus', this.#focus)
    button.addEventListener('blur', this.#leave)
    button.addEventListener('keydown', this.#key)
    parts.element.addEventListener('pointerenter', this.#stay)
    parts.element.addEventListener('pointerleave', this.#leave)
  }

  watch(document: Document): void {
    for (const type of TYPES) document.addEventListener(type, this.#pointer, PASSIVE)
    document.addEventListener('scroll', this.#hide, PASSIVE)
  }

  unwatch(document: Document): void {
    for (const type of TYPES) document.removeEventListener(type, this.#pointer, PASSIVE)
    document.removeEventListener('scroll', this.#hide, PASSIVE)
  }

  /** The page has changed: what it no longer shows is no longer offered. */
  check(): void {
    if (this.#number && rectsOf(this.#number).length === 0) this.#hide()
  }

  stop(): void {
    this.#hide()
  }

  readonly #pointer = (event: Event) => {
    const { type, clientX: x, clientY: y } = event as PointerEvent
    const path = event.composedPath()
    const on = path[0] as Node
    if (on === this.#parts.element || path.includes(this.#parts.element)) return
    if (!event.isTrusted || !this.#parts.known.has(on)) {
      if (this.#number) this.#leave()
      else this.#stay()
      return
    }
    this.#stay()
    const shadowRoots = path.filter(isShadowRoot)
    const look = () => {
      const document = on.ownerDocument as Document
      const number = numberAtPoint(this.#parts.known, document, { x, y, shadowRoots })
      if (number) this.#show(number)
      else if (this.#number) this.#leave()
    }
    // A click has come after its move, and is not waited for.
    if (type === 'pointermove') this.#timer = setTimeout(look, REST)
    else if (!event.defaultPrevented) look()
  }

  #show(number: NumberInPage): void {
    const box = rectsOf(number)[0]
    if (!box) return
    const { element, word, offered } = this.#parts
    const { left, top } = originOf(number.start.ownerDocument)
    this.#number = number
    element.show(word, number.written, {
      left: box.left + left,
      top: box.top + top,
      bottom: box.bottom + top,
    })
    offered(number)
  }

  readonly #stay = () => clearTimeout(this.#timer)

  readonly #leave = () => {
    clearTimeout(this.#timer)
    if (this.#number) this.#timer = setTimeout(this.#hide, STAY)
  }

  readonly #hide = () => {
    clearTimeout(this.#timer)
    const { element, offered } = this.#parts
    element.hide()
    if (!this.#number) return
    this.#number = null
    offered(null)
  }

  readonly #press = (event: MouseEvent) => {
    this.check()
    const number = this.#number?.written
    // A script that clicks is no user: calls cost money.
    if (!event.isTrusted || number === undefined) return
    const again = number === this.#last.number && event.timeStamp - this.#last.at < SAME_WISH
    this.#last = { number, at: event.timeStamp }
    if (!again) this.#parts.dial(number)
  }

  readonly #focus = () => {
    this.#stay()
    if (!this.#number) this.#choose(1)
  }

  readonly #key = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
    if (step) this.#choose(step)
    else if (event.key === 'Escape') this.#hide()
    else return
    event.preventDefault()
  }

  /** The next or previous number of those that can be seen. */
  #choose(step: number): void {
    const shown = this.#parts.near().filter(number => rectsOf(number).some(isInWindow))
    if (shown.length === 0) return
    const at = this.#number ? shown.indexOf(this.#number) : -1
    const next = at < 0 ? (step > 0 ? 0 : shown.length - 1) : at + step
    this.#show(shown[(next + shown.length) % shown.length] as NumberInPage)
  }
}

const isShadowRoot = (node: EventTarget): node is ShadowRoot =>
  (node as Node).nodeType === Node.DOCUMENT_FRAGMENT_NODE

const TYPES = ['pointermove', 'click', 'contextmenu'] as const
const PASSIVE = { passive: true, capture: true }

const isInWindow = ({ top, bottom }: DOMRect) => bottom > 0 && top < innerHeight

/** Where a frame's document begins, in CSS px of the outermost window. */
function originOf(document: Document): { left: number; top: number } {
  const frame = frameOf(document)
  if (!frame) return { left: 0, top: 0 }
  const outer = originOf(frame.ownerDocument)
  const { left, top } = frame.getBoundingClientRect()
  return {
    left: outer.left + left + frame.clientLeft,
    top: outer.top + top + frame.clientTop,
  }
}
