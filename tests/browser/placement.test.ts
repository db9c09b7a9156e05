import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { launchChromium } from '../launch-chromium.js'
import { type AgentPage, assertNoComplaints, openAgentPage, untilReady } from './agent-page.js'
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

async function boxOfCard({ panel }: AgentPage) {
  const box = await panel.locator('[part~="panel"]').first().boundingBox()
  assert.ok(box)
  return box
}

test('a dragged panel stands in the same place after a reload and stays in a smaller window', async () => {
  const agent = await openAgentPage(browser, `${demo.crm}/contacts`)
  await untilReady(agent)
  const { page, panel } = agent
  const call = await demo.ring({ from: '+31612345678' })
  await panel.getByText('Anna de Jong').first().waitFor()
  const header = await panel.locator('[part~="header"]').first().boundingBox()
  assert.ok(header)
  const start = { x: header.x + header.width / 3, y: header.y + header.height / 2 }
  const before = await boxOfCard(agent)
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  await page.mouse.move(start.x - 300, start.y - 200, { steps: 8 })
  await page.mouse.up()
  await page.waitForTimeout(300)
  const dragged = await boxOfCard(agent)
  assert.ok(Math.abs(dragged.x - (before.x - 300)) <= 1, `${before.x} → ${dragged.x}`)
  await page.reload()
  await panel.getByText('Anna de Jong').first().waitFor()
  await page.waitForTimeout(300)
  const reloaded = await boxOfCard(agent)
  assert.ok(Math.abs(reloaded.x - dragged.x) <= 1 && Math.abs(reloaded.y - dragged.y) <= 1)
  await page.setViewportSize({ width: 700, height: 500 })
  await page.waitForTimeout(300)
  const small = await boxOfCard(agent)
  assert.ok(small.x >= 0 && small.y >= 0, `${small.x}, ${small.y}`)
  assert.ok(small.x + small.width <= 700 && small.y + small.height <= 500)
  await demo.steer(call, 'hangup')
  assertNoComplaints(agent)
  await agent.close()
})
