// What a page loads, in bytes of brotli: the budgets of the plugin.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measureSizes } from '../../scripts/measure-size.mjs'

/**
 * Reached, and not to be exceeded: before the first call 35 kB were asked for. File names carry hashes, by
 * which alone the same code is up to 60 bytes more or less.
 */
const BUDGET: Record<string, number> = {
  'size.first-script.brotli': 3_000,
  'size.before-call.brotli': 34_950,
  'size.softphone.brotli': 65_000,
}

test('the bytes that a page loads stay within their budget', async () => {
  const figures = await measureSizes()
  for (const [name, budget] of Object.entries(BUDGET)) {
    const value = figures.find(figure => figure.name === name)?.value ?? Number.NaN
    assert.ok(value > 1_000 && value <= budget, `${name}: ${value} bytes, the budget is ${budget}`)
  }
})
