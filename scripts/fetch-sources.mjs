// Brings the C++ sources that the engine is built from into build/sources: Debian's source
// packages, by the machine's own apt entries, checked against the pins in
// wasm-core/third_party/sources.json. Does nothing when they are there. The machine's apt
// configuration and state are not touched: lists, cache and sources list are private to this run.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const target = join(root, 'build/sources')
const work = join(root, `build/sources.partial.${process.pid}`) // two builds may start at once
const STAMP = '.deskbell-source' // holds the pin; written before the folder gets its final name

function fail(message) {
  rmSync(work, { recursive: true, force: true })
  console.error(`fetch-sources: ${message}`)
  process.exit(1)
}

const pinOf = source => JSON.stringify([source.sha256, source.keep])

function isThere(source) {
  try {
    return readFileSync(join(target, source.folder, STAMP), 'utf8') === pinOf(source)
  } catch {
    return false
  }
}

function run(command, args, cwd) {
  return execFileSync(command, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 << 20,
  })
}

/** The machine's binary entries, turned into source entries. */
function sourceEntries() {
  const fields = ['REPO_URI', 'RELEASE', 'COMPONENT', 'SIGNED_BY'].map(name => `$(${name})`)
  let listed
  try {
    const format = fields.join('|')
    listed = run('apt-get', ['indextargets', '--format', format, 'Created-By: Packages'])
  } catch {
    fail('apt-get is needed and was not found: build on Debian 12')
  }
  const stanzas = new Set()
  for (const line of listed.split('\n').filter(Boolean)) {
    const [uri, suite, component, signedBy] = line.split('|')
    if (component !== 'main' || !uri || !suite) continue
    const keys = signedBy && !signedBy.startsWith('$') ? `Signed-By: ${signedBy}\n` : ''
    stanzas.add(`Types: deb-src\nURIs: ${uri}\nSuites: ${suite}\nComponents: ${component}\n${keys}`)
  }
  if (stanzas.size === 0) fail('apt has no package sources: add a Debian 12 entry to /etc/apt')
  return [...stanzas].join('\n')
}

function privateApt() {
  const places = { parts: 'parts', lists: 'lists/partial', cache: 'cache/archives/partial' }
  for (const place of Object.values(places)) mkdirSync(join(work, place), { recursive: true })
  writeFileSync(join(work, 'parts/deskbell.sources'), sourceEntries())
  const settings = {
    'Dir::Etc::sourcelist': '/dev/null',
    'Dir::Etc::sourceparts': join(work, 'parts'),
    'Dir::State::Lists': join(work, 'lists'),
    'Dir::Cache': join(work, 'cache'),
    'APT::Sandbox::User': process.getuid?.() === 0 ? 'root' : '',
    'Acquire::Languages': 'none',
    'Acquire::Retries': '3',
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`])
}

function download(apt, source) {
  console.log(`fetch-sources: ${source.package} ${source.version} …`)
  try {
    const args = ['source', '--download-only', `${source.package}=${source.version}`]
    run('apt-get', [...apt, ...args], work)
  } catch (error) {
    const reason = String(error.stderr).trim().split('\n').at(-1)
    fail(
      `${source.package} ${source.version} could not be downloaded (${reason}): check the network and that apt has a Debian 12 (bookworm) entry`,
    )
  }
  const bytes = readFileSync(join(work, source.file))
  const sum = createHash('sha256').update(bytes).digest('hex')
  if (sum !== source.sha256) {
    fail(`${source.file} has the sum ${sum}, not the pinned ${source.sha256}: do not use it`)
  }
}

function unpack(source) {
  const wanted = source.keep.map(path => `${source.folder}/${path}`)
  run('tar', ['-xf', source.file, '--exclude=*/geocoding', ...wanted], work)
  writeFileSync(join(work, source.folder, STAMP), pinOf(source))
  mkdirSync(target, { recursive: true })
  if (isThere(source)) return // another run was quicker
  // A build that goes on beside this one misses the folder for no more than a moment.
  const old = join(work, `${source.folder}.old`)
  if (existsSync(join(target, source.folder))) renameSync(join(target, source.folder), old)
  renameSync(join(work, source.folder), join(target, source.folder))
}

const pins = JSON.parse(readFileSync(join(root, 'wasm-core/third_party/sources.json'), 'utf8'))
const missing = pins.filter(source => !isThere(source))
if (missing.length > 0) {
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work, { recursive: true })
  const apt = privateApt()
  console.log('fetch-sources: reading the lists of source packages …')
  try {
    run('apt-get', [...apt, 'update'], work)
  } catch {
    // Some entries have no source packages; whether ours are there shows in the next step.
  }
  for (const source of missing) {
    download(apt, source)
    unpack(source)
  }
  rmSync(work, { recursive: true, force: true })
}
