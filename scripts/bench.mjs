// `npm run bench -- clean | directory | phone | calls | page | relay [--json]`: runs one of the benchmarks in tests/bench.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { root } from './run.mjs'

const BENCHES = ['clean', 'directory', 'phone', 'calls', 'page', 'relay']

const [name, ...options] = process.argv.slice(2)
if (!BENCHES.includes(name)) {
  console.error(`Which benchmark? npm run bench -- ${BENCHES.join(' | ')} [--json]`)
  process.exit(1)
}
if (!existsSync(`${root}build/wasm/deskbell.wasm`)) {
  console.error('build/wasm/deskbell.wasm is missing: build the engine first (npm run build).')
  process.exit(1)
}
if (name === 'phone') {
  // What it prints is progress; with --json only the figures are to stand in the output.
  const setup = ['scripts/setup-native-bench.mjs']
  const { status } = spawnSync(process.execPath, setup, { cwd: root, stdio: ['ignore', 2, 2] })
  if (status === 0) options.push('--native')
}
const command = ['--import', 'tsx', `tests/bench/${name}.ts`, ...options]
process.exit(spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' }).status ?? 1)
