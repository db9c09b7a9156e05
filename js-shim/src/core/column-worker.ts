// The script of the worker that reads columns; the page's side is column-worker-client.ts.
import { Views } from './views.js'
import { openModule } from './wasm-module.js'

/** The first message; it is answered by `'ready'`. */
export interface WorkerStart {
  /** Compiled in the page: nothing is downloaded or compiled twice. */
  module: WebAssembly.Module
  country: string
}

/** Every other message: rows as {@link Views.readPacked} takes them. Answered in the same order. */
export interface PackedRows {
  bytes: Uint8Array<ArrayBuffer>
  rows: number
}

/** `null`: the rows are not to be read packed; as the first answer, nothing can be read here. */
export type WorkerAnswer = 'ready' | ReturnType<Views['readPacked']>

/** What of a worker's global scope is used; the project's types are those of a page. */
interface WorkerScope {
  onmessage: ((message: MessageEvent) => void) | null
  postMessage(answer: WorkerAnswer, transfer?: Transferable[]): void
}
const scope = globalThis as unknown as WorkerScope

scope.onmessage = ({ data: { module, country } }: MessageEvent<WorkerStart>) => {
  // Nothing comes before the answer 'ready'.
  openModule(module).then(
    opened => {
      const views = new Views(opened)
      scope.onmessage = ({ data: { bytes, rows } }: MessageEvent<PackedRows>) => {
        const read = views.readPacked(bytes, rows, country)
        scope.postMessage(read, read ? Object.values(read).map(({ buffer }) => buffer) : [])
      }
      scope.postMessage('ready')
    },
    () => scope.postMessage(null),
  )
}
