// `npm run exchange`: a telephone exchange on this machine's loopback interface, with accounts for two
// pages and a telephone of another house that answers. Ctrl-C ends all of it.
import { bundle } from './bundle.mjs'
import { root, runMain } from './run.mjs'
import { EXCHANGE_PACKAGES, installDebianPackages } from './setup.mjs'

runMain(async () => {
  await installDebianPackages(EXCHANGE_PACKAGES)
  const [program] = await bundle('build/exchange', ['tests/support/exchange/main.ts'])
  await import(`${root}${program}`)
})
