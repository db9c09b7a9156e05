// Makes JavaScript of programs and tests for Node, each file's imports of ours with it: `--import tsx`
// costs every process that loads the relay two seconds of processor time, because Node 20 asks its
// hooks in another thread about each of the packages' modules.
import { readFile, rm } from 'node:fs/promises'
import { extname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { root } from './run.mjs'

/** Put together, so that a bundle of this file, too, has it as it is. */
const ADDRESS = ['import', 'meta', 'url'].join('.')

/** A bundle stands elsewhere; what it finds by its own address is beside the source. */
const ownAddress = {
  name: 'own address',
  setup({ onLoad }) {
    onLoad({ filter: /\.(ts|tsx|mjs)$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8')
      const address = JSON.stringify(pathToFileURL(path).href)
      const loader = { '.ts': 'ts', '.tsx': 'tsx', '.mjs': 'js' }[extname(path)]
      return { contents: source.replaceAll(ADDRESS, address), loader }
    })
  },
}

/**
 * @param {string} folder where it goes, from the root of the repository; what stood there is removed
 * @param {string[]} files TypeScript files, from the root of the repository
 * @returns {Promise<string[]>} what to run instead of them, in the same order
 */
export async function bundle(folder, files) {
  await rm(`${root}${folder}`, { recursive: true, force: true })
  await build({
    absWorkingDir: root,
    entryPoints: files,
    outdir: folder,
    outbase: '.',
    bundle: true,
    // What two files share is one module, as in the sources.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: true,
    logLevel: 'error',
    plugins: [ownAddress],
  })
  return files.map(file => `${folder}/${file.replace(/\.tsx?$/, '.js')}`)
}
