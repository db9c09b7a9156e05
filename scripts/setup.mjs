// Sets up whatever is missing, from a fresh clone on a bare Debian machine with Node: Debian
// packages, npm packages, the sources of others, the engine and the plugin. Quick when nothing
// changed. Run alone (`npm run build`) it makes what `npm start` needs.
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root, run, runMain, StepError } from './run.mjs'

/** Debian package → the file or program whose presence shows that it is there. */
const BUILD_PACKAGES = {
  cmake: 'cmake',
  'ninja-build': 'ninja',
  'g++': 'g++',
  'xz-utils': 'xz',
  // Sources only; the engine's build configures its tests with it.
  googletest: '/usr/src/googletest/googletest/src/gtest-all.cc',
}
const TEST_PACKAGES = {
  clang: 'clang++',
  'clang-format': 'clang-format',
  'clang-tidy': 'clang-tidy',
  'libclang-rt-14-dev': '/usr/lib/llvm-14/lib/clang/14.0.6/lib/linux/libclang_rt.asan-x86_64.a',
  'libgtest-dev': '/usr/include/gtest/gtest.h',
  chromium: 'chromium',
  // The server's programs; the tests start clusters of their own.
  postgresql: '/usr/lib/postgresql/15/bin/initdb',
}

/** A telephone exchange, foreign telephones and a relay for media; `npm run exchange` and the suite `sip` start them. */
export const EXCHANGE_PACKAGES = {
  kamailio: 'kamailio',
  'kamailio-websocket-modules': '/usr/lib/x86_64-linux-gnu/kamailio/modules/websocket.so',
  'kamailio-sqlite-modules': '/usr/lib/x86_64-linux-gnu/kamailio/modules/db_sqlite.so',
  'baresip-core': 'baresip',
  'sip-tester': 'sipp',
  iproute2: '/usr/sbin/ip',
}

/** Further browsers, and a CRM that others wrote; tests that need them are skipped where they are not. */
const FOREIGN_PACKAGES = {
  'firefox-esr': 'firefox-esr',
  'webkit2gtk-driver': 'WebKitWebDriver',
  xvfb: 'Xvfb',
  'tryton-server': 'trytond',
  'tryton-sao': '/usr/share/tryton-sao/www/index.html',
  'tryton-modules-party': '/usr/lib/python3/dist-packages/trytond/modules/party/__init__.py',
}

/** Debian makes and starts a cluster when it installs PostgreSQL, unless this file says otherwise. */
const NO_CLUSTER = '/etc/postgresql-common/createcluster.d/deskbell.conf'

function onPath(program) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    try {
      accessSync(`${folder}/${program}`, constants.X_OK)
      return `${folder}/${program}`
    } catch {
      // Not in this folder.
    }
  }
  return null
}

/**
 * Installs what is missing.
 * @param {Record<string, string>} wanted Debian package → the file or program that shows that it is there
 */
export async function installDebianPackages(wanted) {
  const present = probe => (probe.startsWith('/') ? existsSync(probe) : onPath(probe))
  const missing = Object.keys(wanted).filter(name => !present(wanted[name]))
  // An emsdk on the PATH wins over Debian's Emscripten.
  if (!onPath('emcc')) missing.push('emscripten')
  if (missing.length === 0) return
  const by_hand = `install by hand: apt-get install ${missing.join(' ')}`
  if (!onPath('apt-get')) throw new StepError(`✗ This machine has no apt-get; ${by_hand}`)
  if (process.getuid?.() !== 0) {
    throw new StepError(`✗ Debian packages are missing; as root, ${by_hand}`)
  }
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await run('Debian package lists', ['apt-get', 'update'], {
    env,
    hint: 'Is the Debian mirror reachable?',
  })
  const hasServer = !missing.includes('postgresql')
  if (!hasServer) {
    mkdirSync(dirname(NO_CLUSTER), { recursive: true })
    writeFileSync(NO_CLUSTER, 'create_main_cluster = false\n')
  }
  try {
    await run(
      `Debian packages ${missing.join(' ')}`,
      ['apt-get', 'install', '-y', '--no-install-recommends', ...missing],
      { env, hint: by_hand },
    )
  } finally {
    if (!hasServer) rmSync(NO_CLUSTER)
  }
}

/**
 * Runs `npm ci` unless npm's own record of the folder says that every package of the lock file is
 * there. One that is there besides harms nothing: a second checkout may share the folder.
 */
async function installNpmPackages() {
  const packagesOf = file => JSON.parse(readFileSync(root + file, 'utf8')).packages
  const installed = existsSync(`${root}node_modules/.package-lock.json`)
    ? packagesOf('node_modules/.package-lock.json')
    : {}
  const missing = Object.entries(packagesOf('package-lock.json')).some(
    // Optional ones are for other machines.
    ([path, { optional, integrity }]) =>
      path !== '' && !optional && installed[path]?.integrity !== integrity,
  )
  if (!missing) return
  await run('npm packages', ['npm', 'ci', '--no-audit', '--no-fund'], {
    hint: 'Is the npm registry reachable?',
  })
}

/** Debian's Emscripten needs to find Debian's own Node modules when it optimises. */
function emscriptenEnvironment() {
  const debian = onPath('emcc')?.startsWith('/usr/bin/')
  return debian ? { NODE_PATH: '/usr/share/nodejs' } : {}
}

/** When a file was changed; -1: it is not there. */
const changedAt = path => statSync(root + path, { throwIfNoEntry: false })?.mtimeMs ?? -1

/**
 * Configures where needed and builds what changed.
 * @param {string} preset one of CMakePresets.json
 * @param {{target?: string, priority?: number}} [options] without a target all of it
 */
export async function buildEngine(preset, { target, priority } = {}) {
  const env = preset === 'wasm' ? emscriptenEnvironment() : {}
  if (changedAt(`build/${preset}/build.ninja`) < changedAt('CMakePresets.json')) {
    const configure = ['cmake', '--preset', preset]
    if (preset === 'wasm') configure.unshift('emcmake')
    await run(`Engine, ${preset}: configure`, configure, { env, priority })
  }
  const build = ['cmake', '--build', '--preset', preset]
  if (target) build.push('--target', target)
  await run(`Engine, ${preset}: build`, build, { env, priority })
}

/** All at once; where one cannot be had, the others still may. */
async function tryForeignPackages() {
  const tries = [FOREIGN_PACKAGES, ...Object.entries(FOREIGN_PACKAGES).map(entry => [entry])]
  for (const wanted of tries) {
    const packages = Array.isArray(wanted) ? Object.fromEntries(wanted) : wanted
    try {
      await installDebianPackages(packages)
      if (wanted === FOREIGN_PACKAGES) return
    } catch (problem) {
      if (!(problem instanceof StepError)) throw problem
      if (wanted === FOREIGN_PACKAGES) continue
      console.log(`· ${Object.keys(packages)} cannot be had here; tests that need it are skipped`)
    }
  }
}

/** One set-up at a time: two builds in one folder would break each other. */
async function takeTurn() {
  const lock = `${root}build/setup.lock`
  mkdirSync(`${root}build`, { recursive: true })
  for (let told = false; ; ) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      let held = true
      const release = () => {
        if (held) rmSync(lock, { force: true })
        held = false
      }
      process.on('exit', release)
      return release
    } catch (problem) {
      if (problem.code !== 'EEXIST') throw problem
    }
    if (!isAlive(Number(readFileSync(lock, 'utf8')))) rmSync(lock, { force: true })
    else if (!told) console.log('· waiting for another set-up in this folder …')
    told = true
    await new Promise(resolve => setTimeout(resolve, 500))
  }
}

function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch {
    return false
  }
}

/**
 * Makes the machine ready.
 * @param {{forTests: boolean}} options tests need compilers with sanitizers and a browser besides
 */
export async function setup({ forTests }) {
  const major = Number(process.versions.node.split('.')[0])
  if (major < 20) throw new StepError(`✗ Deskbell needs Node 20 or newer; this is ${major}.`)
  const done = await takeTurn()
  await installDebianPackages(
    forTests ? { ...BUILD_PACKAGES, ...TEST_PACKAGES, ...EXCHANGE_PACKAGES } : BUILD_PACKAGES,
  )
  if (forTests) await tryForeignPackages()
  await installNpmPackages()
  await run('Sources of libphonenumber and nlohmann/json', ['node', 'scripts/fetch-sources.mjs'])
  await buildEngine('wasm', { target: 'deskbell' })
  await run('Plugin', ['node', 'scripts/build-web.mjs'])
  await run('Demo', ['node', 'scripts/build-demo.mjs'])
  done()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) runMain(() => setup({ forTests: false }))
