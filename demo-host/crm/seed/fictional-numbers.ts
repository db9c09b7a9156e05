import { createRequire } from 'node:module'

export type Line = 'landline' | 'mobile'

interface Range {
  country: string
  city: string
  line: Line
  /** `+` and the digits before the part that runs. */
  prefix: string
  /** Digits of the running part, and its first and last value. */
  width: number
  first: number
  last: number
}

const range = (
  country: string,
  city: string,
  prefix: string,
  width: number,
  first: number,
  last: number,
  line: Line = 'landline',
): Range => ({ country, city, line, prefix, width, first, last })

/**
 * Numbers that regulators keep free for film, radio and books:
 * NANPA 555-0100 to 555-0199 in every area; Ofcom's drama numbers; Bundesnetzagentur's
 * numbers for media; ARCEP; PTS (Sweden); ACMA (Australia). Left out: what libphonenumber
 * calls invalid (Ofcom's 07700 900, 0115 496 and 01632, ARCEP's 06 39 98).
 */
const RANGES: readonly Range[] = [
  ...Object.entries({
    'New York': 212,
    Brooklyn: 718,
    Chicago: 312,
    Boston: 617,
    Philadelphia: 215,
    Atlanta: 404,
    Denver: 303,
    Portland: 503,
    Seattle: 206,
    'San Francisco': 415,
    'San Diego': 619,
    Austin: 512,
    Minneapolis: 612,
    Nashville: 615,
  }).map(([city, area]) => range('US', city, `+1${area}555`, 4, 100, 199)),
  ...Object.entries({
    Toronto: 416,
    Montréal: 514,
    Vancouver: 604,
    Ottawa: 613,
    Calgary: 403,
    Winnipeg: 204,
    Halifax: 902,
  }).map(([city, area]) => range('CA', city, `+1${area}555`, 4, 100, 199)),
  ...Object.entries({
    Leeds: 113,
    Sheffield: 114,
    Leicester: 116,
    Bristol: 117,
    Reading: 118,
    Birmingham: 121,
    Edinburgh: 131,
    Glasgow: 141,
    Liverpool: 151,
    Manchester: 161,
  }).map(([city, area]) => range('GB', city, `+44${area}496`, 4, 0, 999)),
  range('GB', 'London', '+44207946', 4, 0, 999),
  range('GB', 'Newcastle', '+44191498', 4, 0, 999),
  range('GB', 'Belfast', '+44289649', 4, 6000, 6999),
  range('GB', 'Cardiff', '+44292018', 4, 0, 999),
  range('DE', 'Berlin', '+493023125', 3, 0, 999),
  range('DE', 'Frankfurt am Main', '+496990009', 3, 0, 999),
  range('DE', 'Hamburg', '+494066969', 3, 0, 999),
  range('DE', 'Köln', '+492214710', 3, 0, 999),
  range('DE', 'München', '+498999998', 3, 0, 999),
  ...['15228817386', '15228895456', '15254599371', '1729925904', '1729968532', '1729973185']
    .concat(['1729973186', '1729980752', '1749091317', '1749464308'])
    .map(number =>
      range(
        'DE',
        '',
        `+49${number.slice(0, -1)}`,
        1,
        lastDigit(number),
        lastDigit(number),
        'mobile',
      ),
    ),
  range('FR', 'Paris', '+3319900', 4, 0, 9999),
  range('FR', 'Nantes', '+3326191', 4, 0, 9999),
  range('FR', 'Lille', '+3335301', 4, 0, 9999),
  range('FR', 'Lyon', '+3346571', 4, 0, 9999),
  range('FR', 'Bordeaux', '+3353649', 4, 0, 9999),
  range('SE', 'Stockholm', '+46846500', 3, 400, 499),
  range('SE', 'Göteborg', '+46313900', 3, 600, 699),
  range('SE', 'Malmö', '+46406280', 3, 400, 499),
  range('SE', 'Kiruna', '+46980319', 3, 200, 299),
  range('SE', '', '+46701740', 3, 605, 699, 'mobile'),
  range('AU', 'Sydney', '+6125550', 4, 0, 9999),
  range('AU', 'Melbourne', '+6135550', 4, 0, 9999),
  range('AU', 'Brisbane', '+6175550', 4, 0, 9999),
  range('AU', 'Perth', '+6185550', 4, 0, 9999),
]

function lastDigit(number: string): number {
  return Number(number.at(-1))
}

/** The ranges of a country: its cities' landlines, or its mobiles. */
export function rangesOf(country: string, line: Line): readonly Range[] {
  return RANGES.filter(range => range.country === country && range.line === line)
}

/** The number at a place in a range; beyond its end it starts again. */
export function numberAt({ prefix, width, first, last }: Range, place: number): string {
  return prefix + String(first + (place % (last - first + 1))).padStart(width, '0')
}

/** Whether no subscriber can have this number: kept for fiction, or libphonenumber's example. */
export function isFictional(e164: string): boolean {
  const inRange = RANGES.some(({ prefix, width, first, last }) => {
    if (!e164.startsWith(prefix) || e164.length !== prefix.length + width) return false
    const part = Number(e164.slice(prefix.length))
    return part >= first && part <= last
  })
  return inRange || exampleNumbers().has(e164)
}

/** The parts of google-libphonenumber (which has no types of its own) that are used here. */
interface LibPhoneNumber {
  PhoneNumberUtil: { getInstance(): Util }
  PhoneNumberType: Record<string, number>
  PhoneNumberFormat: { E164: number }
}
interface Util {
  getSupportedRegions(): string[]
  getExampleNumberForType(country: string, type: number | undefined): object | null
  format(number: object, format: number): string
}

function library(): LibPhoneNumber {
  return createRequire(import.meta.url)('google-libphonenumber')
}

/** libphonenumber's example of a number in a country, or `''` when it has none. */
export function exampleNumber(country: string, type: 'MOBILE' | 'FIXED_LINE' | 'VOIP'): string {
  const { PhoneNumberUtil, PhoneNumberType, PhoneNumberFormat } = library()
  const util = PhoneNumberUtil.getInstance()
  const number = util.getExampleNumberForType(country, PhoneNumberType[type])
  return number === null ? '' : util.format(number, PhoneNumberFormat.E164)
}

let examples: Set<string> | undefined
function exampleNumbers(): Set<string> {
  examples ??= new Set(
    library()
      .PhoneNumberUtil.getInstance()
      .getSupportedRegions()
      .flatMap(country =>
        (['MOBILE', 'FIXED_LINE', 'VOIP'] as const).map(type => exampleNumber(country, type)),
      ),
  )
  return examples
}
