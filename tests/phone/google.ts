// What google-libphonenumber says of a text, in the fields of tests/native/phone/phone_answers.cc.
import libphonenumber from 'google-libphonenumber'

const { Error: Errors, PhoneNumberFormat, PhoneNumberType, PhoneNumberUtil } = libphonenumber
const util = PhoneNumberUtil.getInstance()

const nameIn = (names: Record<string, number | string>) =>
  new Map(Object.entries(names).map(([name, value]) => [value, name]))
const ERROR_NAMES = nameIn(Errors)
const POSSIBLE_NAMES = nameIn(PhoneNumberUtil.ValidationResult)
const TYPE_NAMES = nameIn(PhoneNumberType)

/** A parser's answer; all fields are `''` when there is an error. */
export interface LibraryAnswer {
  error: string
  callingCode: string
  national: string
  region: string
  valid: string
  possible: string
  type: string
  extension: string
  e164: string
  nationalForm: string
  internationalForm: string
}

export const LIBRARY_FIELDS = [
  'error',
  'callingCode',
  'national',
  'region',
  'valid',
  'possible',
  'type',
  'extension',
  'e164',
  'nationalForm',
  'internationalForm',
] as const satisfies (keyof LibraryAnswer)[]

const none = Object.fromEntries(LIBRARY_FIELDS.map(name => [name, ''])) as unknown as LibraryAnswer

/** A question is asked again while its differences are explained. */
const answered = new Map<string, LibraryAnswer>()
const KEPT = 100

export function askGoogle(text: string, country: string): LibraryAnswer {
  const question = `${country} ${text}`
  let answer = answered.get(question)
  if (answer === undefined) {
    answer = parseWithGoogle(text, country)
    if (answered.size >= KEPT) answered.clear()
    answered.set(question, answer)
  }
  return answer
}

function parseWithGoogle(text: string, country: string): LibraryAnswer {
  try {
    const number = util.parse(text, country || 'ZZ')
    const form = (style: number) => util.format(number, style)
    return {
      error: '',
      callingCode: `${number.getCountryCode()}`,
      national: util.getNationalSignificantNumber(number),
      region: util.getRegionCodeForNumber(number) ?? '',
      valid: util.isValidNumber(number) ? '1' : '',
      possible: POSSIBLE_NAMES.get(util.isPossibleNumberWithReason(number)) ?? '',
      type: TYPE_NAMES.get(util.getNumberType(number))?.toLowerCase() ?? '',
      extension: number.getExtension() ?? '',
      e164: form(PhoneNumberFormat.E164),
      nationalForm: form(PhoneNumberFormat.NATIONAL),
      internationalForm: form(PhoneNumberFormat.INTERNATIONAL),
    }
  } catch (problem) {
    const error = ERROR_NAMES.get((problem as Error).message)
    if (!error) throw problem
    return { ...none, error }
  }
}
