// Makes all that the published package holds; `npm pack` calls it.
import { rmSync } from 'node:fs'
import { root, run, runMain } from './run.mjs'
import { setup } from './setup.mjs'

runMain(async () => {
  await setup({ forTests: false })
  rmSync(`${root}dist/types`, { recursive: true, force: true })
  await run('Types of the package', ['node_modules/.bin/tsc', '-p', 'tsconfig.package.json'])
  await run('Third-party notices', ['node', 'scripts/notices.mjs'])
})
