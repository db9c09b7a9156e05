import { ColumnWorkerClient } from './column-worker-client.js'
import type { Engine } from './engine.js'
import { type ColumnArrays, copyInto, emptyColumn, NumberColumn } from './number-column.js'
import { batchesOf, type NumberRows } from './row-batches.js'
import { packRows } from './views.js'

export interface NumberStreamOptions {
  country?: string
  /** Called after each slice. @param total how many rows there are, when that is known. */
  onProgress?: (done: number, total: number | undefined) => void
  signal?: AbortSignal
}

/** How long the page waits at most for its turn, but for some rows: well within a frame of 16 ms. */
const SLICE_MS = 3
/** Rows that a worker gets at once. */
const BATCH_ROWS = 4096
/** Batches that a worker has, so that it need not wait for the page. */
const UNDER_WAY = 2
/** Milliseconds of reading after which its pace says something: the first rows make what others use. */
const WARM_MS = 20
/** Milliseconds of reading, done and to come, for which a worker is worth its start. */
const WORKER_MS = 100

/**
 * Normalizes rows in slices, by the clock, which let the page breathe in between. What takes long
 * goes on in a worker where the page has one: as soon as that is there, and as long as it lives.
 *
 * @throws the reason of `signal` when that aborts
 */
export async function* normalizeStream(
  engine: Engine,
  rows: NumberRows,
  { country = '', onProgress, signal }: NumberStreamOptions = {},
): AsyncGenerator<NumberColumn> {
  const { writeE164 } = engine.normalizeAll([])
  const total = Array.isArray(rows) ? rows.length : undefined
  let done = 0
  /** Milliseconds that the page has read. */
  let spent = 0
  let worker: ColumnWorkerClient | null | undefined
  const underWay: { batch: readonly unknown[]; answer: Promise<ColumnArrays | null> }[] = []

  const tell = (column: NumberColumn) => {
    done += column.length
    onProgress?.(done, total)
    return column
  }

  async function* readHere(batch: readonly unknown[], until = () => false) {
    let at = 0
    while (at < batch.length && !until()) {
      signal?.throwIfAborted()
      const started = performance.now()
      const column = engine.normalizeAll(batch, { country, from: at, within: SLICE_MS })
      const took = performance.now() - started
      spent += took
      at += column.length
      yield tell(column)
      await nextTask()
      if (worker !== undefined || signal?.aborted || done === total) continue
      const known = total !== undefined && spent > WARM_MS
      const toCome = known ? (took / column.length) * (total - done) : 0
      if (spent + toCome < WORKER_MS) continue
      worker = ColumnWorkerClient.start(engine.module, typeof country === 'string' ? country : '')
      await nextTask()
    }
    return at
  }

  /** What the worker made of its oldest batches; or the page, where it cannot. */
  async function* takeUntil(left: number) {
    while (underWay.length > left) {
      const [{ batch, answer }] = underWay.splice(0, 1) as [(typeof underWay)[number]]
      const read = await answer
      signal?.throwIfAborted()
      if (!read) yield* readHere(batch)
      else {
        const { keys, kinds, reasons, countries } = read
        yield tell(new NumberColumn(keys, kinds, reasons, countries, writeE164))
      }
    }
  }

  function giveAway(batch: readonly unknown[], to: ColumnWorkerClient) {
    const bytes = packRows(batch)
    if (bytes || batch.length < 2) underWay.push({ batch, answer: to.read(bytes, batch.length) })
    else {
      giveAway(batch.slice(0, batch.length >> 1), to)
      giveAway(batch.slice(batch.length >> 1), to)
    }
  }

  const close = () => worker?.close()
  signal?.addEventListener('abort', close)
  try {
    for await (const batch of batchesOf(rows, BATCH_ROWS)) {
      if (worker?.ready) yield* takeUntil(UNDER_WAY)
      // What a worker that died has left comes first.
      if (!worker?.ready) yield* takeUntil(0)
      const at = yield* readHere(batch, () => worker?.ready === true)
      if (worker && at < batch.length) giveAway(batch.slice(at), worker)
    }
    yield* takeUntil(0)
  } finally {
    signal?.removeEventListener('abort', close)
    close()
  }
}

/** A message comes at once, but after what the page has to do; a timer waits 4 ms. */
function nextTask(): Promise<void> {
  return new Promise(resolve => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}

/** The whole of {@link normalizeStream} as one column. */
export async function normalizeRows(
  engine: Engine,
  rows: NumberRows,
  options?: NumberStreamOptions,
): Promise<NumberColumn> {
  const parts: NumberColumn[] = []
  for await (const column of normalizeStream(engine, rows, options)) parts.push(column)
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const whole = emptyColumn(length, engine.normalizeAll([]).writeE164)
  let at = 0
  let end = performance.now() + SLICE_MS
  for (const part of parts) {
    copyInto(whole, at, part)
    at += part.length
    if (performance.now() < end) continue
    await nextTask()
    end = performance.now() + SLICE_MS
  }
  return whole
}
