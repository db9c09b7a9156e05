/**
 * The number that a link would dial, for the engine to read: a `tel:` URI stays whole, since its
 * parameters (`;ext=`, `;phone-context=`, RFC 3966) are part of the number.
 * `null` for other links, for names (`callto:anna`) and for service codes.
 */
export function numberOfLink(href: string): string | null {
  const parts = /^\s*(tel|callto):(.*)$/is.exec(href)
  if (!parts) return null
  const number = decode(parts[2] ?? '')
    .replace(/^\/\//, '')
    .trim()
  if (number.length > 250 || isServiceCode(number)) return null
  // At least two digits in its first part: a letter may belong to a vanity number, a name may not.
  const dialled = number.split(';')[0] ?? ''
  const digits = dialled.match(/\p{Nd}/gu)?.length ?? 0
  if (digits < 2) return null
  return /^tel$/i.test(parts[1] ?? '') ? `tel:${number}` : number
}

/** No number has a star in it, in whatever disguise. */
const STAR = /[*＊﹡∗⁎٭]/
/** Behind a number `#` leads to its extension; before one it begins a code. */
const EARLY_HASH = /^\P{Nd}*(?:\p{Nd}\P{Nd}*?){0,4}[#＃﹟]/u

/**
 * `*#06#`, `*21*…#`, `#31#…`: they change the telephone or the subscription instead of calling
 * somebody, so a page must never dial them.
 */
export function isServiceCode(number: string): boolean {
  const dialled = number.split(';')[0] ?? ''
  return STAR.test(dialled) || EARLY_HASH.test(dialled) || /[#＃﹟]\s*$/.test(dialled)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A lone per cent sign: the text is meant as it stands.
    return text
  }
}
