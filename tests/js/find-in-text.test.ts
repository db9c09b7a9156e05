// Numbers in texts through the engine's door: which are found, and where in the JavaScript text.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { before, test } from 'node:test'
import { type CountryCode, findPhoneNumbersInText } from 'libphonenumber-js/max'
import { cutText } from '../../js-shim/src/core/cut-text.js'
import { type Engine, loadEngine } from '../../js-shim/src/engine.js'
import { seeded, textsWithNumbers } from '../bench/phone-corpus.js'

interface Case {
  country: string
  text: string
  /** As they are written. */
  numbers: string[]
}

let engine: Engine
let cases: Case[]

before(async () => {
  engine = await loadEngine()
  cases = JSON.parse(await readFile('tests/conformance/phone/text.json', 'utf8'))
})

/** `[text, start, end]` of each number. */
function places(texts: readonly string[], country = 'NL'): number[][] {
  const { texts: at, starts, ends } = engine.findInText(texts, { country })
  return Array.from(at, (text, i) => [text, starts[i] as number, ends[i] as number])
}

const written = (text: string, country = 'NL') =>
  places([text], country).map(([, start, end]) => text.slice(start, end))

test('what a reader takes for a number is found, and what is something else is not', () => {
  assert.ok(cases.length >= 300)
  const wrong = cases
    .map(({ country, text, numbers }) => ({ text, numbers, found: written(text, country) }))
    .filter(({ numbers, found }) => `${numbers}` !== `${found}`)
  assert.deepEqual(wrong, [])
})

test('many texts at once are what they are one by one', () => {
  for (const country of new Set(cases.map(item => item.country))) {
    const texts = cases.filter(item => item.country === country).map(({ text }) => text)
    const many = Array.from({ length: 20_000 }, (_, i) => texts[i % texts.length] as string)
    const one = texts.map(text => places([text], country))
    const expected = many.flatMap((_, i) =>
      (one[i % texts.length] ?? []).map(([, start, end]) => [i, start, end]),
    )
    assert.deepEqual(places(many, country), expected)
  }
})

test('what is found is a valid number, and its E.164 form that of the text', () => {
  for (const { country, text, numbers } of cases) {
    const column = engine.findInText([text], { country }).numbers()
    const e164 = numbers.map(number => engine.normalize(number, { country }).e164)
    assert.deepEqual(column.e164(), e164)
    numbers.forEach((number, i) => {
      assert.ok(column.valid(i), number)
    })
  }
})

test('places are UTF-16 units, whatever stands before the number', () => {
  const number = '06-12345678'
  for (const before of [
    '',
    'é ',
    '電話 ',
    '\u{1f4de} ',
    '\u{1f468}\u200d\u{1f469}\u200d\u{1f467} ',
    '\ud800 ',
    '\udc00 ',
    '\udc00\ud800 ',
    '\ud83d ',
    '\u0000 ',
    '\u0007\u001b ',
    '\u001f',
    '\u001f\u001f ',
    '\u007f ',
    '\u0085 ',
    '\ufdd0 ',
    '\ufffe ',
    '\uffff',
    '\u{1fffe} ',
    '\u{10ffff} ',
    '\u200e',
    '\u202e',
    '\u00ad ',
    '\n\n\r\n\t',
    'e\u0301 ',
  ]) {
    const text = `${before}${number} en `
    const start = before.length
    assert.deepEqual(places([text]), [[0, start, start + number.length]], JSON.stringify(before))
    const twice = `${text}${before}${number}`
    const second = text.length + before.length
    assert.deepEqual(
      places(['niets', twice, '', twice, text]),
      [1, 3]
        .flatMap(i => [
          [i, start, start + number.length],
          [i, second, second + number.length],
        ])
        .concat([[4, start, start + number.length]]),
      JSON.stringify(before),
    )
  }
})

test('a number in other digits is found where it stands', () => {
  assert.deepEqual(written('هاتف: ٠٥٠١٢٣٤٥٦٧ شكرا', 'AE'), ['٠٥٠١٢٣٤٥٦٧'])
  assert.deepEqual(written('電話：０３－１２３４－５６７８', 'JP'), ['０３－１２３４－５６７８'])
  assert.deepEqual(written('\u{1d7ce}\u{1d7d4}-\u{1d7cf}2345678'), [
    '\u{1d7ce}\u{1d7d4}-\u{1d7cf}2345678',
  ])
})

test('what is no text holds none, and an unknown country only what says its own', () => {
  const odd = [null, undefined, 612345678, {}, ['06-12345678'], '+31612345678'] as string[]
  assert.deepEqual(places(odd), [[5, 0, 12]])
  for (const country of ['', 'ZZ', 'nl-NL', '\ud800', '🇳🇱']) {
    assert.deepEqual(written('06-12345678 of +31612345678', country), ['+31612345678'])
  }
  assert.deepEqual(places([]), [])
})

const WORDS = [
  'Bel',
  'ons op',
  '“',
  'fax',
  'kamer 12',
  '電話',
  '\n',
  'ext. 5',
  'x12',
  '99',
  '€',
  '(',
  '/',
]

/** Words, numbers and what is nearly one, in any order. */
function babble(units: number, random: (below: number) => number): string {
  let text = ''
  while (text.length < units) {
    const some = cases[random(cases.length)] as Case
    const word = WORDS[random(WORDS.length)] as string
    text += random(10) < 3 ? some.text : word
    if (random(10) < 9) text += ' '
  }
  return text
}

test('a text that is cut for its length has the same numbers at the same places', () => {
  const random = seeded(7)
  let numbers = 0
  for (let round = 0; round < 500; round++) {
    const text = babble(6_000, random)
    const whole = places([text]).map(([, start, end]) => [start, end])
    const pieces = cutText(text, 1_500)
    const inPieces = pieces.flatMap(({ start, from, end }) => {
      assert.ok(end > from && end - start <= 1_500)
      return places([text.slice(start, end)])
        .map(([, begin = 0, stop = 0]) => [start + begin, start + stop])
        .filter(([begin = 0]) => begin >= from)
    })
    assert.equal(pieces.at(-1)?.end, text.length)
    assert.deepEqual(inPieces, whole, text)
    numbers += whole.length
  }
  assert.ok(numbers > 2_000, `${numbers}`)
})

test('texts of a megabyte, also without any place to cut', () => {
  const line = 'Bel 06-12345678 of mail ons\n'
  const long = line.repeat(40_000)
  assert.equal(places([long]).length, 40_000)
  assert.deepEqual(places([long]).at(-1), [0, 39_999 * line.length + 4, 39_999 * line.length + 15])
  for (const unit of ['1', '(', ' ', '\ud83d', '\u{1f4de}', '12345 ', '+', '\u001f']) {
    places([unit.repeat(Math.floor(1_000_000 / unit.length)), '06-12345678'])
  }
  assert.deepEqual(places(['\u{1f4de}'.repeat(400_000), '06-12345678']), [[1, 0, 11]])
})

/** A first bracket that nothing closes is part of the number for libphonenumber. */
const withoutBracket = (number: string) => (number.includes(')') ? number : number.replace('(', ''))

const theirs = (text: string, country: string) =>
  findPhoneNumbersInText(text, (country || undefined) as CountryCode).map(({ startsAt, endsAt }) =>
    withoutBracket(text.slice(startsAt, endsAt)),
  )

test('libphonenumber-js finds these numbers too, and a hundred that are something else', () => {
  let more = 0
  for (const { country, text, numbers } of cases) {
    const found = theirs(text, country)
    assert.deepEqual(
      numbers.filter(number => !found.includes(number)),
      [],
      text,
    )
    more += found.length - numbers.length
  }
  assert.ok(more > 100, `${more}`)
})

test('among the words of notes and mails both find the same', () => {
  const differences = textsWithNumbers(4_000).flatMap(({ text, country }) => {
    const [ours, found] = [written(text, country), theirs(text, country)]
    return `${ours}` === `${found}` ? [] : [{ country, text, ours, found }]
  })
  assert.deepEqual(differences, [])
})
