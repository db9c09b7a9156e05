/** What counts in a typed telephone number; the rest is spelling. */
const SIGNIFICANT = /[\d+*#\u0660-\u0669\u06f0-\u06f9]/g

const count = (text: string): number => text.match(SIGNIFICANT)?.length ?? 0

/**
 * Formats a number while it is typed, and keeps the caret behind the same digit.
 *
 * @param format - the engine's as-you-type formatter
 */
export function reformat(
  text: string,
  caret: number,
  format: (text: string) => string,
): { text: string; caret: number } {
  const formatted = format(text)
  // A formatter that loses or invents a digit is not followed: what was typed is what is dialled.
  if (count(formatted) !== count(text)) return { text, caret }
  const before = count(text.slice(0, caret))
  if (caret >= text.length) return { text: formatted, caret: formatted.length }
  let position = 0
  for (let seen = 0; seen < before && position < formatted.length; position++) {
    if (count(formatted.charAt(position)) > 0) seen++
  }
  return { text: formatted, caret: position }
}

/** Takes away the last digit before the caret, and the spelling after it. */
export function withoutDigit(text: string, caret: number): { text: string; caret: number } {
  let from = caret
  while (from > 0 && count(text.charAt(from - 1)) === 0) from--
  const start = Math.max(0, from - 1)
  return { text: text.slice(0, start) + text.slice(caret), caret: start }
}
