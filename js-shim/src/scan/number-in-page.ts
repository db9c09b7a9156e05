/** A telephone number in the page's text: from a place in one text node to a place in it or a later one. */
export interface NumberInPage {
  readonly start: Text
  readonly startOffset: number
  readonly end: Text
  readonly endOffset: number
  /** As it stands there; whoever dials it has it read. */
  readonly written: string
}

/**
 * One for each document, that rests at its beginning: a browser adjusts every living range with each
 * change of the page.
 */
const ranges = new WeakMap<Document, Range>()

/**
 * Where it is drawn. Nothing where it is hidden, or where the page has other text now: that is read
 * again only later, and until then nobody may be offered a number that no longer stands there.
 */
export function rectsOf(number: NumberInPage): DOMRect[] {
  const { start, startOffset, end, endOffset, written } = number
  if (!start.isConnected || !end.isConnected) return []
  if (startOffset > start.length || endOffset > end.length) return []
  const document = start.ownerDocument
  const range = ranges.get(document) ?? document.createRange()
  ranges.set(document, range)
  range.setStart(start, startOffset)
  range.setEnd(end, endOffset)
  const rects = `${range}` === written ? [...range.getClientRects()] : []
  range.setStart(document, 0)
  range.collapse(true)
  return rects.filter(({ width, height }) => width > 0 && height > 0)
}
