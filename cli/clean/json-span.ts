import { meaningOf } from './text-source.js'

const [QUOTE, COMMA, BACKSLASH] = [34, 44, 92]
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [91, 93, 123, 125]

/**
 * Where the value of a key stands in the text of an object. Of a key that stands there twice the
 * last one counts, as for `JSON.parse`.
 *
 * @param text whose units are bytes; see `readText`
 * @param start of the object, which is known to be valid JSON and to have the key at its top
 */
export function valueSpan(text: string, start: number, key: string): { from: number; to: number } {
  let span = { from: start, to: start }
  let at = afterBlanks(text, text.indexOf('{', start) + 1)
  while (text.charCodeAt(at) === QUOTE) {
    const keyEnd = afterString(text, at)
    const name = keyOf(text.slice(at, keyEnd))
    const from = afterBlanks(text, afterBlanks(text, keyEnd) + 1)
    const to = afterValue(text, from)
    if (name === key) span = { from, to }
    at = afterBlanks(text, to)
    if (text.charCodeAt(at) === COMMA) at = afterBlanks(text, at + 1)
  }
  return span
}

const keyOf = (quoted: string): unknown =>
  /[\\\x80-\xff]/.test(quoted) ? JSON.parse(meaningOf(quoted)) : quoted.slice(1, -1)

function afterBlanks(text: string, from: number): number {
  let at = from
  while (isBlank(text.charCodeAt(at))) at++
  return at
}

/** Space, tab, line feed, carriage return: all that JSON knows. */
const isBlank = (unit: number) => unit === 32 || unit === 9 || unit === 10 || unit === 13

function afterString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); ; at = text.indexOf('"', at + 1)) {
    let escapes = 0
    while (text.charCodeAt(at - 1 - escapes) === BACKSLASH) escapes++
    if (escapes % 2 === 0) return at + 1
  }
}

function afterValue(text: string, from: number): number {
  let depth = 0
  let at = from
  while (at < text.length) {
    const unit = text.charCodeAt(at)
    const closes = unit === CLOSE_OBJECT || unit === CLOSE_LIST
    // Behind a bare value: what separates it, or the bracket of the object around it.
    if (depth === 0 && (closes || unit === COMMA || isBlank(unit))) return at
    at = unit === QUOTE ? afterString(text, at) : at + 1
    if (unit === OPEN_OBJECT || unit === OPEN_LIST) depth++
    if (closes) depth--
    if (depth === 0 && (closes || unit === QUOTE)) return at
  }
  return at
}
