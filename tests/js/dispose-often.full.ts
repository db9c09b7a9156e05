// Created and disposed 1,000 times in one page: what is left must not grow.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Deskbell } from '../../js-shim/src/deskbell-api.js'
import { launchChromium } from '../launch-chromium.js'
import { html, openPage, startHost } from './host-page.js'
import { until } from './listening.js'
import { makeEvent } from './make-call.js'

const ROUNDS = 1_000
/** Until everything that is made once (code, styles, caches of the browser) is there. */
const WARM_UP = 300
/** Bytes of heap a round that are measuring noise: an object that stays has more. */
const NOISE = 100

test(`${ROUNDS} times created and disposed: no growth`, { timeout: 580_000 }, async t => {
  const host = await startHost()
  const browser = await launchChromium()
  t.after(async () => {
    await browser.close()
    await host.close()
  })
  // A script that adds a script may have no Trusted Types.
  host.policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
  host.pages.set('/', html('', '<p>a host <a href="tel:+31612345678">Anna</a></p>'))
  const { page, complaints } = await openPage(await browser.newContext(), `${host.url}/`)
  const devtools = await page.context().newCDPSession(page)
  const callId = (round: number) => `call-${round}`

  const oneRound = async (round: number) => {
    await page.evaluate(async () => {
      const script = document.createElement('script')
      script.dataset.config = '/deskbell/config'
      const loaded = new Promise(resolve => script.addEventListener('load', resolve))
      script.src = '/deskbell.js'
      document.head.append(script)
      await loaded
      script.remove()
      const { Deskbell } = window as unknown as { Deskbell: Deskbell }
      Deskbell.on('ringing', () => {})
      Deskbell.host({ findContacts: () => [{ id: '1', name: 'Anna de Jong' }] })
      await Deskbell.ready
    })
    // Every tenth in the midst of a ringing call, with its card and toast; the others at once.
    if (round % 10 === 0) {
      await until('the stream', () => host.relay.streams.size === 1, 20_000)
      host.relay.publish(makeEvent({ id: callId(round), callId: callId(round), at: Date.now() }))
      await page.locator('deskbell-toaster').getByText('Anna de Jong').first().waitFor()
    }
    await page.evaluate(() => (window as unknown as { Deskbell: Deskbell }).Deskbell.dispose())
    await until('no stream', () => host.relay.streams.size === 0, 20_000)
  }

  const left = async () => {
    // Twice: what the first collection finds may hold on to more.
    await devtools.send('HeapProfiler.collectGarbage')
    await page.waitForTimeout(500)
    await devtools.send('HeapProfiler.collectGarbage')
    const { usedSize } = await devtools.send('Runtime.getHeapUsage')
    const { nodes, jsEventListeners, documents } = await devtools.send('Memory.getDOMCounters')
    const locks = await page.evaluate(async () => {
      const { held, pending } = await navigator.locks.query()
      return (held?.length ?? 0) + (pending?.length ?? 0)
    })
    return { heap: usedSize, counts: { nodes, jsEventListeners, documents, locks } }
  }

  for (let round = 1; round <= WARM_UP; round++) await oneRound(round)
  const before = await left()
  for (let round = 1; round <= ROUNDS; round++) await oneRound(WARM_UP + round)
  const after = await left()
  const growth = (after.heap - before.heap) / ROUNDS
  t.diagnostic(`after ${WARM_UP}: ${JSON.stringify(before)}`)
  t.diagnostic(
    `after ${WARM_UP + ROUNDS}: ${JSON.stringify(after)}, ${growth.toFixed(0)} B a round`,
  )
  assert.deepEqual(after.counts, before.counts)
  assert.ok(growth < NOISE, `${growth} bytes a round`)
  // The loader's own complaints would be here too.
  assert.deepEqual(complaints, [])
})
