// What others answer to the same question: the E.164 form when valid, otherwise ''.
import { parsePhoneNumber } from 'awesome-phonenumber'
import libphonenumber from 'google-libphonenumber'
import {
  type CountryCode,
  findPhoneNumbersInText,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max'

const { AsYouTypeFormatter, PhoneNumberFormat, PhoneNumberUtil } = libphonenumber
const util = PhoneNumberUtil.getInstance()

export type Answer = (text: string, country: string) => string

function google(text: string, country: string): string {
  try {
    const number = util.parse(text, country)
    return util.isValidNumber(number) ? util.format(number, PhoneNumberFormat.E164) : ''
  } catch {
    return ''
  }
}

function libphonenumberJs(text: string, country: string): string {
  const number = parsePhoneNumberFromString(text, country as CountryCode)
  return number?.isValid() ? number.number : ''
}

function awesome(text: string, country: string): string {
  const number = parsePhoneNumber(text, { regionCode: country })
  return number.valid ? number.number.e164 : ''
}

export const PEERS: Record<string, Answer> = {
  'libphonenumber-js/max': libphonenumberJs,
  'google-libphonenumber': google,
  'awesome-phonenumber': awesome,
}

/** All that the engine's `normalize` says of a number. */
export function googleFully(text: string, country: string): string {
  try {
    const number = util.parse(text, country)
    if (!util.isValidNumber(number)) return ''
    util.getNumberType(number)
    util.getRegionCodeForNumber(number)
    util.format(number, PhoneNumberFormat.NATIONAL)
    util.format(number, PhoneNumberFormat.INTERNATIONAL)
    return util.format(number, PhoneNumberFormat.E164)
  } catch {
    return ''
  }
}

export function googleAsYouType(digits: string, country: string): string {
  const formatter = new AsYouTypeFormatter(country)
  let shown = ''
  for (const digit of digits) shown = formatter.inputDigit(digit)
  return shown
}

/** The first number in a text. google-libphonenumber has no such function. */
export function libphonenumberJsFinds(text: string, country: string): string {
  return findPhoneNumbersInText(text, country as CountryCode)[0]?.number.number ?? ''
}
