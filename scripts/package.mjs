// Makes all that the published package holds; `npm pack` calls it.
import { cpSync, rmSync } from 'node:fs'
import { root, run, runMain } from './run.mjs'
import { setup } from './setup.mjs'

runMain(async () => {
  await setup({ forTests: false })
  rmSync(`${root}dist/types`, { recursive: true, force: true })
  await run('Types of the package', ['node_modules/.bin/tsc', '-p', 'tsconfig.package.json'])
  // Ours, written by hand, so TypeScript leaves it where it is.
  cpSync(`${root}build/wasm/deskbell.d.mts`, `${root}dist/types/build/wasm/deskbell.d.mts`)
  await run('Third-party notices', ['node', 'scripts/notices.mjs'])
})
