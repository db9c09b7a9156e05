// `npm run size [-- --json]`: builds what a page loads and prints its bytes, raw and compressed.
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
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

/** What a page loads, and when; brotli of each file by itself, since so it is sent. */
export async function measureSizes() {
  const { folder, engine, softphone, entry, outputs } = await buildWeb()
  const loader = join(folder, 'deskbell.js')
  const asset = name => join(folder, 'deskbell/assets', name)
  const fileOf = source => {
    const found = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint?.endsWith(source))
    return basename(found[0])
  }
  const languages = Object.values(outputs)
    .map(({ entryPoint }) => /js-shim\/src\/text\/(\w\w)\.ts$/.exec(entryPoint ?? '')?.[1])
    .filter(Boolean)
  const words = await Promise.all(
    languages.map(language => measure(language, [asset(fileOf(`/text/${language}.ts`))])),
  )
  // An agent's page loads one language; the largest counts.
  const [largest] = words.sort((a, b) => b.value - a.value)
  const before = new Set([
    ...closure(outputs, entry),
    ...closure(outputs, fileOf(`/text/${largest.name}.ts`)),
  ])
  const later = new Set([
    ...closure(outputs, fileOf('/later.ts')),
    ...closure(outputs, fileOf(`/text/more/${largest.name}.ts`)),
  ])
  const withCall = [...later].filter(name => !before.has(name))
  return [
    await measure('size.first-script.brotli', [loader]),
    await measure('size.before-call.brotli', [loader, ...[...before].map(asset)]),
    await measure('size.with-first-call.brotli', withCall.map(asset)),
    await measure('size.softphone.brotli', [asset(softphone)]),
    await measure('size.wasm.brotli', [asset(engine)]),
  ]
}

async function print() {
  const figures = await measureSizes()
  if (process.argv.includes('--json')) {
    const plain = figures.map(({ name, value }) => ({ name, value, unit: 'bytes' }))
    console.log(JSON.stringify({ figures: plain }))
    return
  }
  console.log('                                  raw    brotli')
  for (const { name, raw, value } of figures) {
    console.log(`${name.padEnd(29)}${`${raw}`.padStart(8)}${`${value}`.padStart(10)}`)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) runMain(print)
