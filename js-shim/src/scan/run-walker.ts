import type { LeftAlone } from './left-alone.js'

/** They change how letters look, not where words end: text goes on through them. */
const INLINE = new Set('b strong i em u s mark font small big bdi bdo wbr abbr'.split(' '))

const DIGIT = /\p{Nd}/u

/** Text nodes whose text stands in one piece; nearly always one. */
export type TextRun = readonly Text[]

/** What a walk meets besides text. */
export interface WalkSink {
  /** Whether this node's text was read before. */
  seen(text: Text): boolean
  /** Text with a digit in it. */
  run(run: TextRun): void
  /** Text in which no number can be. */
  none(text: Text): void
  /** A document or shadow root that its element holds. */
  inner(root: Document | ShadowRoot): void
}

/** Walks through the text below a node, a part at a time. */
export class RunWalker {
  readonly #top: Node
  readonly #leftAlone: LeftAlone
  readonly #sink: WalkSink
  readonly #deep: boolean
  readonly #walker: TreeWalker
  #next: Node | null

  /** @param deep - false: only the text of the node itself, not of the elements in it */
  constructor(top: Node, leftAlone: LeftAlone, sink: WalkSink, deep = true) {
    this.#top = top
    this.#leftAlone = leftAlone
    this.#sink = sink
    this.#deep = deep
    const document = top.ownerDocument ?? (top as Document)
    this.#walker = document.createTreeWalker(top, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
    this.#next = top
  }

  /**
   * Looks at so many nodes.
   *
   * @returns whether there are more
   */
  walk(nodes: number): boolean {
    for (let left = nodes; left > 0; left--) {
      const node = this.#next
      if (!node) return false
      this.#next = this.#visit(node) ? this.#walker.nextNode() : this.#behind()
    }
    return true
  }

  /** Whether its place is in a node, which is then lost when that leaves the page. */
  standsIn(node: Node): boolean {
    return node.contains(this.#next)
  }

  /** @returns whether to go into it */
  #visit(node: Node): boolean {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = node as Text
      if (!DIGIT.test(text.data)) this.#sink.none(text)
      else if (!this.#sink.seen(text)) this.#sink.run(this.#runAround(text))
      return true // quicker than passing it: there is nothing in it
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return node === this.#top
    const element = node as Element
    if (this.#leftAlone.has(element)) return false
    if (element.shadowRoot) this.#sink.inner(element.shadowRoot)
    if (element.localName === 'iframe') {
      const inner = innerDocument(element as HTMLIFrameElement)
      if (inner) this.#sink.inner(inner)
      return false
    }
    return this.#deep || node === this.#top || isInline(element)
  }

  /** The next node that is not in it. */
  #behind(): Node | null {
    for (;;) {
      const next = this.#walker.nextSibling()
      if (next) return next
      if (!this.#walker.parentNode()) return null
    }
  }

  #runAround(text: Text): TextRun {
    if (!text.previousSibling && !text.nextSibling && !isInline(text.parentNode)) return [text]
    const run = [text]
    for (let at = this.#beside(text, BEFORE); at; at = this.#beside(at, BEFORE)) {
      if (at.nodeType === Node.TEXT_NODE) run.unshift(at as Text)
    }
    for (let at = this.#beside(text, BEHIND); at; at = this.#beside(at, BEHIND)) {
      if (at.nodeType === Node.TEXT_NODE) run.push(at as Text)
    }
    return run
  }

  /** The next text, comment or empty element that way, as long as nothing ends the run. */
  #beside(from: Node, way: Way): Node | null {
    let at = from
    for (let beside = at[way.beside]; !beside; beside = at[way.beside]) {
      if (!at.parentNode || !isInline(at.parentNode)) return null
      at = at.parentNode
    }
    let node = at[way.beside] as Node
    while (node.nodeType === Node.ELEMENT_NODE) {
      if (!isInline(node) || this.#leftAlone.has(node as Element)) return null
      const inner = node[way.inner]
      if (!inner) return node
      node = inner
    }
    return node
  }
}

interface Way {
  readonly beside: 'previousSibling' | 'nextSibling'
  readonly inner: 'lastChild' | 'firstChild'
}
const BEFORE: Way = { beside: 'previousSibling', inner: 'lastChild' }
const BEHIND: Way = { beside: 'nextSibling', inner: 'firstChild' }

const isInline = (node: Node | null): boolean =>
  node?.nodeType === Node.ELEMENT_NODE && INLINE.has((node as Element).localName)

function innerDocument(frame: HTMLIFrameElement): Document | null {
  try {
    return frame.contentDocument
  } catch {
    return null
  }
}

/** The element whose own text a text node belongs to. */
export function ownerOf(text: Node): Node | null {
  let owner = text.parentNode
  while (isInline(owner)) owner = (owner as Node).parentNode
  return owner
}
