// `npm run size [-- --json]`: builds what a page loads and prints its bytes, raw and compressed.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliSize, buildWeb, closure } from './build-web.mjs'
import { runMain } from './run.mjs'

async function measure(name, files) {
  const sizes = await Promise.all(
    files.map(async file => ({
      raw: (await readFile(file)).length,
      brotli: await brotliSize(file),
    })),
  )
  const sum = key => sizes.reduce((total, size) => total + size[key], 0)
  return { name, raw: sum('raw'), value: sum('brotli') }
}

runMain(async () => {
  const { folder, engine, entry, outputs } = await buildWeb()
  const loader = join(folder, 'deskbell.js')
  const asset = name => join(folder, 'deskbell/assets', name)
  const figures = [
    await measure('size.first-script.brotli', [loader]),
    await measure('size.before-call.brotli', [loader, ...[...closure(outputs, entry)].map(asset)]),
    await measure('size.wasm.brotli', [asset(engine)]),
  ]
  if (process.argv.includes('--json')) {
    const plain = figures.map(({ name, value }) => ({ name, value, unit: 'bytes' }))
    console.log(JSON.stringify({ figures: plain }))
    return
  }
  console.log('                               raw    brotli')
  for (const { name, raw, value } of figures) {
    console.log(`${name.padEnd(26)}${`${raw}`.padStart(8)}${`${value}`.padStart(10)}`)
  }
})
