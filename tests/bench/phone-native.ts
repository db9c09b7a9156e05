// The native part of `npm run bench -- phone`: our engine in C++ beside the libphonenumber that Debian
// packs, on the same corpus, processes in turn. scripts/setup-native-bench.mjs builds both.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { WrittenNumber } from './phone-corpus.js'
import type { Figure } from './print-figures.js'
import { median } from './race.js'

const TURNS = 3
/** Of each process; the first pass is not counted. */
const ROUNDS = 3

const RUNNERS = {
  column: ['numbers_deskbell', `${ROUNDS}`, 'column'],
  single: ['numbers_deskbell', `${ROUNDS}`, 'single'],
  libphonenumber: ['numbers_libphonenumber', `${ROUNDS}`],
}
type Runner = keyof typeof RUNNERS
const NAMES = Object.keys(RUNNERS) as Runner[]

/** One process: the processor's nanoseconds a row of each round, and what was answered. */
function run(name: Runner, input: string): { times: number[]; answers: string[] } {
  const [program, ...args] = RUNNERS[name]
  const path = fileURLToPath(new URL(`../../build/bench/${program}`, import.meta.url))
  const { stdout, status, error } = spawnSync(path, args, {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  if (status !== 0) throw new Error(`${program} failed: ${error ?? status}`)
  const [times = '', ...answers] = stdout.split('\n')
  return { times: times.trim().split(' ').map(Number), answers }
}

export function benchNatively(numbers: readonly WrittenNumber[]): {
  figures: Figure[]
  notes: string[]
} {
  const input = numbers.map(({ text, country }) => `${country}\t${text}\n`).join('')
  const times: Record<Runner, number[]> = { column: [], single: [], libphonenumber: [] }
  const answers = {} as Record<Runner, string[]>
  for (let turn = 0; turn < TURNS; turn++) {
    for (const name of NAMES) {
      const ran = run(name, input)
      times[name].push(...ran.times)
      answers[name] = ran.answers
    }
  }
  const nanoseconds = (name: Runner) => median(times[name])
  const figures = (['column', 'single'] as const).map(name => ({
    name: `phone.native.${name}.ratio`,
    value: nanoseconds('libphonenumber') / nanoseconds(name),
    unit: 'times',
    against: 'Debian’s C++ libphonenumber',
  }))
  const differing = (name: Runner) => {
    const rows = numbers.flatMap(({ text, country }, row) => {
      const [ours, theirs] = [answers.single[row], answers[name][row]]
      return ours === theirs
        ? []
        : [`${text} in ${country}: ${theirs || 'invalid'}, we: ${ours || 'invalid'}`]
    })
    return `${name}: ${rows.length} of ${numbers.length}${rows[0] ? `, e.g. ${rows[0]}` : ''}`
  }
  const notes = [
    ...NAMES.map(name => {
      const speed = Math.round(1e9 / nanoseconds(name)).toLocaleString('en-GB')
      return `Natively, ${name}: ${speed} a second`
    }),
    'Differences natively, of what our single numbers say; Debian’s data is of 2022:',
    ...(['column', 'libphonenumber'] as const).map(differing),
  ]
  return { figures, notes }
}
