// A React page that renders 10,000 rows anew while Deskbell finds the numbers in it: React changes its
// own nodes and nobody else's, so a plugin that wraps or moves one makes it throw.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Browser, Locator } from 'playwright-core'
import { type Host, html, openPage, startHost, TAG } from '../js/host-page.js'
import { launchChromium } from '../launch-chromium.js'

const TIMES = 6

const texts = async (of: Locator) => (await of.allTextContents()).join()

/** What react-host.js gives. */
interface ReactWindow extends Window {
  renders: number
  churn(times: number): Promise<void>
}

let browser: Browser
let host: Host

before(async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('react-host.js', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  })
  browser = await launchChromium()
  host = await startHost()
  Object.assign(host.config as object, { textNumbers: true })
  host.scripts.set('/react-host.js', outputFiles[0]?.text ?? '')
  host.pages.set('/', html(TAG, '<div id="root"></div><script src="/react-host.js"></script>'))
})
after(async () => {
  await browser.close()
  await host.close()
})

test('React renders ten thousand rows anew while their numbers are found: no exception', async t => {
  const { page, complaints } = await openPage(await browser.newContext(), `${host.url}/`)
  const painted = () =>
    page.evaluate(() => {
      const ranges = [...(CSS.highlights.get('deskbell-number') ?? [])]
      return ranges
        .filter(({ startContainer }) => startContainer.isConnected)
        .map(({ startContainer, startOffset, endContainer, endOffset }) => {
          const range = document.createRange()
          range.setStart(startContainer, startOffset)
          range.setEnd(endContainer, endOffset)
          return `${range}`
        })
    })
  await page.evaluate(async () => {
    while (!('Deskbell' in window)) await new Promise(resolve => setTimeout(resolve, 10))
    await (window as unknown as { Deskbell: { ready: Promise<unknown> } }).Deskbell.ready
  })
  // It renders while the first rows are still being read, and goes on.
  await page.evaluate(times => (window as unknown as ReactWindow).churn(times), TIMES)
  await page.mouse.move(200, 200)
  await page.evaluate(times => (window as unknown as ReactWindow).churn(times), TIMES)
  const { renders, rows } = await page.evaluate(() => ({
    renders: (window as unknown as ReactWindow).renders,
    rows: document.querySelectorAll('tr').length,
  }))
  t.diagnostic(`${renders} renders`)
  assert.ok(renders > TIMES, `${renders}`)
  assert.equal(rows, 10_000)
  const offered = page.locator('deskbell-numbers')
  await offered.waitFor({ state: 'attached' })
  for (const number of await painted()) assert.match(number, /^06-\d{8}$/)
  // The number under the pointer is the one that stands there now.
  const cell = page.locator('tr:nth-child(5) td:nth-child(2)')
  const box = await cell.boundingBox()
  assert.ok(box)
  const stands = /06-\d{8}/.exec((await cell.textContent()) ?? '')?.[0]
  const button = offered.locator('.frame:not(.away) button')
  // What was offered while it rendered goes; then the rows are read in their turn.
  for (let i = 0; i < 100 && (await texts(button)) !== `Call ${stands}`; i++) {
    await page.mouse.move(box.x + 60 + (i % 2), box.y + box.height / 2)
    await page.waitForTimeout(300)
  }
  assert.equal(await texts(button), `Call ${stands}`)
  assert.deepEqual(complaints, [])
  await page.context().close()
})
