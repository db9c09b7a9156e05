/**
 * No number goes on behind these: ends of lines and of sentences, signs of programs, letters of East
 * Asia, a blank between two words (an x stands within numbers).
 */
const CUTS = /[\n!"'<>^`{|}\u3041-\ud7ff]|(?!x)\p{L} (?=\p{L})(?!x)/giu
/** As much of a piece is looked through for a place to cut, before it is cut where it ends. */
const LOOKED_THROUGH = 0.5
/** UTF-16 units before a piece in which the words may stand that say what its first number is. */
const CONTEXT = 200

/** A piece of a text: numbers that begin at `from` or behind are found in `start` to `end`. */
export interface TextPiece {
  start: number
  from: number
  end: number
}

/**
 * A long text in pieces of at most `longest` UTF-16 units, cut where no number is cut; anywhere only in
 * thousands of units without a line, a sentence or two words.
 */
export function cutText(text: string, longest: number): TextPiece[] {
  const pieces: TextPiece[] = []
  for (let from = 0; from < text.length; ) {
    const start = Math.max(0, from - CONTEXT)
    const end = endOfPiece(text, from, start + longest)
    pieces.push({ start, from, end })
    from = end
  }
  return pieces
}

function endOfPiece(text: string, from: number, most: number): number {
  if (most >= text.length) return text.length
  const first = Math.floor(from + (most - from) * LOOKED_THROUGH)
  let cut = 0
  for (const { index, 0: found } of text.slice(first, most + 1).matchAll(CUTS)) {
    if (first + index + found.length > most) break
    cut = first + index + found.length
  }
  if (cut > 0) return cut
  const unit = text.charCodeAt(most)
  const cutsPair = unit >= 0xdc00 && unit < 0xe000
  return cutsPair ? most - 1 : most
}
