/** Rows as they come: a list, or anything that brings single rows or lists of them. */
export type NumberRows =
  | readonly unknown[]
  | AsyncIterable<unknown>
  | Iterable<unknown>
  | ReadableStream<unknown>

/** The rows in lists of at most so many. */
export async function* batchesOf(
  rows: NumberRows,
  size: number,
): AsyncGenerator<readonly unknown[]> {
  if (Array.isArray(rows)) {
    for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size)
    return
  }
  let batch: unknown[] = []
  for await (const item of rows instanceof ReadableStream ? chunksOf(rows) : rows) {
    for (const row of Array.isArray(item) ? item : [item]) {
      batch.push(row)
      if (batch.length === size) {
        yield batch
        batch = []
      }
    }
  }
  if (batch.length > 0) yield batch
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
