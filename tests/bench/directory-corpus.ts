// A million numbers as a CRM holds them, with the ids of their contacts. Seeded.
import { seeded } from './phone-corpus.js'

/** Country code and area or operator, how many digits follow, how many in a hundred are so. */
const PLANS: [front: string, digits: number, share: number][] = [
  ['316', 8, 20],
  ['3120', 7, 5],
  ['3110', 7, 3],
  ['324', 8, 7],
  ['4915', 9, 10],
  ['4930', 8, 5],
  ['336', 8, 10],
  ['447', 9, 10],
  ['39347', 7, 4],
  ['346', 8, 6],
  ['48', 9, 6],
  ['38067', 7, 3],
  ['1212', 7, 3],
  ['1415', 7, 3],
  ['97150', 7, 2],
  ['7916', 7, 3],
]

/** Different numbers in E.164, as a list in JSON: what a server sends, and texts of their own. */
export function e164Json(count: number, seed = 3): string {
  const dice = seeded(seed)
  const fronts = PLANS.flatMap(([front, digits, share]) =>
    Array.from({ length: share }, () => [front, digits] as const),
  )
  const known = new Set<string>()
  while (known.size < count) {
    const [front, digits] = fronts[dice(fronts.length)] as readonly [string, number]
    known.add(`+${front}${`${dice(10 ** digits)}`.padStart(digits, '0')}`)
  }
  return JSON.stringify([...known])
}

export const keysOf = (numbers: readonly string[]): BigUint64Array =>
  BigUint64Array.from(numbers, number => BigInt(number.slice(1)))

/** What a host calls its contacts: numbers of seven digits, or UUIDs. */
export const IDS = {
  'numeric ids': (row: number) => `${1_000_000 + row}`,
  UUIDs: (row: number) => {
    const hex = (Math.imul(row + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0')
    return `${hex}-58cc-4372-a567-${row.toString(16).padStart(12, '0')}`
  },
} as const
