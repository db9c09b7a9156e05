import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MOST_BYTES, readNumbers } from './number-memory.js'

test('the second 250,000 numbers need no more memory than the first', async () => {
  const { before, after } = await readNumbers(500_000, { warmUp: 250_000, countries: 2 })
  console.log(`${before >> 20} MiB after 250,000 numbers, ${after >> 20} MiB after 500,000`)
  assert.equal(after, before)
  assert.ok(after <= MOST_BYTES)
})
