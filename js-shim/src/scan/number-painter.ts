import type { NumberInPage } from './number-in-page.js'
import type { NumbersKnown } from './numbers-known.js'
import { type PageRoot, type PageWindow, windowOf } from './page-scanner.js'

/** Names of the two highlights. */
export const PAINTED = 'deskbell-number'
export const OFFERED = 'deskbell-number-offered'

const rule = (subject: string, highlight: string, looks: string) =>
  `${subject}::highlight(${highlight}){${looks}}`

/**
 * A new rule has the browser compute the style of every element that it fits: 0.02 ms each in a
 * computer four times slower. Where it would fit more, nothing is painted, and only offered.
 */
const MOST_FITTING = 800

/** CSS px beyond the window's edges that are painted as well. */
const MARGIN = 200
/** Elements in a row that are each asked where they stand; of more, the first visible one is searched. */
const ASKED_EACH = 64
/** Nobody sees more at once. */
const MOST_PAINTED = 1_000

interface Painted {
  numbers: Map<NumberInPage, StaticRange>
  highlight: Highlight
  offered: Highlight
}

interface Dressed {
  painted: Painted
  sheet: CSSStyleSheet
  /** What its rules fit; false: it would fit too much. */
  subjects: Map<string, boolean>
}

/**
 * Paints the numbers that are near the window's part of the page with CSS custom highlights. Only those,
 * and as static ranges: a browser looks at each painted range whenever the page changes, and moves each
 * living one. A browser without custom highlights paints none.
 */
export class NumberPainter {
  readonly #known: NumbersKnown
  readonly #windows = new Map<PageWindow, Painted>()
  readonly #roots = new Map<PageRoot, Dressed>()

  constructor(known: NumbersKnown) {
    this.#known = known
  }

  enter(root: PageRoot): void {
    const window = windowOf(root)
    if (!window?.CSS.highlights) return
    let painted = this.#windows.get(window)
    if (!painted) {
      const [highlight, offered] = [new window.Highlight(), new window.Highlight()]
      painted = { numbers: new Map(), highlight, offered }
      this.#windows.set(window, painted)
      window.CSS.highlights.set(PAINTED, highlight)
      window.CSS.highlights.set(OFFERED, offered)
    }
    const sheet = new window.CSSStyleSheet()
    this.#roots.set(root, { painted, sheet, subjects: new Map() })
  }

  leave(root: PageRoot): void {
    const dressed = this.#roots.get(root)
    this.#roots.delete(root)
    if (!dressed) return
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter(sheet => sheet !== dressed.sheet)
    if (root.nodeType !== Node.DOCUMENT_NODE) return
    for (const [window, each] of this.#windows) {
      if (each !== dressed.painted) continue
      this.#windows.delete(window)
      window.CSS.highlights.delete(PAINTED)
      window.CSS.highlights.delete(OFFERED)
    }
  }

  /** Paints what is near now. @returns those numbers, in the page's order */
  paint(): NumberInPage[] {
    const all: NumberInPage[] = []
    for (const [window, painted] of this.#windows) {
      const shown = new Set<NumberInPage>()
      for (const [root, dressed] of this.#roots) {
        if (dressed.painted !== painted) continue
        const near: NumberInPage[] = []
        this.#gather(root, window.innerHeight, window.innerWidth, near)
        for (const number of near) {
          if (shown.size < MOST_PAINTED && dress(root, dressed, number)) shown.add(number)
        }
        all.push(...near)
      }
      update(painted, shown, window)
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
    const { children } = node as ParentNode & Node
    const long = children.length > ASKED_EACH
    let child = long ? firstNear(children) : children[0]
    for (; child; child = child.nextElementSibling ?? undefined) {
      if (!below.has(child)) continue
      const box = child.getBoundingClientRect()
      // What has no box of its own may hold what has one, unless it is hidden.
      const boxless = box.width === 0 || box.height === 0
      if (boxless && getComputedStyle(child).display === 'none') continue
      if (!boxless && box.top > height + MARGIN) {
        if (long) break
        continue
      }
      const outside = box.bottom < -MARGIN || box.right < -MARGIN || box.left > width + MARGIN
      if (boxless || !outside) this.#gather(child, height, width, near)
    }
  }
}

/** Makes a rule for the element that a number stands in. @returns whether there is one */
function dress(root: PageRoot, { sheet, subjects }: Dressed, { start }: NumberInPage): boolean {
  const holder = start.parentElement
  if (!holder) return false
  const name = CSS.escape(holder.localName)
  for (const subject of [
    name,
    ...[...holder.classList].map(each => `${name}.${CSS.escape(each)}`),
  ]) {
    const known = subjects.get(subject)
    if (known) return true
    if (known === false) continue
    const fits =
      !(subject === name && isMany(root, holder.localName)) &&
      root.querySelectorAll(subject).length <= MOST_FITTING
    subjects.set(subject, fits)
    if (!fits) continue
    // An empty one, too, has the browser look at every element.
    if (sheet.cssRules.length === 0) root.adoptedStyleSheets = [sheet, ...root.adoptedStyleSheets]
    sheet.insertRule(rule(subject, PAINTED, 'text-decoration:underline dotted'))
    sheet.insertRule(rule(subject, OFFERED, 'color:HighlightText;background-color:Highlight'))
    return true
  }
  return false
}

/**
 * Whether it is sure that a rule for the name would fit too many elements: a live list counts no further than it is
 * asked. A shadow root has none.
 */
const isMany = (root: PageRoot, name: string) =>
  'getElementsByTagName' in root && root.getElementsByTagName(name)[MOST_FITTING] !== undefined

/**
 * Long rows of elements stand below one another: the first that ends below the upper edge. Hidden ones
 * among them make it an earlier one.
 */
function firstNear(elements: HTMLCollection): Element | undefined {
  let low = 0
  let high = elements.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((elements[middle] as Element).getBoundingClientRect().bottom < -MARGIN) low = middle + 1
    else high = middle
  }
  return elements[low]
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
