// Builds the programs that `npm run bench -- phone` runs natively: our engine, and one that asks the
// libphonenumber which Debian packs.
import { runMain } from './run.mjs'
import { buildEngine, installDebianPackages } from './setup.mjs'

runMain(async () => {
  await installDebianPackages({
    'libphonenumber-dev': '/usr/include/phonenumbers/phonenumberutil.h',
  })
  await buildEngine('bench')
})
