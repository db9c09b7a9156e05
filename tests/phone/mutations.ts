// Numbers as people and systems write them, right and wrong. Seeded: the same on every machine.
import libphonenumber from 'google-libphonenumber'
import { seeded } from '../bench/phone-corpus.js'
import type { Dice, RangeNumber } from './range-rows.js'

/** A text, and the country in which it is dialled or `''`. */
export interface Question {
  text: string
  country: string
}

const util = libphonenumber.PhoneNumberUtil.getInstance()
const trunkPrefixes = new Map<string, string>()

/** `0`, `8`, `06`; `''` where there is none. */
function trunkPrefixOf(country: string): string {
  let prefix = trunkPrefixes.get(country)
  if (prefix === undefined) {
    prefix = (country && util.getNddPrefixForRegion(country, true)) || ''
    trunkPrefixes.set(country, prefix)
  }
  return prefix
}

const BETWEEN =
  ' | |-|-|.|/| - |--|  |) | (|)(| ) |(0)| (0) |~|_|*|,|;|:|\u00a0|\u2010|\u2013|\u2014|\u2212|\u30fc|\u3000|\u2060|\u200b|\u00ad|[|] |x|+|#|\u202f|\uff08|\uff09|\uff0d|\uff0f|%20'.split(
    '|',
  )
const EXTENSIONS =
  ' ext. #| ext #|ext#|x#| x#| x. #|X #|;ext=#|,#|,,#|;#| \\##|\\##| ext:#| extension #| extn #| int #| anexo #| доб. #| доб #| toestel #| tst. #| Durchwahl #| wewn. #| poste #| ｅｘｔ #| е #| ; ext #|  x: #\\#| - # \\#|~ext #| extensión #|(ext #)| داخلي #|.#'.split(
    '|',
  )
const BEFORE =
  'tel: |Tel. |tel:|Phone |Mob.: |call |Jan |(|[|«|T |☎ |📞|call me at |№ 5, |1. |/|-|. |, |"|+|00|a|sip:|callto:|2 of 3: |Büro '.split(
    '|',
  )
const AFTER =
  ' home| (work)| thuis|, ask for Piet|)|]|.|;|"| 5| / 0612345678| or +31612345678|/12| - 14|@example.org|;phone-context=+31|;isub=12|;phone-context=example.org|?|!| x|#|-|*|\u0000| ok 2|\u00e9| \ud83d\udcde'.split(
    '|',
  )
const INTERNATIONAL_PREFIXES = '+|+|+|00|00|011|0011|810|8~10|00 |011-|++|+ |\uff0b|(+|+0|0'.split(
  '|',
)
const ZEROS = [0x660, 0x6f0, 0xff10, 0x966, 0x9e6, 0xe50, 0x1d7ce]
const KEYPAD = ['', '', 'ABC', 'DEF', 'GHI', 'JKL', 'MNO', 'PQRS', 'TUV', 'WXYZ']

const pick = (list: readonly string[], dice: Dice) => list[dice(list.length)] as string

/** Digits from `from` on in the letters that stand beside them on a keypad. */
function asLetters(text: string, dice: Dice): string {
  const kept = text.length - 3 - dice(6)
  return text.replaceAll(/\d/g, (digit, at: number) => {
    const letters = KEYPAD[Number(digit)] as string
    if (at < kept || letters === '') return digit
    const letter = letters[dice(letters.length)] as string
    return dice(8) === 0 ? letter.toLowerCase() : letter
  })
}

function inOtherDigits(text: string, dice: Dice): string {
  const zero = ZEROS[dice(ZEROS.length)] as number
  return text.replaceAll(/\d/g, digit => String.fromCodePoint(zero + Number(digit)))
}

/** The way in which a text goes wrong, or only astray. */
const MUTATIONS: ((text: string, dice: Dice) => string)[] = [
  (text, dice) => text.replaceAll(/\d/g, d => (dice(4) === 0 ? `${pick(BETWEEN, dice)}${d}` : d)),
  (text, dice) => text.replaceAll(/\d/g, d => (dice(3) === 0 ? `${d}${' -./'[dice(4)]}` : d)),
  inOtherDigits,
  asLetters,
  (text, dice) =>
    `${text}${pick(EXTENSIONS, dice).replace(/(?<!\\)#/, `${dice(10 ** (1 + dice(8)))}`)}`.replaceAll(
      '\\#',
      '#',
    ),
  (text, dice) => `${pick(BEFORE, dice)}${text}`,
  (text, dice) => `${text}${pick(AFTER, dice)}`,
  (text, dice) => text.slice(0, text.length - 1 - dice(6)),
  (text, dice) => `${text}${dice(10 ** (1 + dice(5)))}`,
  (text, dice) => {
    const at = dice(text.length)
    return `${text.slice(0, at)}${dice(10)}${text.slice(at + 1)}`
  },
  (text, dice) => {
    const at = dice(text.length)
    return `${text.slice(0, at)}${pick(BETWEEN, dice)}${text.slice(at)}`
  },
]

function write({ callingCode, national, country }: RangeNumber, dice: Dice): string {
  switch (dice(8)) {
    case 0:
      return `${callingCode}${national}`
    case 1:
      return `+${callingCode} (0)${national}`
    case 2:
    case 3:
      return `${pick(INTERNATIONAL_PREFIXES, dice)}${callingCode}${national}`
    case 4:
      return national
    default:
      return `${trunkPrefixOf(country)}${national}`
  }
}

/** A line break and a tab part the questions from one another; half a character is none. */
const onOneLine = (text: string) =>
  text.replaceAll(/[\t\n]/g, ' ').replaceAll(/\p{Surrogate}/gu, '\ufffd')

/** `count` questions about numbers of `rows`, each changed in one to three ways. */
export function mutations(rows: readonly RangeNumber[], count: number): Question[] {
  const dice = seeded(20_261_122)
  const someRow = () => rows[dice(rows.length)] as RangeNumber
  return Array.from({ length: count }, () => {
    const row = someRow()
    let text = write(row, dice)
    for (let left = 1 + dice(3); left > 0; left--) {
      text = (MUTATIONS[dice(MUTATIONS.length)] as (typeof MUTATIONS)[0])(text, dice)
    }
    const home = dice(20)
    const country = home < 14 ? row.country : home < 17 ? someRow().country : ''
    return { text: onOneLine(text), country }
  })
}

/** Each row's number the way the world writes it and the way its country does. */
export function plainQuestions(rows: readonly RangeNumber[]): Question[] {
  return rows.flatMap(({ callingCode, national, country }) => [
    { text: `+${callingCode}${national}`, country: '' },
    { text: `${trunkPrefixOf(country)}${national}`, country },
  ])
}
