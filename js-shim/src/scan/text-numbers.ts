import { CallOfferElement } from './call-offer-element.js'
import { CallOffers } from './call-offers.js'
import { NumberPainter } from './number-painter.js'
import { type FindInText, type PageRoot, PageScanner } from './page-scanner.js'

/** The offer's tag. */
const OFFER_TAG = 'deskbell-numbers'
/** What moves is painted again after this time, ms; while much is being read, after the longer one. */
const PAINT_AFTER = 100
const PAINT_WHILE_READING = 1_000
/** Points of the window at which one looks for what is to be read first, across and down. */
const [ACROSS, DOWN] = [2, 4]

export interface TextNumbersParts {
  find: FindInText
  /** CSS selectors of what is left alone. */
  ignore: string
  /** The offer's word, and which way it runs. */
  word: string
  dir: 'ltr' | 'rtl'
  dial(number: string): void
}

/**
 * Finds the telephone numbers in the page's text, paints them and offers to call them.
 *
 * @returns the function that stops it; nothing is left then
 */
export function watchTextNumbers({ find, ignore, word, dir, dial }: TextNumbersParts): () => void {
  if (!customElements.get(OFFER_TAG)) customElements.define(OFFER_TAG, CallOfferElement)
  const element = document.createElement(OFFER_TAG) as CallOfferElement
  element.dir = dir
  let timer: ReturnType<typeof setTimeout> | undefined
  let near = [] as ReturnType<NumberPainter['paint']>

  const paint = () => {
    timer = undefined
    near = painter.paint()
    offers.check()
    // It stands in the page only where there is something to offer.
    if (scanner.known.size === 0) element.remove()
    else if (!element.isConnected) document.body.append(element)
  }
  const paintSoon = () => {
    const wait = near.length > 0 && scanner.busy ? PAINT_WHILE_READING : PAINT_AFTER
    timer ??= setTimeout(paint, wait)
  }
  const loaded = ({ target }: Event) => {
    if (target instanceof Element && target.localName === 'iframe') scanner.first([target])
  }
  const scanner: PageScanner = new PageScanner(find, ignore, {
    entered(root) {
      painter.enter(root)
      if (!isDocument(root)) return
      offers.watch(root)
      for (const type of MOVES) root.defaultView?.addEventListener(type, paintSoon, CAPTURED)
      root.addEventListener('load', loaded, true)
    },
    left(root) {
      painter.leave(root)
      if (!isDocument(root)) return
      offers.unwatch(root)
      for (const type of MOVES) root.defaultView?.removeEventListener(type, paintSoon, CAPTURED)
      root.removeEventListener('load', loaded, true)
    },
    changed: paintSoon,
  })
  const painter = new NumberPainter(scanner.known)
  const offers = new CallOffers({
    known: scanner.known,
    element,
    word,
    dial,
    offered: number => painter.offer(number),
    near: () => near,
  })
  scanner.first(inSight())
  scanner.enter(document)
  return () => {
    clearTimeout(timer)
    offers.stop()
    scanner.stop()
    element.remove()
  }
}

/** What brings other numbers into sight; a press may open what was hidden. */
const MOVES = ['scroll', 'resize', 'click', 'keyup'] as const
const isDocument = (root: PageRoot): root is Document => root.nodeType === Node.DOCUMENT_NODE
const CAPTURED = { passive: true, capture: true }

/** Elements that are seen now, by looking at some points of the window. */
function inSight(): Set<Element> {
  const found = new Set<Element>()
  for (let row = 0; row < DOWN; row++) {
    for (let column = 0; column < ACROSS; column++) {
      const x = ((column + 0.5) * innerWidth) / ACROSS
      const y = ((row + 0.5) * innerHeight) / DOWN
      const element = document.elementFromPoint(x, y)
      const parent = element?.parentElement ?? element
      // What stands so far up is the page, not a part of it.
      if (parent && parent !== document.body && parent !== document.documentElement)
        found.add(parent)
    }
  }
  return found
}
