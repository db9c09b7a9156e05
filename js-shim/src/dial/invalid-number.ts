import { DeskbellError } from '../core/deskbell-error.js'
import type { NumberReason } from '../core/lists.js'
import { readText } from '../read/values.js'

/** Why a number was not dialled: it is not valid, or it is none that a page may dial. */
export type DialReason = Exclude<NumberReason, 'none'> | 'service_code'

/** The error of a number that cannot be dialled, with the reason for whoever logs it. */
export class InvalidNumberError extends DeskbellError {
  constructor(
    text: string,
    readonly reason: DialReason,
  ) {
    super('invalid_number', `"${readText(text, 60)}": ${reason.replaceAll('_', ' ')}`)
  }
}

export function invalidNumber(text: string, reason: NumberReason | 'service_code'): DeskbellError {
  // `none` cannot be: the engine gives a reason for every number that is not valid.
  return new InvalidNumberError(text, reason === 'none' ? 'not_a_number' : reason)
}
