// `npm run bench -- directory [--json]`: a million numbers in the engine's directory against the same
// in a JavaScript Map, in one process: bytes, look-ups, loading; answers are compared.
import assert from 'node:assert/strict'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { type Directory, type Engine, loadEngine } from '../../js-shim/src/engine.js'
import { e164Json, IDS, keysOf } from './directory-corpus.js'
import { seeded } from './phone-corpus.js'
import { type Figure, printFigures } from './print-figures.js'

const NUMBERS = 1_000_000
const LOOK_UPS = 200_000
const ROUNDS = 7
const DIRECTORY = { byteBound: 96 << 20, hitAge: 3_600_000 }

setFlagsFromString('--expose-gc')
const gc = runInNewContext('gc') as () => void

/** What `make` leaves on the heap and beside it, in bytes. */
function heapOf<T>(make: () => T): { made: T; bytes: number } {
  const used = () => {
    gc()
    gc()
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    return heapUsed + arrayBuffers
  }
  const before = used()
  const made = make()
  return { made, bytes: used() - before }
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] as number

function load(engine: Engine, keys: BigUint64Array, id: (row: number) => string, options = {}) {
  const directory = engine.createDirectory({ ...DIRECTORY, ...options })
  const ids = Array.from(keys, (_, row) => id(row))
  const started = performance.now()
  const added = directory.load(keys, ids)
  const ms = performance.now() - started
  assert.equal(added, keys.length)
  return { directory, ms }
}

/** The same as JavaScript would have it; the texts are the Map's own. */
function makeMap<T>(json: string, value: (row: number) => T): Map<string, T> {
  return new Map((JSON.parse(json) as string[]).map((number, row) => [number, value(row)]))
}

function memoryFigures(engine: Engine, json: string, keys: BigUint64Array): Figure[] {
  const figures: Figure[] = []
  const compare = (name: string, bytes: number, map: number, against: string) => {
    figures.push(
      { name: `directory.bytes${name}`, value: bytes / NUMBERS, unit: 'bytes' },
      { name: `directory.memory${name}.ratio`, value: map / bytes, unit: 'times', against },
    )
  }
  const one = load(engine, keys, () => '7')
  const handles = heapOf(() => makeMap(json, row => row))
  compare('', one.directory.bytes, handles.bytes, 'Map<string, number>, handles on both sides')
  one.directory.dispose()
  for (const [kind, id] of Object.entries(IDS)) {
    const { directory } = load(engine, keys, id)
    const map = heapOf(() => makeMap(json, row => [id(row)]))
    const name = `.${kind.toLowerCase().replace(' ', '-')}`
    compare(name, directory.bytes, map.bytes, `Map<string, string[]>, ${kind} on both sides`)
    assert.equal(map.made.size, NUMBERS)
    directory.dispose()
  }
  assert.equal(handles.made.size, NUMBERS)
  return figures
}

/** Nine in ten are known. Texts that nothing has looked at yet, as they come from a page. */
function askedJson(json: string): string {
  const dice = seeded(11)
  const numbers = JSON.parse(json) as string[]
  const asked = Array.from({ length: LOOK_UPS }, () => {
    const known = numbers[dice(NUMBERS)] as string
    return dice(10) > 0 ? known : `${known.slice(0, -3)}999${dice(10)}`
  })
  return JSON.stringify(asked)
}

function compareAnswers(directory: Directory, map: Map<string, string[]>, asked: string[]): void {
  const keys = keysOf(asked)
  const answers = directory.findAll(asked)
  const byKey = directory.findAll(keys)
  const has = directory.has(asked)
  asked.forEach((number, row) => {
    const expected = map.get(number)
    assert.deepEqual(answers[row]?.contacts, expected, number)
    assert.deepEqual(byKey[row]?.contacts, expected, number)
    assert.equal(has[row], expected ? 1 : 0, number)
  })
}

/** Rows a second of each, the median of rounds in which they take turns on texts of their own. */
function race(
  asked: string,
  runners: Record<string, (numbers: string[], keys: BigUint64Array) => unknown>,
): Record<string, number> {
  const speeds = Object.fromEntries(Object.keys(runners).map(name => [name, [] as number[]]))
  const keys = keysOf(JSON.parse(asked))
  for (let round = 0; round < ROUNDS + 2; round++) {
    gc()
    for (const [name, run] of Object.entries(runners)) {
      const numbers = JSON.parse(asked) as string[]
      const started = performance.now()
      run(numbers, keys)
      const speed = (LOOK_UPS * 1000) / (performance.now() - started)
      if (round > 1) speeds[name]?.push(speed)
    }
  }
  return Object.fromEntries(Object.entries(speeds).map(([name, list]) => [name, median(list)]))
}

async function benchDirectory(): Promise<{ figures: Figure[]; notes: string[] }> {
  const engine = await loadEngine()
  const json = e164Json(NUMBERS)
  const keys = keysOf(JSON.parse(json))
  const figures = memoryFigures(engine, json, keys)

  const id = IDS['numeric ids']
  const loads = Array.from({ length: 3 }, () => {
    const { directory, ms } = load(engine, keys, id)
    directory.dispose()
    return ms
  })
  const { directory } = load(engine, keys, id)
  const nine = load(engine, keys, id, { lastNine: true }).directory
  const map = makeMap(json, row => [id(row)])
  const handles = makeMap(json, row => row)
  const asked = askedJson(json)
  compareAnswers(directory, map, JSON.parse(asked))

  const mapHas = (numbers: string[]) => {
    const known = new Uint8Array(numbers.length)
    for (let row = 0; row < numbers.length; row++) {
      known[row] = handles.get(numbers[row] as string) === undefined ? 0 : 1
    }
    return known
  }
  const mapFind = (numbers: string[]) => numbers.map(number => map.get(number) ?? null)
  const speeds = race(asked, {
    'find (ours), texts in': numbers => directory.findAll(numbers),
    'find (ours), keys in': (_, all) => directory.findAll(all),
    'find (ours), last nine': numbers => nine.findAll(numbers),
    'find (Map)': mapFind,
    'has (ours), texts in': numbers => directory.has(numbers),
    'has (ours), keys in': (_, all) => directory.has(all),
    'has (Map)': mapHas,
  })
  const speed = (name: string) => speeds[name] as number
  const ratio = (name: string, ours: string, against: string): Figure => ({
    name: `directory.${name}.ratio`,
    value: speed(ours) / speed(against),
    unit: 'times',
    against: `${ours}, of ${against}`,
  })
  figures.push(
    ratio('lookup', 'find (ours), texts in', 'find (Map)'),
    ratio('lookup-keys', 'find (ours), keys in', 'find (Map)'),
    ratio('lookup-last-nine', 'find (ours), last nine', 'find (Map)'),
    ratio('has', 'has (ours), texts in', 'has (Map)'),
    ratio('has-keys', 'has (ours), keys in', 'has (Map)'),
    { name: 'directory.load', value: (NUMBERS * 1000) / median(loads), unit: 'rows a second' },
  )
  const notes = Object.entries(speeds).map(
    ([name, value]) => `${name}: ${Math.round(value)} a second`,
  )
  return { figures, notes }
}

if (process.argv[1]?.endsWith('tests/bench/directory.ts')) {
  const { figures, notes } = await benchDirectory()
  printFigures(figures, notes)
}
