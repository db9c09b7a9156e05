// Fuzzes every door that hostile text comes through, with AddressSanitizer and UBSan, two targets at
// a time: `node scripts/fuzz.mjs` builds the preset `sanitize` and gives each target 60 s;
// `--seconds=600`; `node scripts/fuzz.mjs fuzz_zadarma` runs the targets named only. Starts from the
// conformance cases and from tests/fuzz/corpus; what it finds stays in build/fuzz/corpus, a crash in
// build/fuzz/crashes. `--keep` then writes the inputs that matter into tests/fuzz/corpus.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { root, run, runMain, StepError } from './run.mjs'
import { buildEngine } from './setup.mjs'

const read = path => JSON.parse(readFileSync(root + path, 'utf8'))
const CONTENT_TYPES = ['application/x-www-form-urlencoded', 'application/json']
const AT_A_TIME = 2
/** Bytes of each file in tests/fuzz/corpus: small enough to be read with the sources. */
const KEPT_BYTES = 20_000
/** Longer inputs are not kept: what they reach, a shorter one nearly always reaches. */
const KEPT_INPUT_BYTES = 2000

/** Webhooks of the conformance cases in the form of tests/fuzz/decoder.h. */
function webhookSeeds(provider) {
  return read('tests/conformance/calls/webhooks.json')
    .filter(each => each.provider === provider)
    .flatMap(({ contentType, requests }) =>
      requests.map(({ body, query = '' }) => {
        const text = typeof body === 'string' ? body : JSON.stringify(body)
        return `${String.fromCharCode(CONTENT_TYPES.indexOf(contentType))}${text}\n${query}`
      }),
    )
}

function decisionSeeds() {
  const { base } = read('tests/conformance/rules/base_call.json')
  return read('tests/conformance/rules/decide.json').map(each =>
    JSON.stringify({
      call: { ...base, ...each.call },
      client: each.client,
      matrix: { ...(each.matrix ?? read(`wasm-core/rules/presets/${each.preset}.json`)) },
      moment: each.moment,
      now: base.offeredAt,
    }),
  )
}

/** Texts in the form of tests/fuzz/phone_input.h: the place of the country in its list, the text. */
function phoneSeeds(joined) {
  const header = readFileSync(`${root}tests/fuzz/phone_input.h`, 'utf8')
  const list = /kCountries\[\] = \{([^}]*)\}/.exec(header)?.[1] ?? ''
  const countries = [...list.matchAll(/"(\w*)"/g)].map(match => match[1])
  const cases = read('tests/conformance/phone/normalize.json')
  const input = (country, text) => `${String.fromCharCode(countries.indexOf(country))}${text}`
  if (!joined) {
    return cases
      .filter(({ country }) => countries.includes(country))
      .map(({ country, text }) => input(country, text))
  }
  return ['NL', 'US', ''].map(country => {
    const rows = cases.filter(each => each.country === country).map(each => `${each.text}\x1f`)
    return input(country, rows.join(''))
  })
}

const SEEDS = {
  fuzz_zadarma: () => webhookSeeds('zadarma'),
  fuzz_ringostat: () => webhookSeeds('ringostat'),
  fuzz_pbxware: () => ['\0\nfield_name=status&dtmf=12&caller=+31612345678'],
  fuzz_deskbell: () => webhookSeeds('deskbell'),
  fuzz_matrix: () => [
    ...['recommended', 'zadarma', 'update_only'].map(name =>
      readFileSync(`${root}wasm-core/rules/presets/${name}.json`, 'utf8'),
    ),
    ...read('tests/conformance/rules/mistakes.json').map(each => JSON.stringify(each.json)),
    ...read('tests/conformance/rules/mapping.json').map(each => JSON.stringify(each)),
  ],
  fuzz_decide: decisionSeeds,
  fuzz_route: () =>
    read('tests/conformance/rules/route.json').map(({ question, client, routing }) =>
      JSON.stringify({ question, client, routing }),
    ),
  fuzz_snapshot: () => {
    const { base } = read('tests/conformance/rules/base_call.json')
    const facts = { firstAt: base.offeredAt, fromAt: base.offeredAt, 'rung/101': base.offeredAt }
    return [base, { ...base, facts, state: 'held' }].map(call => JSON.stringify(call))
  },
  fuzz_normalize: () => phoneSeeds(false),
  fuzz_as_you_type: () => phoneSeeds(false),
  fuzz_find: () => phoneSeeds(false),
  // The choice, a snapshot of nobody; real ones are among the kept inputs.
  fuzz_directory: () => ['\0DBD1\x01\0'],
  fuzz_column: () => [...phoneSeeds(false), ...phoneSeeds(true)],
}

/** Committed inputs: texts whose characters are bytes. */
const keptFile = target => `${root}tests/fuzz/corpus/${target}.json`

function fillCorpus(target, folder) {
  mkdirSync(folder, { recursive: true })
  SEEDS[target]().forEach((seed, index) => {
    writeFileSync(`${folder}/seed-${index}`, seed)
  })
  if (!existsSync(keptFile(target))) return
  JSON.parse(readFileSync(keptFile(target), 'utf8')).forEach((input, index) => {
    writeFileSync(`${folder}/kept-${index}`, Buffer.from(input, 'latin1'))
  })
}

async function fuzz(target, seconds) {
  const corpus = `${root}build/fuzz/corpus/${target}`
  fillCorpus(target, corpus)
  const output = await run(`${target}, ${seconds} s`, [
    `build/sanitize/tests/fuzz/${target}`,
    corpus,
    `-max_total_time=${seconds}`,
    '-max_len=16384',
    '-timeout=10',
    '-rss_limit_mb=2048',
    '-print_final_stats=1',
    `-artifact_prefix=build/fuzz/crashes/${target}-`,
  ])
  const runs = Number(/stat::number_of_executed_units:\s*(\d+)/.exec(output)?.[1] ?? 0)
  if (runs === 0) throw new StepError(`✗ ${target} ran nothing.`)
  console.log(`  ${target}: ${runs} inputs, ${readdirSync(corpus).length} kept`)
}

/** The fewest inputs that reach what the whole corpus reaches, the shortest first, as many as fit. */
async function keep(target) {
  const corpus = `build/fuzz/corpus/${target}`
  const merged = `build/fuzz/merged/${target}`
  rmSync(root + merged, { recursive: true, force: true })
  mkdirSync(root + merged, { recursive: true })
  await run(`${target}, merge`, [
    `build/sanitize/tests/fuzz/${target}`,
    '-merge=1',
    `-max_len=${KEPT_INPUT_BYTES}`,
    merged,
    corpus,
  ])
  const lines = readdirSync(root + merged)
    .map(name => JSON.stringify(readFileSync(`${root}${merged}/${name}`, 'latin1')))
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
  let size = 0
  const kept = lines.filter(line => {
    size += Buffer.byteLength(line) + 2
    return size <= KEPT_BYTES
  })
  mkdirSync(`${root}tests/fuzz/corpus`, { recursive: true })
  writeFileSync(keptFile(target), `[\n${kept.join(',\n')}\n]\n`)
  console.log(`  ${target}: ${kept.length} of ${lines.length} inputs kept`)
}

/** Every target runs, also after one has failed; the first failure is thrown at the end. */
async function inTurn(targets, work) {
  const waiting = [...targets]
  const failures = []
  const worker = async () => {
    for (let target = waiting.shift(); target; target = waiting.shift()) {
      await work(target).catch(problem => failures.push(problem))
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, worker))
  if (failures.length > 0) throw failures[0]
}

runMain(async () => {
  const seconds = Number(/--seconds=(\d+)/.exec(process.argv.join(' '))?.[1] ?? 60)
  const chosen = process.argv.slice(2).filter(argument => !argument.startsWith('--'))
  const unknown = chosen.filter(name => !(name in SEEDS))
  if (unknown.length > 0) {
    throw new StepError(
      `✗ No target ${unknown.join(', ')}; there are ${Object.keys(SEEDS).join(', ')}.`,
    )
  }
  const targets = chosen.length > 0 ? chosen : Object.keys(SEEDS)
  await buildEngine('sanitize', { target: 'fuzzers' })
  mkdirSync(`${root}build/fuzz/crashes`, { recursive: true })
  await inTurn(targets, target => fuzz(target, seconds))
  if (process.argv.includes('--keep')) await inTurn(targets, keep)
})
