import anyAscii from 'any-ascii'

/** What a search looks at: the words as written and in plain Latin letters, lower case. */
export function searchText(...words: string[]): string {
  const written = words.filter(Boolean).join(' ').toLowerCase()
  const latin = anyAscii(written).toLowerCase()
  return latin === written ? written : `${latin} ${written}`
}

/** The words of a question, ready for `like … escape '\\'`. At most six count. */
export function searchPatterns(question: string): string[] {
  const words = question.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 6)
  return words.map(word => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
}

/**
 * The digits to look for when a question is a number or part of one, without the `0` or `00` that
 * is dialled but not stored; `''` when it is words. Two digits would match nearly everything.
 */
export function searchDigits(question: string): string {
  if (!/^[\d\s()+./-]+$/.test(question)) return ''
  const digits = question.replace(/\(0\)/g, '').replace(/\D/g, '').replace(/^0+/, '')
  return digits.length >= 3 ? digits : ''
}
