import type { NumberInPage } from './number-in-page.js'

/**
 * The numbers that were found, by where they stand. What leaves the page is taken out by {@link detach};
 * weak maps would need no such care, but cost several times as much in collecting garbage.
 */
export class NumbersKnown {
  readonly #ofText = new Map<Text, NumberInPage[]>()
  /** Each with the node that its text stands in. */
  readonly #all = new Map<NumberInPage, Node>()
  readonly #ofNode = new Map<Node, NumberInPage[]>()
  /** Nodes in whose own text numbers began or ended. */
  readonly #holders = new Set<Node>()
  /** Below each node the next ones towards those that hold numbers. */
  readonly #children = new Map<Node, Set<Node>>()

  get size(): number {
    return this.#all.size
  }

  /** In the order in which they were found. */
  all(): Iterable<NumberInPage> {
    return this.#all.keys()
  }

  add(number: NumberInPage): void {
    const holder = number.start.parentNode as Node
    this.#all.set(number, holder)
    this.#holders.add(holder)
    if (number.end !== number.start) this.#holders.add(number.end.parentNode as Node)
    addTo(this.#ofText, number.start, number)
    if (number.end !== number.start) addTo(this.#ofText, number.end, number)
    this.#addBranch(holder)
    addTo(this.#ofNode, holder, number)
  }

  #addBranch(holder: Node): void {
    for (let at = holder; at.parentNode; at = at.parentNode) {
      const siblings = this.#children.get(at.parentNode)
      if (siblings?.has(at)) return
      if (siblings) siblings.add(at)
      else this.#children.set(at.parentNode, new Set([at]))
    }
  }

  forget(text: Text): void {
    const numbers = this.#ofText.get(text)
    if (!numbers) return
    for (const number of numbers) {
      const holder = this.#all.get(number)
      this.#all.delete(number)
      if (holder) takeFrom(this.#ofNode, holder, number)
    }
    this.#ofText.delete(text)
  }

  /**
   * A node was taken out of another.
   *
   * @param forgotten - is told the texts that held numbers in it
   */
  detach(parent: Node, node: Node, forgotten: (text: Text) => void): void {
    if (node.nodeType === Node.TEXT_NODE) {
      forgotten(node as Text)
      this.forget(node as Text)
    }
    if (this.#children.get(parent)?.delete(node)) this.forgetBelow(node, forgotten)
  }

  forgetBelow(node: Node, forgotten: (text: Text) => void): void {
    for (const { start, end } of this.#ofNode.get(node) ?? []) {
      for (const text of [start, end]) {
        forgotten(text)
        this.forget(text)
      }
    }
    for (const child of this.#children.get(node) ?? []) this.forgetBelow(child, forgotten)
    this.#ofNode.delete(node)
    this.#holders.delete(node)
    this.#children.delete(node)
  }

  /** Whether this node's own text may hold a number. */
  has(node: Node): boolean {
    return this.#holders.has(node)
  }

  at(text: Text): readonly NumberInPage[] {
    return this.#ofText.get(text) ?? []
  }

  of(node: Node): Iterable<NumberInPage> {
    return this.#ofNode.get(node) ?? []
  }

  below(node: Node): ReadonlySet<Node> | undefined {
    return this.#children.get(node)
  }

  clear(): void {
    this.#ofText.clear()
    this.#all.clear()
    this.#ofNode.clear()
    this.#children.clear()
    this.#holders.clear()
  }
}

function addTo<Key>(map: Map<Key, NumberInPage[]>, key: Key, number: NumberInPage): void {
  const numbers = map.get(key)
  if (numbers) numbers.push(number)
  else map.set(key, [number])
}

function takeFrom<Key>(map: Map<Key, NumberInPage[]>, key: Key, number: NumberInPage): void {
  const left = map.get(key)?.filter(each => each !== number) ?? []
  if (left.length > 0) map.set(key, left)
  else map.delete(key)
}
