import { LeftAlone } from './left-alone.js'
import type { NumberInPage } from './number-in-page.js'
import { NumbersKnown } from './numbers-known.js'
import { ownerOf, RunWalker, type TextRun } from './run-walker.js'

/** Where the numbers of each text are, by its index, in UTF-16 units. */
export type FindInText = (texts: readonly string[]) => {
  readonly length: number
  readonly texts: Uint32Array
  readonly starts: Uint32Array
  readonly ends: Uint32Array
}

/** A document or a shadow root in it, with what is looked at in it. */
export type PageRoot = Document | ShadowRoot

export interface ScannerListener {
  /** A root that is looked into from now on, or no longer. */
  entered(root: PageRoot): void
  left(root: PageRoot): void
  /** Numbers came or went. */
  changed(): void
}

/** A slice takes no longer, ms: half a frame. */
const SLICE_MS = 8
/** Nodes that are walked between two looks at the clock; each takes a microsecond or less. */
const WALKED_AT_ONCE = 50
/**
 * UTF-16 units that are read at once: the most take half a millisecond if all of it is digits. The
 * first numbers of a country take longer, so it begins with the least.
 */
const [READ_AT_LEAST, READ_AT_MOST] = [250, 4_000]
/** A reading that takes longer is followed by the shortest, ms. */
const LONG_READING = 2
/** Shorter text holds no number. */
const SHORTEST_NUMBER = 6
/** Changes are looked at together, after this time at the latest, ms. */
const LONGEST_WAIT = 500

const WATCHED: MutationObserverInit = {
  childList: true,
  characterData: true,
  subtree: true,
  attributes: true,
  attributeFilter: ['contenteditable', 'data-deskbell-ignore'],
}

/** Finds the numbers in a page's text, in slices, and again in what changes. Touches no node. */
export class PageScanner {
  readonly known = new NumbersKnown()
  readonly #find: FindInText
  readonly #leftAlone: LeftAlone
  readonly #listener: ScannerListener
  readonly #observers = new Map<PageRoot, MutationObserver>()
  /** Nodes whose text is to be read; false: only their own, not that of elements in them. */
  readonly #jobs = new Map<Node, boolean>()
  #walker: { walker: RunWalker; top: Node; deep: boolean } | undefined
  /** Texts that were read since there was last nothing to read. */
  readonly #seen = new Set<Text>()
  #runs: TextRun[] = []
  #units = 0
  #readAtOnce = READ_AT_LEAST
  #cancel: (() => void) | undefined

  constructor(find: FindInText, ignore: string, listener: ScannerListener) {
    this.#find = find
    this.#leftAlone = new LeftAlone(ignore)
    this.#listener = listener
  }

  /** Elements that are to be read before the rest of the page. */
  first(elements: Iterable<Element>): void {
    for (const element of elements) this.#add(element, true)
  }

  /** Reads a root and watches it. */
  enter(root: PageRoot): void {
    if (this.#observers.has(root)) return
    // Its own window's: an observer of another one ends with that.
    const { MutationObserver } = windowOf(root) ?? globalThis
    const observer = new MutationObserver(records => this.#note(records))
    observer.observe(root, WATCHED)
    this.#observers.set(root, observer)
    this.#listener.entered(root)
    this.#add(root, true)
  }

  /** Whether there is anything left to read. */
  get busy(): boolean {
    return this.#cancel !== undefined
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
    for (const root of this.#observers.keys()) this.#leave(root)
    this.#jobs.clear()
    this.#walker = undefined
    this.#runs = []
    this.#seen.clear()
    this.known.clear()
  }

  #leave(root: PageRoot): void {
    this.#observers.get(root)?.disconnect()
    this.#observers.delete(root)
    this.known.forgetBelow(root, text => this.#seen.delete(text))
    this.#listener.left(root)
  }

  #note(records: readonly MutationRecord[]): void {
    for (const { type, target, addedNodes, removedNodes } of records) {
      if (type === 'characterData') this.#again(target as Text)
      else if (type === 'attributes') this.#forgetBelow(target)
      else {
        let ownText = false
        for (const node of removedNodes) {
          if (this.#walker?.walker.standsIn(node)) this.#walkAgain()
          this.known.detach(target, node, text => this.#seen.delete(text))
          ownText ||= node.nodeType === Node.TEXT_NODE
        }
        for (const node of addedNodes) {
          if (node.nodeType === Node.ELEMENT_NODE) this.#add(node, true)
          else if (node.nodeType === Node.TEXT_NODE) ownText = true
        }
        if (ownText) this.#ownTextAgain(target)
      }
    }
    this.#schedule()
  }

  #again(text: Text): void {
    const owner = ownerOf(text)
    if (owner) this.#ownTextAgain(owner)
  }

  /** What one text means depends on those beside it. */
  #ownTextAgain(owner: Node): void {
    if (!this.#jobs.has(owner)) this.#add(owner, false)
    for (let node = owner.firstChild; node; node = node.nextSibling) {
      if (node.nodeType === Node.TEXT_NODE) this.#seen.delete(node as Text)
      else if (node.nodeType === Node.ELEMENT_NODE) {
        for (const text of node.childNodes) this.#seen.delete(text as Text)
      }
    }
  }

  #forgetBelow(target: Node): void {
    const texts = (target.ownerDocument as Document).createTreeWalker(target, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) this.#forget(texts.currentNode as Text)
    this.#add(target, true)
  }

  #forget(text: Text): void {
    this.#seen.delete(text)
    this.known.forget(text)
  }

  /** Its place has left the page or moved in it; what was read already is passed quickly. */
  #walkAgain(): void {
    if (this.#walker?.top.isConnected) this.#add(this.#walker.top, this.#walker.deep)
    this.#walker = undefined
  }

  #add(top: Node, deep: boolean): void {
    this.#jobs.set(top, deep || this.#jobs.get(top) === true)
    this.#schedule()
  }

  #schedule(): void {
    if (this.#cancel) return
    if (typeof requestIdleCallback === 'function') {
      const id = requestIdleCallback(() => this.#slice(), { timeout: LONGEST_WAIT })
      this.#cancel = () => cancelIdleCallback(id)
    } else {
      const id = setTimeout(() => this.#slice(), 50)
      this.#cancel = () => clearTimeout(id)
    }
  }

  #slice(): void {
    this.#cancel = undefined
    const end = performance.now() + SLICE_MS
    const before = this.known.size
    for (const root of this.#observers.keys()) if (!isShown(root)) this.#leave(root)
    let more = true
    while (more && performance.now() < end) more = this.#step()
    if (!more) {
      this.#read()
      this.#seen.clear()
    }
    if (more) this.#schedule()
    if (this.known.size !== before || !more) this.#listener.changed()
  }

  /** @returns whether there is more */
  #step(): boolean {
    this.#walker ??= this.#nextWalker()
    if (!this.#walker) return false
    if (!this.#walker.walker.walk(WALKED_AT_ONCE)) this.#walker = undefined
    if (this.#units > this.#readAtOnce) this.#read()
    return true
  }

  #nextWalker() {
    for (const [top, deep] of this.#jobs) {
      this.#jobs.delete(top)
      if (!top.isConnected || this.#leftAlone.holds(top)) continue
      return { walker: new RunWalker(top, this.#leftAlone, this.#sink, deep), top, deep }
    }
    return undefined
  }

  readonly #sink = {
    seen: (text: Text) => this.#seen.has(text),
    none: (text: Text) => this.known.forget(text),
    run: (run: TextRun) => {
      let units = 0
      for (const text of run) {
        this.#seen.add(text)
        this.known.forget(text)
        units += text.length
      }
      if (units < SHORTEST_NUMBER) return
      this.#runs.push(run)
      this.#units += units
    },
    inner: (root: PageRoot) => this.enter(root),
  }

  #read(): void {
    const runs = this.#runs
    this.#runs = []
    this.#units = 0
    if (runs.length === 0) return
    const began = performance.now()
    const found = this.#find(runs.map(textOf))
    const quick = performance.now() - began < LONG_READING
    this.#readAtOnce = quick ? Math.min(2 * this.#readAtOnce, READ_AT_MOST) : READ_AT_LEAST
    for (let i = 0; i < found.length; i++) {
      const run = runs[found.texts[i] as number] as TextRun
      const number = place(run, found.starts[i] as number, found.ends[i] as number)
      if (number?.start.parentNode) this.known.add(number)
    }
  }
}

const textOf = (run: TextRun): string =>
  run.length === 1 ? (run[0] as Text).data : run.map(text => text.data).join('')

/** From units of a run's text to its nodes. */
function place(run: TextRun, from: number, to: number): NumberInPage | null {
  let at = 0
  let start: Text | undefined
  let startOffset = 0
  for (const text of run) {
    const behind = at + text.length
    if (!start && from < behind) {
      start = text
      startOffset = from - at
    }
    if (start && to <= behind) {
      const written = textOf(run).slice(from, to)
      return { start, startOffset, end: text, endOffset: to - at, written }
    }
    at = behind
  }
  return null
}

export type PageWindow = Window & typeof globalThis

export function windowOf(root: PageRoot): PageWindow | null {
  const document = root.nodeType === Node.DOCUMENT_NODE ? (root as Document) : root.ownerDocument
  return document?.defaultView ?? null
}

/** A shadow root whose host is in the page, a document that a window shows. */
const isShown = (root: PageRoot) => root.isConnected && windowOf(root) !== null
