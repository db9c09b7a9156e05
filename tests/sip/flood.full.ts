import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startKamailio } from '../support/exchange/kamailio.js'
import { ANNA, configOf, EVERYBODY } from './exchange.js'
import { openPhonePage } from './phone-page.js'
import { proveFlood } from './prove-flood.js'

test('20 calls a second for a minute at one page', async () => {
  const exchange = await startKamailio(EVERYBODY)
  const anna = await openPhonePage({ config: configOf(ANNA, exchange), tone: 440 })
  try {
    await anna.online()
    const { idle, usual, longest, grown } = await proveFlood(anna, exchange.sipPort, 20, 60)
    console.log(
      `99 of 100 pauses were at most ${usual} ms (${idle} before), the longest ${longest} ms`,
    )
    console.log(`its memory grew by ${grown} KiB`)
    // Beside much else the page waits for the processor also while nothing comes.
    assert.ok(usual < Math.max(100, 2 * idle), `${usual} ms`)
    assert.ok(grown < 20_000)
    assert.deepEqual(anna.complaints, [])
  } finally {
    await anna.close()
    await exchange.close()
  }
})
