import type { Engine } from './engine.js'
import { openEngine } from './open-engine.js'
import { createPageEngine } from './page-engine.js'
import { createWholeEngine } from './whole-engine.js'

/**
 * Loads the engine: the same module in a page, a worker and Node.
 *
 * @param options.wasmUrl where the `.wasm` is, when it is not beside the script.
 * @throws DeskbellError `engine_unavailable` when it cannot be fetched, or the page's security
 *   policy forbids WebAssembly (it needs `script-src 'wasm-unsafe-eval'`).
 */
export async function loadEngine(options: { wasmUrl?: string | URL } = {}): Promise<Engine> {
  const open = await openEngine(options)
  return createWholeEngine(createPageEngine(open), open)
}
