import { DeskbellError } from './deskbell-error.js'
import type { EngineExports } from './engine-exports.js'
import { compileModule, openModule } from './wasm-module.js'

/** Where the build put the module, relative to the bundle; set by scripts/build-web.mjs. */
declare const __DESKBELL_WASM__: string | undefined

const WASM_PATH =
  typeof __DESKBELL_WASM__ === 'string' ? __DESKBELL_WASM__ : '../../../build/wasm/deskbell.wasm'

export interface OpenEngine {
  module: WebAssembly.Module
  exports: EngineExports
}

/** @throws DeskbellError `engine_unavailable`, as {@link loadEngine} */
export async function openEngine(options: { wasmUrl?: string | URL } = {}): Promise<OpenEngine> {
  const url = new URL(options.wasmUrl ?? WASM_PATH, import.meta.url)
  try {
    const module = await compileModule(url)
    return { module, exports: await openModule(module) }
  } catch (problem) {
    const reason = problem instanceof Error ? problem.message : String(problem)
    throw new DeskbellError('engine_unavailable', reason)
  }
}
