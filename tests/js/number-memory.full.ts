import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MOST_BYTES, readNumbers } from './number-memory.js'

test('10,000,000 numbers need no more memory than the first 2,000,000', async () => {
  const { before, after } = await readNumbers(10_000_000, { warmUp: 2_000_000, countries: 14 })
  console.log(`${before >> 20} MiB after 2,000,000 numbers, ${after >> 20} MiB after 10,000,000`)
  assert.equal(after, before)
  assert.ok(after <= MOST_BYTES)
})
