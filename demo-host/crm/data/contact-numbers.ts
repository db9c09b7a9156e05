import { DeskbellError } from '../../../js-shim/src/core/deskbell-error.js'
import type { NormalizedNumber } from '../../../js-shim/src/types.js'
import type { CrmData } from './open-database.js'
import { readSettings } from './settings.js'

/** A number as it is stored. */
export interface StoredNumber {
  e164: string
  key: bigint
}

/**
 * The one way of a number into the database. A number that is too short or unassigned is kept,
 * since somebody may call with it; one that cannot be read at all is refused.
 * @throws DeskbellError `invalid_number`
 */
export async function readNumber(data: CrmData, text: string): Promise<StoredNumber> {
  const { country } = await readSettings(data)
  const number = data.engine.normalize(text, { country })
  if (number.e164 === '') throw new DeskbellError('invalid_number', `'${text}' is no number`)
  return { e164: number.e164, key: BigInt(number.key) }
}

/** Keys of numbers given in E.164; what is none is left out. */
export function keysOf(numbers: readonly string[]): bigint[] {
  // 17 digits: what libphonenumber accepts at most.
  return numbers
    .filter(number => /^\+\d{1,17}$/.test(number))
    .map(number => BigInt(number.slice(1)))
}

/** How a stored number is shown, and what is wrong with it. */
export function showNumber(
  data: CrmData,
  e164: string,
): Pick<NormalizedNumber, 'e164' | 'international' | 'country' | 'kind' | 'valid' | 'reason'> {
  const number = data.engine.normalize(e164)
  return { ...number, e164, international: number.international || e164 }
}
