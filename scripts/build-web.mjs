// Builds what a page loads (dist/web) and what a bundler takes (dist/esm) from js-shim/src.
// Needs build/wasm/deskbell.wasm, the engine's build.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import { build, transform } from 'esbuild'
import { root, runMain, StepError } from './run.mjs'

const source = join(root, 'js-shim/src')
// Built beside and put in place at the end: a server that runs never serves half a build.
const fresh = join(root, 'dist/.fresh')
const web = join(fresh, 'web')
const assets = join(web, 'deskbell/assets')
const esm = join(fresh, 'esm')
const wasm = join(root, 'build/wasm/deskbell.wasm')

/** The first script's budget, bytes of brotli: every page of the host pays for it. */
const FIRST_SCRIPT = 3_000

/** Sheets are adopted, so they travel as text in the script; without the comments and blanks. */
const sheets = {
  name: 'sheets',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const css = await readFile(path, 'utf8')
      const { code } = await transform(css, { loader: 'css', minify: true, target: 'es2022' })
      return { contents: code.trim(), loader: 'text' }
    })
  },
}

const common = {
  bundle: true,
  minify: true,
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  plugins: [sheets],
  // The engine's loader reads the file itself in Node; a page never gets there.
  external: ['node:*'],
  legalComments: 'none',
  logLevel: 'error',
  metafile: true,
}

/** Writes the engine under a name with its content's hash and answers with that name. */
async function copyEngine(folder) {
  const bytes = await readFile(wasm)
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8)
  const name = `deskbell-${hash}.wasm`
  await mkdir(folder, { recursive: true })
  await copyFile(wasm, join(folder, name))
  return name
}

const WORKER = 'js-shim/src/core/column-worker.ts'

/** The worker that reads columns, in one file: pieces shared with it would weigh on every page. */
async function buildWorker(version, engine) {
  const { metafile } = await build({
    ...common,
    entryPoints: [join(root, WORKER)],
    outdir: assets,
    format: 'esm',
    entryNames: '[name]-[hash]',
    define: define(version, { __DESKBELL_WASM__: `./${engine}` }),
  })
  return entryOf(metafile.outputs, '/column-worker.ts')
}

/** JsSIP asks for a log that nobody reads, and that could show what is secret. */
const noLog = {
  name: 'no log',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^debug$/ }, () => ({ path: 'debug', namespace: 'no-log' }))
    onLoad({ filter: /./, namespace: 'no-log' }, () => ({
      contents:
        'const none = () => {}; module.exports = () => none; module.exports.default = () => none',
    }))
  },
}

/** The telephone in the page, in one file for the worker's reason. */
async function buildSoftphone(version) {
  const { metafile } = await build({
    ...common,
    plugins: [...common.plugins, noLog],
    entryPoints: [join(source, 'softphone.ts')],
    outdir: assets,
    format: 'esm',
    entryNames: '[name]-[hash]',
    define: define(version, {}),
  })
  return entryOf(metafile.outputs, '/softphone.ts')
}

async function buildPlugin(version) {
  const engine = await copyEngine(assets)
  const worker = await buildWorker(version, engine)
  const softphone = await buildSoftphone(version)
  const builtApart = {
    name: 'built apart',
    setup({ onResolve }) {
      onResolve({ filter: /\/softphone\.js$/ }, () => ({ path: `./${softphone}`, external: true }))
    },
  }
  const { metafile } = await build({
    ...common,
    plugins: [...common.plugins, builtApart],
    entryPoints: [join(source, 'plugin.ts')],
    outdir: assets,
    format: 'esm',
    splitting: true,
    entryNames: '[name]-[hash]',
    chunkNames: 'chunk-[hash]',
    define: define(version, {
      __DESKBELL_WASM__: `./${engine}`,
      __DESKBELL_COLUMN_WORKER__: `./${worker}`,
    }),
  })
  const { outputs } = metafile
  return { engine, softphone, entry: entryOf(outputs, '/plugin.ts'), outputs }
}

const entryOf = (outputs, file) =>
  basename(Object.keys(outputs).find(name => outputs[name].entryPoint?.endsWith(file)))

async function buildLoader(version, plugin) {
  await build({
    ...common,
    entryPoints: [join(source, 'loader.ts')],
    outfile: join(web, 'deskbell.js'),
    format: 'iife',
    define: define(version, { __DESKBELL_PLUGIN__: `deskbell/assets/${plugin}` }),
  })
}

async function buildLibrary({ version, dependencies, peerDependencies }) {
  const engine = await copyEngine(esm)
  await build({
    ...common,
    // In one build, so that a DeskbellError is the same class whoever threw it.
    entryPoints: {
      index: join(source, 'index.ts'),
      engine: join(source, 'engine.ts'),
      'column-worker': join(root, WORKER),
      relay: join(root, 'relay/src/index.ts'),
      // `npx deskbell`.
      cli: join(root, 'cli/deskbell.ts'),
    },
    external: [...common.external, ...Object.keys({ ...dependencies, ...peerDependencies })],
    plugins: [...common.plugins, noLog],
    outdir: esm,
    format: 'esm',
    splitting: true,
    minify: false,
    chunkNames: 'chunk-[hash]',
    define: define(version, {
      __DESKBELL_WASM__: `./${engine}`,
      __DESKBELL_COLUMN_WORKER__: './column-worker.js',
    }),
  })
}

/** The file and what it imports at once; what it may import later is not counted. */
export function closure(outputs, name, seen = new Set()) {
  const path = Object.keys(outputs).find(output => basename(output) === name)
  if (!path || seen.has(name)) return seen
  seen.add(name)
  for (const { kind, path: imported } of outputs[path].imports) {
    if (kind === 'import-statement') closure(outputs, basename(imported), seen)
  }
  return seen
}

const define = (version, names) =>
  Object.fromEntries(
    Object.entries({ __DESKBELL_VERSION__: version, ...names }).map(([name, value]) => [
      name,
      JSON.stringify(value),
    ]),
  )

/** A file's bytes at brotli's highest quality. */
export async function brotliSize(file) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
  return brotliCompressSync(await readFile(file), { params }).length
}

/**
 * Builds both and puts them in place.
 * @returns what a page of the host loads: the folder, the engine's and the plugin's file in it, and
 * esbuild's account of the outputs
 */
export async function buildWeb() {
  if (!existsSync(wasm)) {
    throw new StepError(
      '✗ build/wasm/deskbell.wasm is missing: build the engine first (npm run build).',
    )
  }
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  await rm(fresh, { recursive: true, force: true })
  const builds = [buildPlugin(manifest.version), buildLibrary(manifest)]
  const [plugin] = await Promise.all(builds).catch(problem => {
    // esbuild has printed its own errors, with file and line.
    throw problem.errors ? new StepError('✗ The web build failed.') : problem
  })
  await buildLoader(manifest.version, plugin.entry)
  const firstScript = await brotliSize(join(web, 'deskbell.js'))
  if (firstScript > FIRST_SCRIPT) {
    throw new StepError(
      `✗ dist/web/deskbell.js is ${firstScript} bytes of brotli; the budget is ${FIRST_SCRIPT}.`,
    )
  }
  for (const name of ['web', 'esm']) {
    await rm(join(root, 'dist', name), { recursive: true, force: true })
    await rename(join(fresh, name), join(root, 'dist', name))
  }
  await rm(fresh, { recursive: true, force: true })
  return { folder: join(root, 'dist/web'), ...plugin }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) runMain(buildWeb)
