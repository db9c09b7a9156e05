// The README's host code, pasted as it stands into the CRM's page.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { launchChromium } from '../launch-chromium.js'
import { readmeExample } from '../readme-example.js'
import { assertNoComplaints, openAgentPage, until, untilReady } from './agent-page.js'
import { Demo } from './demo.js'

let demo: Demo
let browser: Browser

before(async () => {
  ;[demo, browser] = await Promise.all([Demo.start(), launchChromium()])
})
after(async () => {
  await browser.close()
  await demo.stop()
})

test('the README’s host code works when pasted', async () => {
  const agent = await openAgentPage(browser, `${demo.crm}/companies`)
  await agent.page.route('**/host.js', route =>
    route.fulfill({ contentType: 'text/javascript', body: readmeExample('host') }),
  )
  await agent.page.reload()
  await untilReady(agent)
  const { page, panel } = agent
  const call = await demo.ring({ from: '+31612345678' })
  await panel.getByText('Bakkerij Zonneveld').first().waitFor()
  await demo.steer(call, 'answer')
  await panel.getByText('00:01').waitFor()
  await demo.steer(call, 'hangup')
  await until(async () => (await demo.savedCalls()).find(row => row.call_id === call.id))

  const unknown = await demo.ring({ from: '+31413741743' })
  await panel.getByRole('button', { name: 'Create contact' }).click()
  await panel.getByLabel('Name').fill('Noor Bakker')
  await panel.getByRole('button', { name: 'Save' }).click()
  await panel.getByText('Noor Bakker').first().waitFor()
  await panel.getByRole('button', { name: 'Open card' }).click()
  await page.waitForURL(/\/contacts\/\d+/)
  assert.ok(await page.getByText('Noor Bakker').first().isVisible())
  await demo.steer(unknown, 'hangup')
  assertNoComplaints(agent)
  await agent.close()
})
