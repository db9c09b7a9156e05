// `npm test`: sets up what is missing and runs every test. `--full` adds the long proofs.
// `npm test -- relay browser` runs the suites named only.
import { readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { root, run, runMain, StepError } from './run.mjs'
import { buildEngine, setup } from './setup.mjs'

/** GoogleTest's closing lines, one for each test program. */
function countGoogleTests(output) {
  const sum = pattern => [...output.matchAll(pattern)].reduce((n, match) => n + Number(match[1]), 0)
  return {
    passed: sum(/\[ {2}PASSED {2}\] (\d+) tests?/g),
    failed: sum(/\[ {2}FAILED {2}\] (\d+) tests?, listed/g),
  }
}

/** The closing lines of Node's test runner. */
function countNodeTests(output) {
  const figure = name => Number(new RegExp(`^(?:#|ℹ) ${name} (\\d+)`, 'm').exec(output)?.[1] ?? 0)
  return { passed: figure('pass'), failed: figure('fail') + figure('cancelled') }
}

const filesOf = folder =>
  readdirSync(`${root}tests/${folder}`, { recursive: true })
    .filter(file => file.endsWith('.test.ts') || (full && file.endsWith('.full.ts')))
    .map(file => `tests/${folder}/${file}`)
    .sort()

/** Runs tests and counts them, also when some fail; a failure without a count is a failure. */
async function runTests(title, command, count, options) {
  try {
    return count(await run(title, command, options))
  } catch (problem) {
    if (!(problem instanceof StepError)) throw problem
    console.error(problem.message)
    const { passed, failed } = count(problem.output)
    return { passed, failed: Math.max(failed, 1) }
  }
}

/**
 * Compilers use every core and wait for nothing; pages and servers wait a quarter of their time. So
 * the engine's suites run beside the others, and give way to them.
 */
const ENGINE = ['native', 'wasm', 'phone', 'sanitize']
const GIVE_WAY = { priority: 19 }

function engineSuite(preset) {
  return async () => {
    await buildEngine(preset, GIVE_WAY)
    const command = ['ctest', '--preset', preset, '-V', '--parallel', `${availableParallelism()}`]
    return runTests(`Engine tests, ${preset}`, command, countGoogleTests, GIVE_WAY)
  }
}

/** Tests that choose their database by tests/support/databases.ts: the store's contract, and more. */
const ON_BOTH_DATABASES = [
  'tests/relay/contact.test.ts',
  'tests/relay/dial.test.ts',
  'tests/relay/durability.test.ts',
  'tests/relay/operations.test.ts',
  'tests/relay/prepared.test.ts',
  'tests/relay/record-delivery.test.ts',
  'tests/relay/replay.test.ts',
  'tests/relay/stream.test.ts',
  'tests/relay/tenant-scope.test.ts',
  'tests/relay/tenants.test.ts',
  'tests/relay/webhooks.test.ts',
  'tests/relay/wholesale.test.ts',
  'tests/relay/who-sees-what.test.ts',
  'tests/cli/relay.test.ts',
  'tests/demo/crm-api.test.ts',
  'tests/demo/crm-pages.test.ts',
  'tests/demo/demo-process.test.ts',
  'tests/demo/statistics.test.ts',
]
const ON_POSTGRES = [process.execPath, '--import', 'tsx', 'tests/support/on-postgres.ts']

/**
 * @param {string} name of the suite
 * @param {string[]} files
 * @param {string[]} [within] a command that runs the tests' own command, if any
 * @param {number} [concurrency] how many files at once
 */
function nodeTests(name, files, within = [], concurrency = availableParallelism()) {
  return async () => {
    // Needs an npm package, so not before the set-up.
    const { bundle } = await import('./bundle.mjs')
    const command = [
      ...within,
      process.execPath,
      '--enable-source-maps',
      '--test',
      '--test-reporter=spec',
      `--test-concurrency=${concurrency}`,
      ...(await bundle(`build/bundled/${name}`, files)),
    ]
    return runTests(`Tests: ${name}`, command, countNodeTests)
  }
}

const nodeSuite = folder => nodeTests(folder, filesOf(folder))

/** Calls need an address that is not loopback's, and must reach no other machine. */
const IN_OWN_NETWORK = ['tests/support/own-network.sh']

/** The engine's numbers against google-libphonenumber, natively and as WebAssembly. */
async function phoneSuite() {
  for (const preset of ['native', 'wasm']) await buildEngine(preset, { target: 'phone_answers' })
  return nodeSuite('phone')()
}

/** A check that passes or fails as a whole. */
function check(title, command) {
  return async () => {
    await run(title, command)
    return { passed: 1, failed: 0 }
  }
}

const full = process.argv.includes('--full')
const chosen = process.argv.slice(2).filter(argument => !argument.startsWith('--'))

const SUITES = {
  lint: check('Formatting, lint and types', ['node', 'scripts/lint.mjs']),
  native: engineSuite('native'),
  sanitize: engineSuite('sanitize'),
  wasm: engineSuite('wasm'),
  house: nodeSuite('house'),
  js: nodeSuite('js'),
  phone: phoneSuite,
  relay: nodeSuite('relay'),
  cli: nodeSuite('cli'),
  demo: nodeSuite('demo'),
  postgres: nodeTests('postgres', [...ON_BOTH_DATABASES, ...filesOf('end-to-end')], ON_POSTGRES),
  'end-to-end': nodeSuite('end-to-end'),
  panel: nodeSuite('panel'),
  browser: nodeSuite('browser'),
  sip: nodeTests('sip', filesOf('sip'), IN_OWN_NETWORK, 1),
  package: nodeSuite('package'),
}

/** A suite that cannot run, or runs nothing, has failed. */
async function runSuite(name) {
  try {
    const { passed, failed } = await SUITES[name]()
    if (passed + failed === 0) throw new StepError(`✗ The suite ${name} ran no test.`)
    console.log(`  ${passed} passed, ${failed} failed in ${name}`)
    return { passed, failed }
  } catch (problem) {
    if (!(problem instanceof StepError)) throw problem
    console.error(problem.message)
    return { passed: 0, failed: 1 }
  }
}

runMain(async () => {
  const unknown = chosen.filter(name => !(name in SUITES))
  if (unknown.length > 0) {
    throw new StepError(
      `✗ No suite ${unknown.join(', ')}; there are ${Object.keys(SUITES).join(', ')}.`,
    )
  }
  await setup({ forTests: true })
  const names = Object.keys(SUITES).filter(name => chosen.length === 0 || chosen.includes(name))
  const total = { passed: 0, failed: 0 }
  const inTurn = async names => {
    for (const name of names) {
      const { passed, failed } = await runSuite(name)
      total.passed += passed
      total.failed += failed
    }
  }
  const engine = ENGINE.filter(name => names.includes(name))
  const others = names.filter(name => !ENGINE.includes(name))
  await Promise.all([inTurn(engine), inTurn(others)])
  console.log(`${total.passed} passed, ${total.failed} failed`)
  process.exit(total.failed > 0 ? 1 : 0)
})
