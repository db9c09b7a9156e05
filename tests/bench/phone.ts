// `npm run bench -- phone [--json]`: the engine's numbers against the libraries that a host would
// take otherwise, in one process on one corpus, rounds in turn; each figure is a ratio of medians.
import { spawnSync } from 'node:child_process'
import { type Engine, loadEngine } from '../../js-shim/src/engine.js'
import { benchInChromium } from './phone-browser.js'
import { asked, columnsOf, differences } from './phone-compare.js'
import {
  everydayNumbers,
  hardNumbers,
  textsWithNumbers,
  type WrittenNumber,
} from './phone-corpus.js'
import { benchNatively } from './phone-native.js'
import { googleAsYouType, googleFully, libphonenumberJsFinds, PEERS } from './phone-peers.js'
import { type Figure, printFigures } from './print-figures.js'
import { median, race } from './race.js'

const ROWS = 100_000
const HARD_ROWS = 4000
const ROUNDS = 7
/** ms */
const TURN = 150
/** Peers need a second for this many. */
const PEER_ROWS = 20_000

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

function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}

async function benchPhone(): Promise<{ figures: Figure[]; notes: string[] }> {
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

  const runners = {
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
  }
  const speeds = race(runners, { rounds: ROUNDS, turn: TURN, processorTime })

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
  const inPage = await benchInChromium(numbers, sample, Object.keys(PEERS), {
    rounds: ROUNDS,
    turn: TURN,
  })
  const natively = process.argv.includes('--native')
    ? benchNatively(numbers)
    : {
        figures: [],
        notes: ['Natively: left out, since its programs could not be built; see above.'],
      }
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
  return {
    figures: [...figures, ...inPage.figures, ...natively.figures],
    notes: [...notes, ...inPage.notes, ...natively.notes],
  }
}

if (process.argv[1]?.endsWith('tests/bench/phone.ts')) {
  const { figures, notes } = await benchPhone()
  printFigures(figures, notes)
}
