import type { EngineExports } from './engine-exports.js'

/** Fetches and compiles it, in a page, a worker or Node. */
export async function compileModule(url: URL): Promise<WebAssembly.Module> {
  if (url.protocol === 'file:') {
    const { readFile } = await import('node:fs/promises')
    return WebAssembly.compile(await readFile(url))
  }
  const response = await fetch(url, { credentials: 'same-origin' })
  if (!response.ok) throw new Error(`${url.pathname} answered ${response.status}`)
  // A server that does not know the type application/wasm still serves the bytes.
  const streamable = response.headers.get('content-type')?.startsWith('application/wasm')
  return streamable
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer())
}

/** What the C library would ask of a system; there is none, and nobody prints. WASI's EBADF. */
const refuse = () => 8

const IMPORTS = {
  wasi_snapshot_preview1: {
    fd_close: refuse,
    fd_seek: refuse,
    fd_write: refuse,
    proc_exit(code: number) {
      throw new Error(`the engine stopped (${code})`)
    },
  },
}

/** Another engine of the same code, with a memory of its own. */
export async function openModule(module: WebAssembly.Module): Promise<EngineExports> {
  const { exports } = await WebAssembly.instantiate(module, IMPORTS)
  const engine = exports as EngineExports
  engine._initialize()
  return engine
}
