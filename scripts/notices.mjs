// Writes dist/THIRD-PARTY-NOTICES.txt: the licences of what the published files contain.
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))

/** What is in the published files, and where its licence stands. */
const PARTS = [
  ['libphonenumber (compiled into deskbell.wasm)', 'build/sources/libphonenumber-8.12.57/LICENSE'],
  ['nlohmann/json (compiled into deskbell.wasm)', 'build/sources/json-3.11.2/LICENSE.MIT'],
  [
    'google-libphonenumber (metadata in deskbell.wasm)',
    'node_modules/google-libphonenumber/LICENSE',
  ],
  ['Preact (in the plugin)', 'node_modules/preact/LICENSE'],
  ['eventsource-parser (in the plugin)', 'node_modules/eventsource-parser/LICENSE'],
  ['JsSIP (in the telephone of the page)', 'node_modules/jssip/LICENSE.md'],
  ['events (in the telephone of the page)', 'node_modules/events/LICENSE'],
  ['sdp-transform (in the telephone of the page)', 'node_modules/sdp-transform/LICENSE'],
  ['Emscripten and its system libraries (in deskbell.wasm and its loader)', emscriptenLicence()],
]

/** An emsdk has its licence beside emcc; Debian has it among its documentation. */
function emscriptenLicence() {
  const folder = (process.env.PATH ?? '')
    .split(delimiter)
    .find(entry => existsSync(join(entry, 'emcc')))
  const beside = folder ? join(dirname(realpathSync(join(folder, 'emcc'))), 'LICENSE') : ''
  return existsSync(beside) ? beside : '/usr/share/doc/emscripten/copyright'
}

const sections = PARTS.map(([name, file]) => {
  const text = readFileSync(file.startsWith('/') ? file : root + file, 'utf8')
  return `${'='.repeat(80)}\n${name}\n${'='.repeat(80)}\n\n${text.trim()}\n`
})
mkdirSync(`${root}dist`, { recursive: true })
writeFileSync(
  `${root}dist/THIRD-PARTY-NOTICES.txt`,
  `Deskbell is licensed under Apache-2.0; see LICENSE. It contains the works of others:\n\n${sections.join('\n')}`,
)
