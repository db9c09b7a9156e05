// `npm run bench -- phone [--json]`: the engine's numbers against the libraries that a host would
// take otherwise, in one process on one corpus, rounds in turn; each figure is a ratio of medians.
import { spawnSync } from 'node:child_process'
import { type Engine, loadEngine } from '../../js-shim/src/engine.js'
import {
  everydayNumbers,
  hardNumbers,
  textsWithNumbers,
  type WrittenNumber,
} from './phone-corpus.js'
import {
  type Answer,
  googleAsYouType,
  googleFully,
  libphonenumberJsFinds,
  PEERS,
} from './phone-peers.js'
import { type Figure, printFigures } from './print-figures.js'

const ROWS = 100_000
const HARD_ROWS = 4000
const ROUNDS = 7
/** Every turn takes at least so long, in ms, that what else the machine does hits all alike. */
const TURN = 150
/** Peers need a second for this many. */
const PEER_ROWS = 20_000

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] as number

interface Speeds {
  /** Rows a second by the clock. */
  wall: Record<string, number>
  /** And by this process's time on the processor: what a busy machine shows best. */
  processor: Record<string, number>
}

/** The median of rounds in which the runners take turns. */
function race(runners: Record<string, { rows: number; run: () => void }>): Speeds {
  const turns: Record<string, { wall: number[]; processor: number[] }> = {}
  for (let round = 0; round < ROUNDS + 1; round++) {
    for (const [name, { rows, run }] of Object.entries(runners)) {
      const cpu = process.cpuUsage()
      const started = performance.now()
      let done = 0
      let spent = 0
      for (; spent < TURN; spent = performance.now() - started) {
        run()
        done += rows
      }
      const { user, system } = process.cpuUsage(cpu)
      if (round === 0) continue // for the compilers
      turns[name] ??= { wall: [], processor: [] }
      turns[name].wall.push((done * 1000) / spent)
      turns[name].processor.push((done * 1e6) / (user + system))
    }
  }
  const medians = (clock: 'wall' | 'processor') =>
    Object.fromEntries(Object.entries(turns).map(([name, turn]) => [name, median(turn[clock])]))
  return { wall: medians('wall'), processor: medians('processor') }
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

/** Texts in which the peer finds another number first than we do, with an example. */
function foundOtherwise(engine: Engine, texts: readonly WrittenNumber[]): string[] {
  const found = texts.flatMap(({ text, country }) => {
    const ours = engine.normalize(text, { country }).e164
    const theirs = libphonenumberJsFinds(text, country)
    return ours === theirs ? [] : [`${text} in ${country}: ${theirs || 'nothing'}, we: ${ours}`]
  })
  return [`finding: ${found.length} of ${texts.length}${found[0] ? `, e.g. ${found[0]}` : ''}`]
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
  const texts = textsWithNumbers(HARD_ROWS)
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
    'finding (ours)': {
      rows: HARD_ROWS,
      run: asked((text, country) => engine.normalize(text, { country }).e164, texts),
    },
    'finding (libphonenumber-js/max)': {
      rows: HARD_ROWS,
      run: asked(libphonenumberJsFinds, texts),
    },
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

  const speed = (name: string) => speeds.wall[name] as number
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
    ratio('phone.finding.ratio', 'finding (ours)', 'finding (libphonenumber-js/max)'),
    ratio('phone.typing.ratio', 'typing (ours)', 'typing (google-libphonenumber)'),
    { name: 'phone.first.ms', value: first, unit: 'ms' },
  ]
  const byProcessor = (name: string) => speeds.processor[name] as number
  const rounded = (value: number) => Math.round(value).toLocaleString('en-GB')
  const notes = [
    ...Object.keys(speeds.wall).map(
      name =>
        `${name}: ${rounded(speed(name))} a second, ${rounded(byProcessor(name))} by processor time`,
    ),
    ...['column', 'column-strings', 'single'].map(
      name =>
        `${name} by processor time: ${(byProcessor(name) / byProcessor(fastest)).toFixed(1)} ×`,
    ),
    'Differences in the answers:',
    ...differences(engine, sample),
    ...foundOtherwise(engine, texts),
  ]
  return { figures, notes }
}

if (process.argv[1]?.endsWith('tests/bench/phone.ts')) {
  const { figures, notes } = await benchPhone()
  printFigures(figures, notes)
}
