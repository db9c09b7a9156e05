/** Words of strangers (callers, CRM data), made fit to be shown in one line. */

/** Longest name that is shown, in UTF-16 units; the rest is cut, not scrolled. */
const LONGEST = 200

/**
 * Controls, and the marks that turn the direction of text: nobody's name needs them, and they can
 * make one name look like another. Zero-width joiners stay: Persian, Hindi and emoji need them.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNWANTED = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]/g
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u

/** `''` when nothing visible is left. */
export function safeWords(text: string | undefined): string {
  const words = (text ?? '')
    .slice(0, LONGEST * 4)
    .replace(UNWANTED, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (!VISIBLE.test(words)) return ''
  return words.length > LONGEST
    ? `${words.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '')}…`
    : words
}

/**
 * The letters in the avatar: first and last word's first, or one where letters have no capitals
 * (two unjoined Arabic letters would read as a word). `''` when the name has no letter.
 */
export function initials(name: string, language: string): string {
  const words = name.match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? []
  const first = words[0]?.match(/^\p{L}\p{M}*/u)?.[0] ?? ''
  const last = words.length > 1 ? (words.at(-1)?.match(/^\p{L}\p{M}*/u)?.[0] ?? '') : ''
  const capital = first.toLocaleUpperCase(language)
  return capital === first.toLocaleLowerCase(language)
    ? capital
    : capital + last.toLocaleUpperCase(language)
}
