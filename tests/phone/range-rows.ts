// One number from every row of libphonenumber's own tables of number ranges
// (resources/metadata/<calling code>/ranges.csv in its source package).
import { readdirSync, readFileSync } from 'node:fs'

export type Dice = (below: number) => number

/** A row, as a number that lies in its range. */
export interface RangeNumber {
  callingCode: string
  national: string
  /** A country that the row names, or `''`. */
  country: string
}

/** Where they stand; texts that may hold a `;` stand behind them. */
interface Columns {
  prefix: number
  length: number
  regions: number
}

const FOLDER = new URL(
  '../../build/sources/libphonenumber-8.12.57/resources/metadata/',
  import.meta.url,
)

/** `7,9-11` → 7, 9, 10, 11. */
function lengthsOf(text: string): number[] {
  return text.split(',').flatMap(part => {
    const [first, last = first] = part.split('-').map(Number) as [number, number?]
    return Array.from({ length: last - first + 1 }, (_, i) => first + i)
  })
}

/** A prefix is digits, `x` for any digit, and sets such as `[0-58]`. */
function throwPrefix(prefix: string, dice: Dice): string {
  return prefix.replaceAll(/x|\[([\d-]+)\]/g, (_, set: string | undefined) => {
    const digits = set ? set.replaceAll(/(\d)-(\d)/g, (_range, a, b) => digitsFrom(a, b)) : ANY
    return digits[dice(digits.length)] as string
  })
}

const ANY = '0123456789'
const digitsFrom = (first: string, last: string) => ANY.slice(Number(first), Number(last) + 1)

function numberOf(line: string, columns: Columns, callingCode: string, dice: Dice): RangeNumber {
  const cells = line.split(';')
  const cell = (index: number) => (cells[index] ?? '').trim().replaceAll('"', '')
  const prefix = cell(columns.prefix)
  const lengths = lengthsOf(cell(columns.length))
  const length = lengths[dice(lengths.length)] as number
  let national = throwPrefix(prefix, dice)
  while (national.length < length) national += dice(10)
  const countries = cell(columns.regions)
    .split(',')
    .filter(region => region !== '001')
  return { callingCode, national, country: countries[dice(countries.length)] ?? '' }
}

/** In the order of the calling codes and of the rows. */
export function numbersOfAllRows(dice: Dice): RangeNumber[] {
  return readdirSync(FOLDER)
    .filter(name => /^\d+$/.test(name))
    .sort()
    .flatMap(callingCode => {
      const text = readFileSync(new URL(`${callingCode}/ranges.csv`, FOLDER), 'utf8')
      const [head = '', ...lines] = text.split('\n').filter(line => line !== '')
      const names = head.split(';').map(name => name.trim())
      const [prefix, length, regions] = ['Prefix', 'Length', 'Regions'].map(name =>
        names.indexOf(name),
      ) as [number, number, number]
      return lines.map(line => numberOf(line, { prefix, length, regions }, callingCode, dice))
    })
}
