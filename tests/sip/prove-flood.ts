import assert from 'node:assert/strict'
import type { PhonePage } from './phone-page.js'
import { sipp } from './sipp.js'

declare global {
  interface Window {
    pauses: number[]
    watching: ReturnType<typeof setInterval>
  }
}

/** ms in which the others have begun and been refused, also on a busy machine. */
const STARTED = 22_000

/**
 * Four calls ring, and others come, so many each second.
 * @returns ms of which 99 of 100 pauses of the page were shorter, also while nothing came (`idle`), the
 * longest, and by how many KiB its memory grew
 */
export async function proveFlood(anna: PhonePage, sipPort: number, rate: number, seconds: number) {
  const call = { sipPort, called: '+31201234101', number: '+31612009999', caller: 'Flood' }
  const { length: before } = await anna.callIds()
  const memory = async () => {
    const session = await anna.page.context().newCDPSession(anna.page)
    await session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    await session.detach()
    return usedSize / 1024
  }
  const four = sipp({ ...call, calls: 4, rate: 20, ringMs: 1_000 * seconds + STARTED })
  await anna.moment('ringing', before + 4)
  // The panel's later part, its words and its looks have come.
  await new Promise(resolve => setTimeout(resolve, 1_500))
  const used = await memory()
  const idle = await pausesDuring(anna, () => new Promise(resolve => setTimeout(resolve, 5_000)))
  const flood = await pausesDuring(anna, () => sipp({ ...call, calls: rate * seconds, rate }))
  const grown = Math.round((await memory()) - used)
  // None of those that were refused is a call here.
  assert.equal((await anna.callIds()).length, before + 4)
  await four
  return { idle: idle.usual, ...flood, grown }
}

/** How long the page's timers waited meanwhile, ms. */
async function pausesDuring(anna: PhonePage, run: () => Promise<void>) {
  await anna.page.evaluate(() => {
    window.pauses = []
    let last = performance.now()
    window.watching = setInterval(() => {
      const now = performance.now()
      window.pauses.push(now - last - 10)
      last = now
    }, 10)
  })
  await run()
  const pauses = await anna.page.evaluate(() => {
    clearInterval(window.watching)
    return window.pauses.sort((a, b) => a - b)
  })
  const at = (share: number) => Math.round(pauses[Math.floor(share * (pauses.length - 1))] ?? 0)
  return { usual: at(0.99), longest: at(1) }
}
