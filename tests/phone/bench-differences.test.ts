// Every difference that the benchmark counts between the engine and its peers has a known cause.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadEngine } from '../../js-shim/src/engine.js'
import { everydayNumbers } from '../bench/phone-corpus.js'
import { explainRow } from '../bench/phone-differences.js'

test('the benchmark: each difference from a peer has its cause', async () => {
  const engine = await loadEngine()
  const rows = everydayNumbers(100_000).filter((_, row) => row % 5 === 0)
  const unexplained: string[] = []
  const counts: Record<string, number> = {}
  let differing = 0
  for (const row of rows) {
    const causes = Object.entries(explainRow(engine, row))
    if (causes.length > 0) differing += 1
    for (const [peer, cause] of causes) {
      if (cause === null) unexplained.push(`${row.text} in ${row.country}: ${peer}`)
      else counts[`${peer}: ${cause}`] = (counts[`${peer}: ${cause}`] ?? 0) + 1
    }
  }
  console.log(`${differing} of ${rows.length} rows differ`, counts)
  assert.deepEqual(unexplained, [])
  assert.ok(differing < rows.length / 20, 'more than one in twenty differs')
})
