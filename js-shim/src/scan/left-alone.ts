/** The attribute with which a host keeps an element and what is in it for itself. */
const IGNORE = 'data-deskbell-ignore'

/** What holds no text for reading, is typed into, or dials by itself. In small letters, as in HTML. */
const TAGS = new Set(
  (
    'script style noscript template textarea input select option button code kbd samp svg math canvas ' +
    'object embed video audio head title deskbell-panel deskbell-toaster deskbell-numbers'
  ).split(' '),
)

/** Whose text is left alone, and that of everything in them. */
export class LeftAlone {
  /** @param ignore - selectors of the host's config */
  constructor(readonly ignore = '') {}

  has(element: Element): boolean {
    if (TAGS.has(element.localName)) return true
    if (!element.hasAttributes()) return false
    if (element.hasAttribute(IGNORE)) return true
    const editable = element.getAttribute('contenteditable')
    if (editable !== null && editable !== 'false') return true
    if (
      element.localName === 'a' &&
      /^\s*(tel|callto):/i.test(element.getAttribute('href') ?? '')
    ) {
      return true
    }
    return this.ignore !== '' && element.matches(this.ignore)
  }

  /** The element or one that it stands in, also outside its shadow root or frame. */
  holds(node: Node): boolean {
    for (let at: Node | null = node; at; at = outwards(at)) {
      if (at.nodeType === Node.ELEMENT_NODE && this.has(at as Element)) return true
    }
    return false
  }
}

function outwards(node: Node): Node | null {
  if (node.parentNode) return node.parentNode
  if (node.nodeType === Node.DOCUMENT_FRAGMENT_NODE) return (node as ShadowRoot).host ?? null
  if (node.nodeType === Node.DOCUMENT_NODE) return frameOf(node as Document)
  return null
}

/** The frame that a document is shown in, when that is of the same origin. */
export function frameOf(document: Document): Element | null {
  try {
    return document.defaultView?.frameElement ?? null
  } catch {
    return null
  }
}
