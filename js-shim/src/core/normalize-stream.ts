import type { Engine } from './engine.js'
import { joinColumns, type NumberColumn } from './number-column.js'

/** Rows as they come: a list, or anything that brings single rows or lists of them. */
export type NumberRows =
  | readonly unknown[]
  | AsyncIterable<unknown>
  | Iterable<unknown>
  | ReadableStream<unknown>

export interface NumberStreamOptions {
  country?: string
  /** Called after each slice. @param total how many rows there are, when that is known. */
  onProgress?: (done: number, total: number | undefined) => void
  signal?: AbortSignal
}

const SLICE_ROWS = 8192
/** Rows between two looks at the clock. Everyday rows take 0.1 µs each, the hardest 50 µs. */
const PART_ROWS = 128
/** How long the page waits at most for its turn, but for one part: well within a frame of 16 ms. */
const SLICE_MS = 6

/**
 * Normalizes rows slice by slice, by the clock, and lets the page breathe in between. No worker: handing the texts
 * over costs more than reading them does.
 *
 * @throws the reason of `signal` when that aborts
 */
export async function* normalizeStream(
  engine: Engine,
  rows: NumberRows,
  { country, onProgress, signal }: NumberStreamOptions = {},
): AsyncGenerator<NumberColumn> {
  const total = Array.isArray(rows) ? rows.length : undefined
  let done = 0
  for await (const slice of slicesOf(rows)) {
    for (let at = 0; at < slice.length; ) {
      signal?.throwIfAborted()
      const column = normalizeFor(SLICE_MS, engine, slice, at, country)
      at += column.length
      done += column.length
      onProgress?.(done, total)
      yield column
      await nextTask()
    }
  }
}

/** As many rows from `at` on as can be read in this time; at least one part. */
function normalizeFor(
  milliseconds: number,
  engine: Engine,
  rows: readonly unknown[],
  at: number,
  country: string | undefined,
): NumberColumn {
  const end = performance.now() + milliseconds
  const parts: NumberColumn[] = []
  let next = at
  do {
    parts.push(engine.normalizeAll(rows.slice(next, next + PART_ROWS), { country }))
    next += PART_ROWS
  } while (next < rows.length && performance.now() < end)
  return joinColumns(parts)
}

async function* slicesOf(rows: NumberRows): AsyncGenerator<readonly unknown[]> {
  if (Array.isArray(rows)) {
    for (let at = 0; at < rows.length; at += SLICE_ROWS) yield rows.slice(at, at + SLICE_ROWS)
    return
  }
  let slice: unknown[] = []
  for await (const item of rows instanceof ReadableStream ? chunksOf(rows) : rows) {
    for (const row of Array.isArray(item) ? item : [item]) {
      slice.push(row)
      if (slice.length === SLICE_ROWS) {
        yield slice
        slice = []
      }
    }
  }
  if (slice.length > 0) yield slice
}

/** Not every browser can iterate a stream by itself. */
async function* chunksOf(stream: ReadableStream<unknown>): AsyncGenerator<unknown> {
  const reader = stream.getReader()
  let ended = false
  try {
    for (;;) {
      const { done, value } = await reader.read()
      ended = done
      if (done) return
      yield value
    }
  } finally {
    if (!ended) await reader.cancel()
    reader.releaseLock()
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
  const parts = [engine.normalizeAll([])]
  for await (const column of normalizeStream(engine, rows, options)) parts.push(column)
  return joinColumns(parts)
}
