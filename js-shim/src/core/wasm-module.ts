import createDeskbellModule, { type DeskbellModule } from '../../../build/wasm/deskbell.mjs'

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

/** Another engine of the same code, with a memory of its own. */
export function openModule(module: WebAssembly.Module): Promise<DeskbellModule> {
  return new Promise((resolve, reject) => {
    createDeskbellModule({
      instantiateWasm(imports, done) {
        WebAssembly.instantiate(module, imports).then(done).catch(reject)
        return {}
      },
    }).then(resolve, reject)
  })
}
