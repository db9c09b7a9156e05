// 100,000 numbers of twelve countries, as people and systems write them. Seeded: the same list on
// every machine, for the same metadata.
import libphonenumber, { type PhoneNumber, type Style } from 'google-libphonenumber'

const { PhoneNumberFormat, PhoneNumberType, PhoneNumberUtil } = libphonenumber

export interface WrittenNumber {
  text: string
  /** Where it is dialled. */
  country: string
}

export const COUNTRIES = ['NL', 'BE', 'DE', 'FR', 'GB', 'IT', 'ES', 'PL', 'UA', 'US', 'AE', 'RU']

/** mulberry32. */
export function seeded(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const util = PhoneNumberUtil.getInstance()
type Dice = (below: number) => number

/** An example of the country's plan with its last digits thrown anew until it is valid again. */
function throwNumber(country: string, dice: Dice) {
  const kind = dice(10) < 6 ? PhoneNumberType.MOBILE : PhoneNumberType.FIXED_LINE
  const example = util.format(util.getExampleNumberForType(country, kind), PhoneNumberFormat.E164)
  for (;;) {
    const kept = example.length - 3 - dice(3)
    let text = example.slice(0, kept)
    while (text.length < example.length) text += dice(10)
    const number = util.parse(text)
    if (util.isValidNumber(number)) return number
  }
}

function write(number: PhoneNumber, country: string, dice: Dice): string {
  const format = (style: Style) => util.format(number, style)
  const e164 = format(PhoneNumberFormat.E164)
  const national = format(PhoneNumberFormat.NATIONAL)
  const international = format(PhoneNumberFormat.INTERNATIONAL)
  switch (dice(10)) {
    case 0:
    case 1:
      return e164
    case 2:
      return international
    case 3:
      return `${country === 'US' ? '011' : country === 'RU' ? '810' : '00'}${e164.slice(1)}`
    case 4:
      return international.replace(/^(\+\d+) /, country === 'IT' ? '$1 ' : '$1 (0)')
    case 5:
      return national.replaceAll(/[^\d]/g, '')
    case 6:
      return national.replaceAll(' ', '-')
    case 7:
      return national.replaceAll(/[ -]/g, '.')
    default:
      return national
  }
}

/** One in forty has a digit too few or too many, as columns do. */
function damage(text: string, dice: Dice): string {
  if (dice(40) > 0) return text
  return dice(2) === 0 ? text.slice(0, -2) : `${text}${dice(10)}${dice(10)}`
}

/** The everyday corpus, by country: each a column of its own. */
export function everydayNumbers(count: number): WrittenNumber[] {
  const dice = seeded(20_261_121)
  return Array.from({ length: count }, (_, i) => {
    const country = COUNTRIES[Math.floor((i * COUNTRIES.length) / count)] as string
    // One in eight comes from abroad and is written so.
    if (dice(8) === 0) {
      const abroad = COUNTRIES[dice(COUNTRIES.length)] as string
      const text = util.format(throwNumber(abroad, dice), PhoneNumberFormat.INTERNATIONAL)
      return { text: damage(text, dice), country }
    }
    return { text: damage(write(throwNumber(country, dice), country, dice), dice), country }
  })
}

/** What the quick way declines: extensions, words, letters, other digits. */
export function hardNumbers(count: number): WrittenNumber[] {
  const dice = seeded(7)
  const widen = (text: string) =>
    text.replaceAll(/\d/g, digit => String.fromCharCode(0xff10 + Number(digit)))
  const arabic = (text: string) =>
    text.replaceAll(/\d/g, digit => String.fromCharCode(0x660 + Number(digit)))
  return Array.from({ length: count }, () => {
    const country = COUNTRIES[dice(COUNTRIES.length)] as string
    const text = write(throwNumber(country, dice), country, dice)
    const ways = [
      `${text} ext. ${dice(900) + 10}`,
      `${text} x${dice(90) + 10}`,
      `${text};ext=${dice(900) + 10}`,
      `tel:${text}`,
      widen(text),
      arabic(text),
    ]
    return { text: ways[dice(ways.length)] as string, country }
  })
}

/** Texts in which one number stands among words, as in a note or a mail. */
export function textsWithNumbers(count: number): WrittenNumber[] {
  const dice = seeded(31)
  const sentences: ((number: string) => string)[] = [
    number => `Please call me back on ${number} before noon.`,
    number => `Customer moved; new number ${number}, the old one is out of use`,
    number => `tel ${number} (reception)`,
    number => `${number} asks for an offer of 3 chairs and 2 tables`,
    number => `Order 4711: ring ${number} when the van is near`,
  ]
  return Array.from({ length: count }, () => {
    const country = COUNTRIES[dice(COUNTRIES.length)] as string
    const number = throwNumber(country, dice)
    const style = dice(2) === 0 ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL
    const sentence = sentences[dice(sentences.length)] as (number: string) => string
    return { text: sentence(util.format(number, style)), country }
  })
}
