// Takes the pictures that the documents show, from the running demo.
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { launchChromium } from '../launch-chromium.js'
import { openAgentPage, untilReady } from './agent-page.js'
import { Demo } from './demo.js'

const docs = fileURLToPath(new URL('../../docs/', import.meta.url))

let demo: Demo
let browser: Browser

before(async () => {
  ;[demo, browser] = await Promise.all([Demo.start(), launchChromium()])
})
after(async () => {
  await browser.close()
  await demo.stop()
})

test('the panel over a CRM, for the README', async () => {
  const agent = await openAgentPage(browser, `${demo.crm}/contacts`, { width: 1200, height: 720 })
  await untilReady(agent)
  const call = await demo.ring({ from: '+31612345678' })
  await agent.panel.getByText('Bakkerij Zonneveld').first().waitFor()
  // The last movement is over.
  await agent.page.waitForTimeout(600)
  await agent.page.screenshot({ path: `${docs}panel.png` })
  await demo.steer(call, 'hangup')
  await agent.close()
})
