// Tabs that Chromium has frozen. Driven by Puppeteer: Playwright keeps its pages looking focused, and
// what looks focused is not frozen.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, launch, type Page } from 'puppeteer-core'
import { CHROMIUM, CHROMIUM_FLAGS } from '../launch-chromium.js'
import { ends, pbxCallId, rings } from '../relay/support/zadarma-notice.js'
import { type DemoCrm, startDemoCrm } from '../support/demo-crm.js'
import { StreamCount } from '../support/stream-count.js'
import { until } from './agent-page.js'

const ROUNDS = 10
const caller_id = '31612345678'

let crm: DemoCrm
let browser: Browser
let streams: StreamCount
before(async () => {
  streams = new StreamCount()
  const args = CHROMIUM_FLAGS
  ;[crm, browser] = await Promise.all([startDemoCrm(), launch({ executablePath: CHROMIUM, args })])
})
after(async () => {
  await browser.close()
  await crm.close()
  streams.close()
})

async function open(name: string): Promise<Page> {
  const page = await browser.newPage()
  await page.goto(`${crm.url}/companies?tab=${name}`)
  await page.waitForSelector('deskbell-panel')
  return page
}

const setState = async (page: Page, state: 'frozen' | 'active') => {
  const devtools = await page.createCDPSession()
  await devtools.send('Page.setWebLifecycleState', { state })
  await devtools.detach()
}

const leads = (page: Page) => until(async () => streams.pages.join() === page.url())

const toasts = (page: Page) =>
  page.evaluate(
    () =>
      document
        .querySelector('deskbell-toaster')
        ?.shadowRoot?.querySelectorAll('[part=toast]:not(.leaving)').length ?? 0,
  )

test(`the leader is frozen in a call, ${ROUNDS} times: another leads, and rings`, async () => {
  const first = await open('first')
  await leads(first)
  const next = await open('next')
  const last = await open('last')
  for (let round = 1; round <= ROUNDS; round++) {
    const id = pbxCallId(round)
    await crm.tell(rings(id, '100', { caller_id }))
    await until(async () => (await toasts(first)) === 1)
    // The one that waits next in the queue is frozen before: the lead must pass it by.
    await setState(next, 'frozen')
    await setState(first, 'frozen')
    await leads(last)
    await until(async () => (await toasts(last)) === 1)
    await setState(first, 'active')
    await setState(next, 'active')
    await until(async () => (await toasts(first)) === 0)
    assert.equal(await toasts(next), 0)
    assert.deepEqual(streams.pages, [last.url()])

    // Once more, so that the first leads again.
    await setState(next, 'frozen')
    await setState(last, 'frozen')
    await leads(first)
    await until(async () => (await toasts(first)) === 1)
    await crm.tell(ends(id, { caller_id, disposition: 'no answer', duration: '0' }))
    await until(async () => (await toasts(first)) === 0)
    await setState(next, 'active')
    await setState(last, 'active')
    await until(async () => (await toasts(last)) === 0)
    assert.equal(streams.most, 1, 'streams at a time')
  }
})
