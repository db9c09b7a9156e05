import { type NumberInPage, rectsOf } from './number-in-page.js'
import type { NumbersKnown } from './numbers-known.js'

/** CSS px around a number that still count as on it. */
const NEARBY = 2

/** The number that is drawn at a point of a document's window. */
export function numberAtPoint(
  known: NumbersKnown,
  document: Document,
  { x, y, shadowRoots }: { x: number; y: number; shadowRoots: ShadowRoot[] },
): NumberInPage | null {
  const text = textAt(document, x, y, shadowRoots)
  if (!text) return null
  const on = (number: NumberInPage) =>
    rectsOf(number).some(
      ({ left, right, top, bottom }) =>
        x >= left - NEARBY && x <= right + NEARBY && y >= top - NEARBY && y <= bottom + NEARBY,
    )
  return known.at(text).find(on) ?? null
}

function textAt(document: Document, x: number, y: number, shadowRoots: ShadowRoot[]): Text | null {
  const node = document.caretPositionFromPoint
    ? document.caretPositionFromPoint(x, y, { shadowRoots })?.offsetNode
    : document.caretRangeFromPoint?.(x, y)?.startContainer
  return node?.nodeType === Node.TEXT_NODE ? (node as Text) : null
}
