// `npm run bench -- phone [--json]`: the engine's numbers against the libraries that a host would
// take otherwise, in one process on one corpus, rounds in turn; each figure is a ratio of medians.
import { spawnSync } from 'node:child_process'
import { type Engine, loadEngine } from '../../js-shim/src/engine.js'
import { everydayNumbers, hardNumbers, type WrittenNumber } from './phone-corpus.js'
import { type Answer, googleAsYouType, googleFully, PEERS } from './phone-peers.js'

const ROWS = 100_000
const HARD_ROWS = 4000
const ROUNDS = 5
/** Peers need a second for this many. */
const PEER_ROWS = 20_000

interface Figure {
  name: string
  value: number
  unit: string
  against?: string
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] as number

/** Rows a second of each runner, the median of rounds in which they take turns. */
function race(runners: Record<string, { rows: number; run: () => void }>): Record<string, number> {
  const speeds: Record<string, number[]> = {}
  for (let round = 0; round < ROUNDS + 1; round++) {
    for (const [name, { rows, run }] of Object.entries(runners)) {
      const started = performance.now()
      run()
      const speed = (rows * 1000) / (performance.now() - started)
      if (round === 0) continue // for the compilers
      speeds[name] = [...(speeds[name] ?? []), speed]
    }
  }
  return Object.fromEntries(Object.entries(speeds).map(([name, list]) => [name, median(list)]))
}

const asked = (answer: Answer, numbers: readonly WrittenNumber[]) => () => {
  for (const { text, country } of numbers) answer(text, country)
}

/** The texts of each country, in order. */
function columnsOf(numbers: readonly WrittenNumber[]): Map<string, string[]> {
  const columns = new Map<string, string[]>()
  for (const { text, country } of numbers) {
    const column = columns.get(country)
    if (column) column.push(text)
    else columns.set(country, [text])
  }
  return columns
}

/** Every row on which somebody answers otherwise, counted by who, with an example. */
function differences(engine: Engine, numbers: readonly WrittenNumber[]): string[] {
  const found = new Map<string, { count: number; example: string }>()
  const columns = [...columnsOf(numbers)]
  const ours = columns.flatMap(([country, texts]) => {
    const column = engine.normalizeAll(texts, { country })
    return column.e164().map((e164, row) => (column.valid(row) ? e164 : ''))
  })
  const note = (who: string, text: string) => {
    const known = found.get(who)
    if (known) known.count += 1
    else found.set(who, { count: 1, example: text })
  }
  numbers.forEach(({ text, country }, row) => {
    const single = engine.normalize(text, { country })
    const own = single.valid ? single.e164 : ''
    if (own !== ours[row]) note('our own normalize()', `${text} in ${country}`)
    for (const [name, answer] of Object.entries(PEERS)) {
      const theirs = answer(text, country)
      if (theirs !== ours[row]) {
        note(name, `${text} in ${country}: ${theirs || 'invalid'}, we: ${ours[row] || 'invalid'}`)
      }
    }
  })
  return [...found].map(([who, { count, example }]) => `${who}: ${count}, e.g. ${example}`)
}

/** From the instantiated module to the first number, in fresh processes. */
function firstNumber(): number {
  const times = Array.from({ length: 7 }, () => {
    const command = ['--import', 'tsx', 'tests/bench/first-number.ts']
    const { stdout, stderr, status } = spawnSync(process.execPath, command, { encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
    return Number(stdout)
  })
  return median(times)
}

export async function benchPhone(): Promise<{ figures: Figure[]; notes: string[] }> {
  const first = firstNumber()
  const engine = await loadEngine()
  const numbers = everydayNumbers(ROWS)
  const columns = [...columnsOf(numbers)]
  // Every fifth row, so that peers see all countries.
  const sample = numbers.filter((_, row) => row % (ROWS / PEER_ROWS) === 0)
  const hard = hardNumbers(HARD_ROWS)
  const typed = sample.slice(0, HARD_ROWS).map(({ text, country }) => ({
    text: text.replaceAll(/[^+\d]/g, ''),
    country,
  }))

  const speeds = race({
    column: {
      rows: ROWS,
      run: () => {
        for (const [country, texts] of columns) engine.normalizeAll(texts, { country })
      },
    },
    'column-strings': {
      rows: ROWS,
      run: () => {
        for (const [country, texts] of columns) engine.normalizeAll(texts, { country }).e164()
      },
    },
    single: {
      rows: ROWS,
      run: asked((text, country) => engine.normalize(text, { country }).e164, numbers),
    },
    'full (ours)': {
      rows: HARD_ROWS,
      run: asked((text, country) => engine.normalize(text, { country }).e164, hard),
    },
    'full (google-libphonenumber)': { rows: HARD_ROWS, run: asked(googleFully, hard) },
    'typing (ours)': {
      rows: HARD_ROWS,
      run: asked((text, country) => engine.formatAsYouType(text, { country }), typed),
    },
    'typing (google-libphonenumber)': { rows: HARD_ROWS, run: asked(googleAsYouType, typed) },
    ...Object.fromEntries(
      Object.entries(PEERS).map(([name, answer]) => [
        name,
        { rows: sample.length, run: asked(answer, sample) },
      ]),
    ),
  })

  const speed = (name: string) => speeds[name] as number
  const fastest = Object.keys(PEERS).reduce((a, b) => (speed(a) > speed(b) ? a : b))
  const ratio = (name: string, ours: string, against: string): Figure => ({
    name,
    value: speed(ours) / speed(against),
    unit: 'times',
    against,
  })
  const figures = [
    ratio('phone.column.ratio', 'column', fastest),
    ratio('phone.column-strings.ratio', 'column-strings', fastest),
    ratio('phone.single.ratio', 'single', fastest),
    ratio('phone.full.ratio', 'full (ours)', 'full (google-libphonenumber)'),
    ratio('phone.typing.ratio', 'typing (ours)', 'typing (google-libphonenumber)'),
    { name: 'phone.first.ms', value: first, unit: 'ms' },
  ]
  const notes = [
    ...Object.entries(speeds).map(([name, value]) => `${name}: ${Math.round(value)} a second`),
    'Differences in the answers:',
    ...differences(engine, sample),
  ]
  return { figures, notes }
}

if (process.argv[1]?.endsWith('tests/bench/phone.ts')) {
  const { figures, notes } = await benchPhone()
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify({ figures }))
  } else {
    for (const { name, value, unit, against } of figures) {
      const shown = value.toFixed(value < 10 ? 2 : 0)
      console.log(
        `${name.padEnd(30)}${shown.padStart(8)} ${unit}${against ? `  of ${against}` : ''}`,
      )
    }
    console.log(notes.join('\n'))
  }
}
