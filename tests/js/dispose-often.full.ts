// Created and disposed 1,000 times in one page: what is left must not grow.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Deskbell } from '../../js-shim/src/deskbell-api.js'
import { launchChromium } from '../launch-chromium.js'
import { html, openPage, startHost } from './host-page.js'
import { until } from './listening.js'
import { makeEvent } from './make-call.js'

const ROUNDS = 1_000
/** Until everything that is made once (code, styles, the browser's own buffers) is there. */
const WARM_UP = 300
/**
 * Bytes of heap a round besides what a bare script costs: functions that the browser compiles anew, its list
 * of scripts. (In a heap snapshot nothing of ours grew.) A listener or closure that stays is counted by
 * what is not collected.
 */
const NOISE = 150

test(`${ROUNDS} times created and disposed: no growth`, { timeout: 900_000 }, async t => {
  const host = await startHost()
  const browser = await launchChromium()
  t.after(async () => {
    await browser.close()
    await host.close()
  })
  // A script that adds a script may have no Trusted Types.
  host.policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
  host.scripts.set('/bare.js', 'void 0')
  host.pages.set('/', html('', '<p>a host <a href="tel:+31612345678">Anna</a></p>'))
  const { page, complaints } = await openPage(await browser.newContext(), `${host.url}/`)
  const devtools = await page.context().newCDPSession(page)
  await page.evaluate(() => {
    const collected = {
      count: 0,
      all: new FinalizationRegistry<number>(one => (collected.count += one)),
    }
    Object.assign(window, { collected })
  })
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
      const { collected } = window as unknown as {
        collected: { all: FinalizationRegistry<number> }
      }
      collected.all.register(Deskbell, 1)
      collected.all.register(document.querySelector('deskbell-panel') as object, 1)
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
    const collected = await page.evaluate(
      () => (window as unknown as { collected: { count: number } }).collected.count,
    )
    return { heap: usedSize, collected, counts: { nodes, jsEventListeners, documents, locks } }
  }

  /** What a round costs the browser that only loads a script: code, lists of its scripts and requests. */
  const bareRound = async () => {
    await page.evaluate(async () => {
      const script = document.createElement('script')
      const loaded = new Promise(resolve => script.addEventListener('load', resolve))
      script.src = '/bare.js'
      document.head.append(script)
      await loaded
      script.remove()
    })
    await page.evaluate(() => {})
  }
  for (let round = 1; round <= WARM_UP; round++) await oneRound(round)
  const bareBefore = await left()
  for (let round = 1; round <= ROUNDS; round++) await bareRound()
  const bare = ((await left()).heap - bareBefore.heap) / ROUNDS
  t.diagnostic(`a script that does nothing: ${bare.toFixed(0)} B a round`)
  const before = await left()
  for (let round = 1; round <= ROUNDS; round++) await oneRound(WARM_UP + round)
  const after = await left()
  const growth = (after.heap - before.heap) / ROUNDS
  t.diagnostic(`after ${WARM_UP}: ${JSON.stringify(before)}`)
  t.diagnostic(
    `after ${WARM_UP + ROUNDS}: ${JSON.stringify(after)}, ${growth.toFixed(0)} B a round`,
  )
  assert.deepEqual(after.counts, before.counts)
  // Each Deskbell and its panel; the last ones may still stand somewhere.
  const all = 2 * (WARM_UP + ROUNDS)
  assert.ok(after.collected >= all - 4, `${after.collected} of ${all} were collected`)
  assert.ok(growth - bare < NOISE, `${growth} bytes a round, ${bare} without Deskbell`)
  // The loader's own complaints would be here too.
  assert.deepEqual(complaints, [])
})
