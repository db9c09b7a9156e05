import assert from 'node:assert/strict'
import { test } from 'node:test'
import { proveCuts, proveDeathInCall } from './prove-breaks.js'

test('the exchange dies in a call: media go on, it is back within 10 s, hanging up works', async () => {
  const took = await proveDeathInCall()
  console.log(`signalling back after ${took} ms`)
  assert.ok(took < 10_000)
})

test('the connection is cut 3 times: registered again each time, and no call is left', async () => {
  console.log(`the slowest took ${await proveCuts(3)} ms`)
})
