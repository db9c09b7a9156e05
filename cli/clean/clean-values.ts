import type { Engine } from '../../js-shim/src/core/engine.js'
import type { NumberReason } from '../../js-shim/src/core/lists.js'

/** What becomes of one value; the index in the list is what stands in {@link CleanedValues}. */
export const CLEAN_RESULTS = ['empty', 'unchanged', 'changed', 'unreadable'] as const
export type CleanResult = (typeof CLEAN_RESULTS)[number]

const EMPTY = 0
const UNCHANGED = 1
export const CHANGED = 2
export const UNREADABLE = 3

/** Why a value was left as it is. */
export type CleanReason =
  | Exclude<NumberReason, 'none'>
  /** Words stand beside the number and would be lost. */
  | 'words_beside'
  /** An extension follows the number and would be lost. */
  | 'extension_beside'
  /** Further digits stand beside the number, such as a second one; they would be lost. */
  | 'digits_beside'
  /** Digits that may be a whole number, or one without its country code. */
  | 'ambiguous'
  /** The row has more or fewer fields than the first. */
  | 'field_count'
  /** The line is not a JSON object. */
  | 'bad_json'
  /** Neither text nor a whole number: a list, an object, a yes or no. */
  | 'not_text'
  /** The column is too narrow for the number. */
  | 'does_not_fit'
  /** A rule of the database (unique, check, trigger) does not let the number in. */
  | 'refused'
  /** Somebody else changed the value between its being read and written. */
  | 'changed_meanwhile'

export interface CleanPolicy {
  /** ISO 3166: assumed for numbers without a country code; `''`: none. */
  country: string
  /** Write the digits only: what an integer column can hold. */
  asInteger: boolean
  /** Rewrite a number also where words or an extension beside it get lost by that. */
  dropText: boolean
}

/** Entry `i` of each is for value `i`. */
export interface CleanedValues {
  /** Index in {@link CLEAN_RESULTS}. */
  results: Uint8Array
  /** What to write where the result is `changed`. */
  after: string[]
  /** Of those that are unreadable. */
  reasons: Map<number, CleanReason>
}

/** In these nothing but digits can be lost. */
const PLAIN = /^[+\d ().\-/]*$/
/** Says only that a telephone number follows. */
const LABEL =
  /^(tel|tél|telefoon|telefon|téléphone|telephone|phone|ph|mob|mobiel|mobile|t|m)[.:]?$/iu
/** What an integer column holds: it cannot say whether the country code is there. */
const BARE_DIGITS = /^[1-9]\d*$/

/**
 * Says what becomes of each value. Only valid numbers are rewritten: all others stay as they are.
 *
 * @param countries of each value; one that is no ISO 3166 code leaves the value without a country
 */
export function cleanValues(
  engine: Pick<Engine, 'normalize' | 'normalizeAll'>,
  values: readonly string[],
  policy: CleanPolicy,
  countries?: readonly string[],
): CleanedValues {
  const cleaned: CleanedValues = {
    results: new Uint8Array(values.length),
    after: new Array(values.length).fill(''),
    reasons: new Map(),
  }
  if (countries === undefined) {
    judge(engine, values, null, policy, cleaned)
    return cleaned
  }
  const rowsOf = new Map<string, number[]>()
  countries.forEach((written, row) => {
    const country = countryOf(written, policy.country)
    const rows = rowsOf.get(country)
    if (rows === undefined) rowsOf.set(country, [row])
    else rows.push(row)
  })
  for (const [country, rows] of rowsOf) {
    const own = rows.map(row => values[row] ?? '')
    judge(engine, own, rows, { ...policy, country }, cleaned)
  }
  return cleaned
}

/** A row's own country; the usual one where the row names none. A name that is no code is none. */
function countryOf(written: string, usual: string): string {
  const country = written.trim().toUpperCase()
  if (country === '') return usual
  return /^[A-Z]{2}$/.test(country) ? country : ''
}

/** @param rows where each value stands in `cleaned`; `null`: in the same order */
function judge(
  engine: Pick<Engine, 'normalize' | 'normalizeAll'>,
  values: readonly string[],
  rows: readonly number[] | null,
  policy: CleanPolicy,
  cleaned: CleanedValues,
): void {
  const { country, asInteger } = policy
  const column = engine.normalizeAll(values, { country })
  const e164 = column.e164()
  const whole = asInteger ? wholeNumbers(engine, values) : null
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? ''
    const row = rows === null ? i : (rows[i] ?? 0)
    const digits = whole?.get(i)
    let after = column.reasons[i] === 0 ? (e164[i] ?? '') : ''
    if (digits !== undefined && digits !== after) {
      if (after !== '') {
        leave(cleaned, row, 'ambiguous')
        continue
      }
      after = digits
    }
    if (asInteger) after = after.slice(1)
    if (after === '') {
      const reason = column.reason(i)
      if (value.trim() === '') cleaned.results[row] = EMPTY
      else leave(cleaned, row, reason === 'none' ? 'not_a_number' : reason)
    } else if (after === value) cleaned.results[row] = UNCHANGED
    else {
      const loss = keepsAll(value, column.keys[i]) ? null : lossOf(engine, value, country)
      if (loss === null || (policy.dropText && loss !== 'digits_beside')) {
        cleaned.results[row] = CHANGED
        cleaned.after[row] = after
      } else leave(cleaned, row, loss)
    }
  }
}

function leave({ results, reasons }: CleanedValues, row: number, reason: CleanReason): void {
  results[row] = UNREADABLE
  reasons.set(row, reason)
}

/**
 * The values of bare digits that are a number's whole E.164 digits, as E.164. They are asked for
 * apart, since a country may have a national number of the same digits: German `31612345678` is
 * one, and the Dutch mobile that an integer column keeps looks the same.
 */
function wholeNumbers(
  engine: Pick<Engine, 'normalizeAll'>,
  values: readonly string[],
): Map<number, string> {
  const rows: number[] = []
  const texts: string[] = []
  values.forEach((value, row) => {
    if (!BARE_DIGITS.test(value)) return
    rows.push(row)
    texts.push(`+${value}`)
  })
  const column = engine.normalizeAll(texts)
  const found = new Map<number, string>()
  rows.forEach((row, i) => {
    if (column.reasons[i] === 0 && texts[i] === `+${column.keys[i]}`)
      found.set(row, texts[i] as string)
  })
  return found
}

/** Whether every digit of an everyday spelling went into the number: `0413-741 741`, `0031 413…`. */
function keepsAll(value: string, key: bigint | undefined): boolean {
  if (!PLAIN.test(value)) return false
  const digits = value.replace(/\D+/g, '')
  const number = String(key)
  if (value.lastIndexOf('+') === 0) return digits === number
  if (digits.startsWith('00')) return digits.length === number.length + 2 && digits.endsWith(number)
  return digits.startsWith('0') && !value.includes('+') && number.endsWith(digits.slice(1))
}

/** What a rewritten value would lose besides punctuation, or `null`. */
function lossOf(
  engine: Pick<Engine, 'normalize'>,
  value: string,
  country: string,
): CleanReason | null {
  const { extension, notes } = engine.normalize(value, { country })
  const dropped = notes.filter(({ code }) => code === 'dropped_text')
  if (dropped.some(({ detail }) => /[+\p{Nd}]/u.test(detail))) return 'digits_beside'
  if (extension !== '') return 'extension_beside'
  return dropped.every(({ detail }) => LABEL.test(detail)) ? null : 'words_beside'
}
