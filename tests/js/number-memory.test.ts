import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MOST_BYTES, readNumbers } from './number-memory.js'

test('250,000 numbers need no more memory than the 350,000 before them', async () => {
  const { before, after } = await readNumbers(600_000, { warmUp: 350_000, countries: 2 })
  console.log(`${before >> 20} MiB after 350,000 numbers, ${after >> 20} MiB after 600,000`)
  assert.equal(after, before)
  assert.ok(after <= MOST_BYTES)
})
