import type { LeftAlone } from './left-alone.js'

/** They change how letters look, not where words end: text goes on through them. */
const INLINE = new Set('b strong i em u s mark font small big bdi bdo wbr abbr'.split(' '))

/** Text nodes whose text stands in one piece; nearly always one. */
export type TextRun = readonly Text[]

/** What a walk meets besides text. */
export interface WalkSink {
  /** Whether this node's text was read before. */
  seen(text: Text): boolean
  run(run: TextRun): void
  /** A document or shadow root that its element holds. */
  inner(root: Document | ShadowRoot): void
}

/** Walks through the text below a node, a part at a time. */
export class RunWalker {
  readonly #top: Node
  readonly #leftAlone: LeftAlone
  readonly #sink: WalkSink
  readonly #deep: boolean
  #next: Node | null
  #run: Text[] = []

  /** @param deep - false: only the text of the node itself, not of the elements in it */
  constructor(top: Node, leftAlone: LeftAlone, sink: WalkSink, deep = true) {
    this.#top = top
    this.#leftAlone = leftAlone
    this.#sink = sink
    this.#deep = deep
    this.#next = top
  }

  /**
   * Looks at so many nodes.
   *
   * @returns `false` at the end; `'lost'` where the page changed around the place
   */
  walk(nodes: number): boolean | 'lost' {
    for (let left = nodes; left > 0; left--) {
      const node = this.#next
      if (!node) {
        this.#endRun()
        return false
      }
      if (node !== this.#top && !node.parentNode) return 'lost'
      this.#next = this.#visit(node) ? node.firstChild : null
      this.#next ??= this.#behind(node)
    }
    return true
  }

  /** @returns whether to go into it */
  #visit(node: Node): boolean {
    if (node.nodeType === Node.TEXT_NODE) {
      this.#run.push(node as Text)
      return false
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return node === this.#top
    const element = node as Element
    const inline = INLINE.has(element.localName)
    if (!inline) this.#endRun()
    if (this.#leftAlone.has(element)) {
      this.#endRun()
      return false
    }
    if (element.shadowRoot) this.#sink.inner(element.shadowRoot)
    if (element.localName === 'iframe') {
      const inner = innerDocument(element as HTMLIFrameElement)
      if (inner) this.#sink.inner(inner)
      return false
    }
    return this.#deep || inline || node === this.#top
  }

  /** The next node that is not in it; elements on the way out end what stood in them. */
  #behind(node: Node): Node | null {
    for (let at: Node = node; at !== this.#top; ) {
      if (at.nodeType === Node.ELEMENT_NODE && !INLINE.has((at as Element).localName))
        this.#endRun()
      if (at.nextSibling) return at.nextSibling
      if (!at.parentNode) return null
      at = at.parentNode
    }
    return null
  }

  #endRun(): void {
    const run = this.#run
    if (run.length === 0) return
    this.#run = []
    for (const text of run) {
      if (this.#sink.seen(text)) continue
      this.#sink.run(run)
      return
    }
  }
}

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
  while (owner?.nodeType === Node.ELEMENT_NODE && INLINE.has((owner as Element).localName)) {
    owner = owner.parentNode
  }
  return owner
}
