// Why the engine's answer differs from google-libphonenumber's. A cause is believed only when asking
// google-libphonenumber again, without the cause, gives the engine's answer.
import libphonenumber from 'google-libphonenumber'
import type { EngineAnswer } from './answers.js'
import { askGoogle, LIBRARY_FIELDS, type LibraryAnswer } from './google.js'
import type { Question } from './mutations.js'

const util = libphonenumber.PhoneNumberUtil.getInstance()
const shortNumbers = libphonenumber.ShortNumberInfo.getInstance()

/** A cause's name in difference-causes.json; `unexplained: …` fails the test. */
export type Cause = string

const unexplained = (what: string, ours: unknown, theirs: unknown): Cause =>
  `unexplained: ${what}: ${JSON.stringify(ours)}, google-libphonenumber: ${JSON.stringify(theirs)}`

const differing = (a: LibraryAnswer, b: LibraryAnswer) =>
  LIBRARY_FIELDS.filter(name => a[name] !== b[name])

// -- libphonenumber in C++ and in JavaScript ------------------------------------------------------

const DIGIT = /\p{Nd}/gu

/** Decimal digits stand in tens, each beginning with its zero. */
function digitValue(digit: string): number {
  const point = digit.codePointAt(0) as number
  let zero = point
  while (point - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero--
  // Mathematical digits follow one another without a gap: five tens from U+1D7CE.
  return point >= 0x1d7ce && point <= 0x1d7ff ? (point - 0x1d7ce) % 10 : point - zero
}

const withAsciiDigits = (text: string) =>
  /[^\0-\x7f]/.test(text) ? text.replaceAll(DIGIT, digit => `${digitValue(digit)}`) : text

/** ITU-T E.161: 2 ABC, 3 DEF, … 9 WXYZ. */
const onKeypad = (letter: string) =>
  '22233344455566677778889999'[letter.toUpperCase().charCodeAt(0) - 65] as string

/** In C++, a text with three letters keeps only its ASCII digits and its letters. */
function lettersDropDigits(text: string, { error, national }: LibraryAnswer): boolean {
  if ((text.match(/[a-z]/gi) ?? []).length < 3) return false
  const kept = text.replaceAll(/[^0-9a-z]/gi, '').replaceAll(/[a-z]/gi, onKeypad)
  // Where the area code may be left out, libphonenumber puts it before them.
  return error !== '' || kept.includes(national) || national.endsWith(kept)
}

function asciiAnswer(answer: LibraryAnswer): LibraryAnswer {
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => [name, withAsciiDigits(value)]),
  ) as unknown as LibraryAnswer
}

/** JavaScript's numbers are exact up to 2^53 only. */
function isRounded(ours: LibraryAnswer, theirs: LibraryAnswer): boolean {
  return (
    BigInt(ours.national || 0) > Number.MAX_SAFE_INTEGER &&
    ours.national !== theirs.national &&
    Number(ours.national) === Number(theirs.national)
  )
}

/** In C++, a letter beyond ASCII behind the last digit stays (\u30fc among them, a letter that is also
 * punctuation), so that no extension ends the text; its digits belong to the number. */
function letterHidesExtension(ascii: string, country: string, ours: LibraryAnswer): boolean {
  const inOnePart = ascii.replace(/[^0-9]+([0-9]+)(?![a-z])\p{L}+$/iu, '-$1')
  if (inOnePart === ascii) return false
  return differing(asciiAnswer(ours), askGoogle(inOnePart, country)).length === 0
}

/** Why libphonenumber in C++, on our automata, answers otherwise than the one in JavaScript. */
export function libraryCauses(
  text: string,
  country: string,
  ours: LibraryAnswer,
  theirs = askGoogle(text, country),
): Cause[] {
  const fields = differing(ours, theirs)
  if (fields.length === 0) return []
  if (isRounded(ours, theirs)) return ['js-number-rounded']
  const ascii = withAsciiDigits(text)
  if (ascii !== text) {
    const answer = askGoogle(ascii, country)
    if (differing(asciiAnswer(ours), answer).length === 0) return ['digits-of-other-scripts']
    if (isRounded(ours, answer)) return ['digits-of-other-scripts', 'js-number-rounded']
    if (lettersDropDigits(text, ours)) return ['letters-drop-foreign-digits']
  }
  if (letterHidesExtension(ascii, country, ours)) return ['letter-behind-an-extension']
  if (/;phone-context=/.test(text)) return ['phone-context']
  if (ours.error === 'INVALID_COUNTRY_CODE' && theirs.error === 'TOO_SHORT_AFTER_IDD') {
    if (/[+\uff0b]/.test(text)) return ['error-behind-a-plus']
  }
  if (ours.error === 'NOT_A_NUMBER') {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    if (/[\0-\x08\x0b\x0e-\x1f\x7f-\x9f]/.test(text)) return ['control-character']
    if (/(?![a-z])[\p{L}\p{N}][^0-9a-z#]*$/iu.test(text)) return ['letter-beyond-ascii-at-the-end']
  }
  return fields.map(name => unexplained(`library ${name}`, ours[name], theirs[name]))
}

// -- What Deskbell reads beyond libphonenumber ----------------------------------------------------

const REASONS_OF: Record<string, string[]> = {
  INVALID_COUNTRY_CODE: ['unknown_country_code', 'country_missing'],
  NOT_A_NUMBER: ['not_a_number'],
  TOO_SHORT_AFTER_IDD: ['too_short'],
  TOO_SHORT_NSN: ['too_short'],
  IS_POSSIBLE: ['not_in_use'],
  IS_POSSIBLE_LOCAL_ONLY: ['local_only'],
  TOO_SHORT: ['too_short'],
  TOO_LONG: ['too_long'],
  INVALID_LENGTH: [],
}

type Field = 'e164' | 'valid' | 'kind' | 'country' | 'extension' | 'reason'

/** Where normalize() says something else than a parser's answer. */
function differingFields(ours: EngineAnswer, theirs: LibraryAnswer): Field[] {
  const same: Record<Field, boolean> = {
    e164: ours.e164 === theirs.e164,
    valid: ours.valid === theirs.valid,
    kind: ours.kind === (theirs.type || 'unknown'),
    country: ours.country === theirs.region,
    extension: ours.extension === theirs.extension,
    reason: theirs.valid
      ? ours.reason === 'none'
      : (REASONS_OF[theirs.error || theirs.possible] ?? []).includes(ours.reason),
  }
  return (Object.keys(same) as Field[]).filter(name => !same[name])
}

/** What prepare() did, as far as it shows. */
function preparations(text: string, ours: EngineAnswer): Cause[] {
  const causes: Cause[] = []
  if (/^\s*(tel|sips?|callto):|;phone-context=/i.test(text)) causes.push('address')
  if (ours.preparedExtension) causes.push('extension-word')
  if (withAsciiDigits(text) !== text) causes.push('digits-as-ascii')
  if (causes.length === 0) causes.push('signs-as-ascii')
  return causes
}

function readings({ zero, words }: EngineAnswer): Cause {
  if (zero) return 'bracketed-zero'
  return words ? 'words-left-out' : 'first-valid-number'
}

/** @param extension what prepare() took off the text that is asked */
function withExtension(answer: LibraryAnswer, extension: string): LibraryAnswer {
  return extension && answer.error !== 'NOT_A_NUMBER' ? { ...answer, extension } : answer
}

const ask = (text: string, country: string, extension: string) =>
  withExtension(askGoogle(text, country), extension)

/** The numbers that are left when a number is cut short: one of them is valid? */
function beginsValid(callingCode: string, national: string): boolean {
  for (let size = 2; size < national.length; size++) {
    const answer = askGoogle(`+${callingCode}${national.slice(0, size)}`, '')
    if (answer.valid && answer.national === national.slice(0, size)) return true
  }
  return false
}

function isShortNumber(callingCode: string, national: string, country: string): boolean {
  if (!country || `${util.getCountryCodeForRegion(country)}` !== callingCode) return false
  const number = new libphonenumber.PhoneNumber()
  number.setCountryCode(Number(callingCode))
  number.setNationalNumber(Number(national))
  const zeros = /^0*(?=\d)/.exec(national)?.[0].length ?? 0 // of several zeros the last is the number
  if (zeros > 0) {
    number.setItalianLeadingZero(true)
    number.setNumberOfLeadingZeros(zeros)
  }
  return shortNumbers.isValidShortNumberForRegion(number, country)
}

const regionOfCode = (code: string) => util.getRegionCodeForCountryCode(Number(code)) ?? ''

/** Why normalize() says something else than google-libphonenumber says of the very text that was
 * read in the end. */
function fieldCause(
  field: Field,
  ours: EngineAnswer,
  theirs: LibraryAnswer,
  country: string,
): Cause {
  const { callingCode, national } = theirs
  const failed = unexplained(field, ours[field], theirs)
  const digits = ours.prepared.replaceAll(/\D/g, '')
  if (/^0*$/.test(digits)) return 'only-zeros'
  if (theirs.error) {
    const fragment = ours.reason === 'too_short' && ours.used.includes('+')
    return fragment && digits.startsWith(ours.e164.slice(1)) ? 'fragment' : failed
  }
  if (isRounded(ours.libraryOfUsed, theirs)) return 'js-number-rounded'
  const trunkZeros =
    !theirs.valid && util.getNddPrefixForRegion(regionOfCode(callingCode), true) === '0'
  const withoutZeros = trunkZeros ? national.replace(/^0+/, '') : national
  if (ours.reason === 'short_number') {
    return isShortNumber(callingCode, withoutZeros, country) ? 'short-number' : failed
  }
  if (field === 'e164') {
    if (ours.e164 === '' && callingCode.length + withoutZeros.length > 17) return 'beyond-17-digits'
    return ours.e164 === `+${callingCode}${withoutZeros}` ? 'trunk-zero-dropped' : failed
  }
  if (field === 'country') {
    const guess =
      country && `${util.getCountryCodeForRegion(country)}` === callingCode
        ? country
        : regionOfCode(callingCode)
    return !theirs.valid && ours.country === guess ? 'country-of-an-invalid-number' : failed
  }
  if (field !== 'reason' || theirs.valid) return failed
  if (ours.reason === 'too_long' && theirs.possible !== 'TOO_LONG') {
    return beginsValid(callingCode, withoutZeros) ? 'reason-by-ranges' : failed
  }
  return ['too_short', 'not_in_use', 'local_only'].includes(ours.reason)
    ? 'reason-by-ranges'
    : failed
}

/** Why normalize() answers otherwise than google-libphonenumber does to the same question. */
export function readingCauses(
  { text, country }: Question,
  ours: EngineAnswer,
  theirs = askGoogle(text, country),
): Cause[] {
  const causesAgainst = (answer: LibraryAnswer) =>
    differingFields(ours, answer).map(field => fieldCause(field, ours, answer, country))
  const isExplained = (causes: Cause[]) => causes.every(cause => !cause.startsWith('unexplained'))

  let causes = causesAgainst(theirs)
  if (isExplained(causes)) return [...new Set(causes)]
  const steps: Cause[] = []
  if (ours.prepared !== text || ours.preparedExtension) {
    steps.push(...preparations(text, ours))
    causes = causesAgainst(ask(ours.prepared, country, ours.preparedExtension))
    if (isExplained(causes)) return [...new Set([...steps, ...causes])]
  }
  if (ours.used !== ours.prepared) {
    // What prepare() did is a cause of its own only where the text would be read otherwise.
    if (steps.length > 0 && differing(theirs, askGoogle(ours.prepared, country)).length === 0) {
      steps.length = 0
    }
    steps.push(readings(ours))
    causes = causesAgainst(ask(ours.used, country, ours.preparedExtension))
    if (isExplained(causes)) return [...new Set([...steps, ...causes])]
  }
  const parsers = libraryCauses(ours.used, country, ours.libraryOfUsed)
  if (parsers.length > 0 && isExplained(parsers)) {
    steps.push(...parsers)
    causes = causesAgainst(withExtension(ours.libraryOfUsed, ours.preparedExtension))
  }
  return [...new Set([...steps, ...causes])]
}
