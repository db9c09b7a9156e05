// Fuzzes every door that hostile text comes through, with AddressSanitizer and UBSan:
// `node scripts/fuzz.mjs` builds the preset `fuzz` and gives each target 60 s; `--seconds=600`;
// `node scripts/fuzz.mjs fuzz_zadarma` runs the targets named only. Starts from the conformance
// cases; what it finds stays in build/fuzz/corpus, a crash in build/fuzz/crashes.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { root, run, runMain, StepError } from './run.mjs'
import { buildEngine } from './setup.mjs'

const read = path => JSON.parse(readFileSync(root + path, 'utf8'))
const CONTENT_TYPES = ['application/x-www-form-urlencoded', 'application/json']

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
  await buildEngine('fuzz')
  mkdirSync(`${root}build/fuzz/crashes`, { recursive: true })
  for (const [target, seeds] of Object.entries(SEEDS)) {
    if (chosen.length > 0 && !chosen.includes(target)) continue
    const corpus = `build/fuzz/corpus/${target}`
    mkdirSync(root + corpus, { recursive: true })
    seeds().forEach((seed, index) => {
      writeFileSync(`${root}${corpus}/seed-${index}`, seed)
    })
    const output = await run(`${target}, ${seconds} s`, [
      `build/fuzz/tests/fuzz/${target}`,
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
    console.log(`  ${runs} inputs, ${readdirSync(root + corpus).length} kept`)
  }
})
