// Formatting, lint and types of everything that is ours. `npm run lint -- --write` formats;
// `--tidy` adds clang-tidy, which takes minutes.
import { readdirSync } from 'node:fs'
import { root, run, runMain } from './run.mjs'

const write = process.argv.includes('--write')

const cppFiles = ['wasm-core', 'tests/native', 'tests/fuzz', 'tests/bench/native'].flatMap(
  folder => {
    try {
      return readdirSync(root + folder, { recursive: true })
        .filter(file => /\.(cc|h)$/.test(file))
        .map(file => `${folder}/${file}`)
    } catch {
      return []
    }
  },
)

runMain(async () => {
  await run('biome', [
    'node_modules/.bin/biome',
    'check',
    '--error-on-warnings',
    ...(write ? ['--write'] : []),
    '.',
  ])
  await run('TypeScript', ['node_modules/.bin/tsc', '-p', 'tsconfig.json'])
  const format = write ? ['-i'] : ['--dry-run', '--Werror']
  await run('clang-format', ['clang-format', ...format, ...cppFiles])
  if (process.argv.includes('--tidy')) {
    // The others are not in that tree.
    const inTree = file => !/bindings\/|^tests\/bench\//.test(file)
    const sources = cppFiles.filter(file => file.endsWith('.cc') && inTree(file))
    await run('clang-tidy', ['clang-tidy', '-p', 'build/native', '--quiet', ...sources])
  }
})
