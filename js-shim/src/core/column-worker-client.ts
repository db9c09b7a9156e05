import type { PackedRows, WorkerAnswer, WorkerStart } from './column-worker.js'
import type { ColumnArrays } from './number-column.js'

/** The worker's script, relative to the bundle; set by scripts/build-web.mjs. */
declare const __DESKBELL_COLUMN_WORKER__: string | undefined

/** A page's policy tells its owner of each worker that it forbids: once is enough. */
let forbidden = false

/** A worker that reads rows, as long as it lives. */
export class ColumnWorkerClient {
  readonly #worker: Worker
  #ready = false
  /** Whoever waits for an answer, the oldest first. */
  #waiting: ((read: ColumnArrays | null) => void)[] = []

  /** @returns `null` where there is no page, or it has no workers. */
  static start(module: WebAssembly.Module, country: string): ColumnWorkerClient | null {
    const path =
      typeof __DESKBELL_COLUMN_WORKER__ === 'string' ? __DESKBELL_COLUMN_WORKER__ : undefined
    const inPage = typeof document === 'object' && typeof Worker === 'function'
    if (!path || !inPage || forbidden) return null
    try {
      const url = trusted(new URL(path, import.meta.url).href)
      return new ColumnWorkerClient(new Worker(url, { type: 'module' }), { module, country })
    } catch {
      forbidden = true
      return null
    }
  }

  private constructor(worker: Worker, start: WorkerStart) {
    this.#worker = worker
    worker.onmessage = ({ data }: MessageEvent<WorkerAnswer>) => {
      if (data === 'ready') this.#ready = true
      else if (this.#ready) this.#waiting.shift()?.(data)
      else this.#fail()
    }
    worker.onmessageerror = () => this.#fail()
    worker.onerror = event => {
      // The page reads on by itself, so it is no error of the page's.
      event.preventDefault()
      this.#fail()
    }
    worker.postMessage(start)
  }

  get ready(): boolean {
    return this.#ready
  }

  /**
   * @param bytes what packRows made of the rows
   * @returns `null` when the rows are to be read in the page: the worker died, or cannot
   */
  read(bytes: Uint8Array<ArrayBuffer> | null, rows: number): Promise<ColumnArrays | null> {
    if (!bytes || !this.#ready) return Promise.resolve(null)
    return new Promise(resolve => {
      this.#waiting.push(resolve)
      const packed: PackedRows = { bytes, rows }
      this.#worker.postMessage(packed, [bytes.buffer])
    })
  }

  #fail(): void {
    if (!this.#ready) forbidden = true
    this.close()
  }

  close(): void {
    this.#ready = false
    this.#worker.terminate()
    for (const resolve of this.#waiting.splice(0)) resolve(null)
  }
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(): string },
  ): { createScriptURL(input: string): string }
}

/** Where a page takes addresses of scripts only from policies that it knows by name. */
function trusted(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }
  policy ??= trustedTypes?.createPolicy('deskbell', { createScriptURL: () => url })
  return policy?.createScriptURL('') ?? url
}
let policy: ReturnType<TrustedTypes['createPolicy']> | undefined
