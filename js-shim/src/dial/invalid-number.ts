import { DeskbellError } from '../core/deskbell-error.js'
import type { NumberReason } from '../core/lists.js'
import { readText } from '../read/values.js'

/** Why a number was not dialled: it is not valid, or it is none that a page may dial. */
export type DialReason = Exclude<NumberReason, 'none'> | 'service_code'

const WORDS: Record<DialReason, string> = {
  not_a_number: 'there is no number in it',
  country_missing: 'it says no country',
  unknown_country_code: 'no country has this calling code',
  too_short: 'the number is too short',
  too_long: 'the number is too long',
  local_only: 'the area code is missing',
  short_number: 'short numbers are dialled on the telephone itself',
  not_in_use: 'no such number has been given out',
  service_code: 'service codes are not dialled from a page',
}

/** The error of a number that cannot be dialled, with the reason for whoever logs it. */
export class InvalidNumberError extends DeskbellError {
  constructor(
    text: string,
    readonly reason: DialReason,
  ) {
    super('invalid_number', `"${readText(text, 60)}": ${WORDS[reason]}`)
  }
}

export function invalidNumber(text: string, reason: NumberReason | 'service_code'): DeskbellError {
  // `none` cannot be: the engine gives a reason for every number that is not valid.
  return new InvalidNumberError(text, reason === 'none' ? 'not_a_number' : reason)
}
