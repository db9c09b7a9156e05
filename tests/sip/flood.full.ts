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
    const { usual, longest, grown } = await proveFlood(anna, exchange.sipPort, 60)
    console.log(`99 of 100 pauses were at most ${usual} ms, the longest ${longest} ms`)
    console.log(`its memory grew by ${grown} KiB`)
    assert.ok(usual < 100)
    assert.ok(grown < 20_000)
    assert.deepEqual(anna.complaints, [])
  } finally {
    await anna.close()
    await exchange.close()
  }
})
