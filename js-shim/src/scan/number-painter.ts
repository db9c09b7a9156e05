import type { NumberInPage } from './number-in-page.js'
import type { NumbersKnown } from './numbers-known.js'
import { type PageRoot, type PageWindow, windowOf } from './page-scanner.js'

/** Names of the two highlights. */
export const PAINTED = 'deskbell-number'
export const OFFERED = 'deskbell-number-offered'

const SHEET = `
::highlight(${PAINTED}) { text-decoration: underline dotted; }
::highlight(${OFFERED}) { color: HighlightText; background-color: Highlight; }`

/** CSS px beyond the window's edges that are painted as well. */
const MARGIN = 200
/** Elements in a row that are each asked where they stand; of more, the first visible one is searched. */
const ASKED_EACH = 64
/** Nobody sees more at once. */
const MOST_PAINTED = 1_000

interface Painted {
  sheet: CSSStyleSheet
  numbers: Map<NumberInPage, StaticRange>
  highlight: Highlight
  offered: Highlight
}

/**
 * Paints the numbers that are near the window's part of the page with CSS custom highlights. Only those,
 * and as static ranges: a browser looks at each painted range whenever the page changes, and moves each
 * living one. A browser without custom highlights paints none.
 */
export class NumberPainter {
  readonly #known: NumbersKnown
  readonly #windows = new Map<PageWindow, Painted>()
  readonly #roots = new Map<PageRoot, Painted>()

  constructor(known: NumbersKnown) {
    this.#known = known
  }

  enter(root: PageRoot): void {
    const window = windowOf(root)
    if (!window || !('highlights' in (window.CSS ?? {}))) return
    let painted = this.#windows.get(window)
    if (!painted) {
      const sheet = new window.CSSStyleSheet()
      sheet.replaceSync(SHEET)
      const [highlight, offered] = [new window.Highlight(), new window.Highlight()]
      painted = { sheet, numbers: new Map(), highlight, offered }
      this.#windows.set(window, painted)
      window.CSS.highlights.set(PAINTED, highlight)
      window.CSS.highlights.set(OFFERED, offered)
    }
    this.#roots.set(root, painted)
    root.adoptedStyleSheets = [painted.sheet, ...root.adoptedStyleSheets]
  }

  leave(root: PageRoot): void {
    const painted = this.#roots.get(root)
    this.#roots.delete(root)
    if (!painted) return
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter(sheet => sheet !== painted.sheet)
    if (root.nodeType !== Node.DOCUMENT_NODE) return
    for (const [window, each] of this.#windows) {
      if (each !== painted) continue
      this.#windows.delete(window)
      window.CSS.highlights.delete(PAINTED)
      window.CSS.highlights.delete(OFFERED)
    }
  }

  /** Paints what is near now. @returns those numbers, in the page's order */
  paint(): NumberInPage[] {
    const all: NumberInPage[] = []
    for (const [window, painted] of this.#windows) {
      const near: NumberInPage[] = []
      for (const [root, each] of this.#roots) {
        if (each === painted) this.#gather(root, window.innerHeight, window.innerWidth, near)
      }
      update(painted, new Set(near.slice(0, MOST_PAINTED)), window)
      all.push(...near)
    }
    return all
  }

  /** The one that a call is offered for looks chosen. */
  offer(number: NumberInPage | null): void {
    for (const [window, { offered }] of this.#windows) {
      offered.clear()
      if (number && number.start.ownerDocument.defaultView === window)
        offered.add(rangeOf(number, window))
    }
  }

  #gather(node: Node, height: number, width: number, near: NumberInPage[]): void {
    for (const number of this.#known.of(node)) near.push(number)
    const below = this.#known.below(node)
    if (!below) return
    // In the page's order, which is not that in which they were read.
    const children = [...(node as ParentNode & Node).children].filter(child => below.has(child))
    const from = children.length > ASKED_EACH ? firstNear(children) : 0
    for (let i = from; i < children.length; i++) {
      const child = children[i] as Element
      const box = child.getBoundingClientRect()
      // What has no box of its own may hold what has one, unless it is hidden.
      const boxless = box.width === 0 || box.height === 0
      if (boxless && getComputedStyle(child).display === 'none') continue
      if (!boxless && box.top > height + MARGIN) {
        if (children.length > ASKED_EACH) break
        continue
      }
      const outside = box.bottom < -MARGIN || box.right < -MARGIN || box.left > width + MARGIN
      if (boxless || !outside) this.#gather(child, height, width, near)
    }
  }
}

/** Long rows of elements stand below one another: the first that ends below the upper edge. */
function firstNear(elements: readonly Element[]): number {
  let low = 0
  let high = elements.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((elements[middle] as Element).getBoundingClientRect().bottom < -MARGIN) low = middle + 1
    else high = middle
  }
  return low
}

const rangeOf = (number: NumberInPage, window: PageWindow) =>
  new window.StaticRange({
    startContainer: number.start,
    startOffset: number.startOffset,
    endContainer: number.end,
    endOffset: number.endOffset,
  })

function update(painted: Painted, near: Set<NumberInPage>, window: PageWindow): void {
  for (const [number, range] of painted.numbers) {
    if (near.has(number)) continue
    painted.highlight.delete(range)
    painted.numbers.delete(number)
  }
  for (const number of near) {
    if (painted.numbers.has(number)) continue
    const range = rangeOf(number, window)
    painted.highlight.add(range)
    painted.numbers.set(number, range)
  }
}
