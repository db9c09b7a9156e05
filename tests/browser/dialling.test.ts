import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { launchChromium } from '../launch-chromium.js'
import {
  type AgentPage,
  assertNoComplaints,
  openAgentPage,
  until,
  untilReady,
  wrapUp,
} from './agent-page.js'
import { Demo, type SimCall } from './demo.js'

interface Api {
  doCall(number: string): Promise<{ callId: string }>
}
declare const Deskbell: Api

let demo: Demo
let browser: Browser
let agent: AgentPage

before(async () => {
  ;[demo, browser] = await Promise.all([Demo.start(), launchChromium()])
  await demo.outgoing({ answerAfter: null, duration: null })
})
after(async () => {
  await browser.close()
  await demo.stop()
})
beforeEach(async () => {
  agent = await openAgentPage(browser, `${demo.crm}/contacts?search=Anna+de+Jong`)
  await untilReady(agent)
})
afterEach(async () => {
  await demo.hangUpAll()
  await agent.close()
})

const outgoing = async () => (await demo.simCalls()).filter(call => call.direction === 'out')

/** Lifts the agent's receiver, then the client's. */
async function untilTalking(call: SimCall): Promise<void> {
  await until(async () => {
    await demo.steer(call, 'answer').catch(() => undefined)
    return (await demo.simCalls()).find(each => each.id === call.id)?.state === 'talking'
  })
}

test('a click on a tel: link makes exactly one call, and its events come back', async () => {
  const { page, panel } = agent
  const before = (await outgoing()).length
  const started = Date.now()
  await page.locator('a[href="tel:+31612345678"]').first().dblclick()
  await panel.getByText('Anna de Jong').first().waitFor()
  await panel.getByText('Calling').first().waitFor()
  const call = await until(async () => (await outgoing())[before])
  assert.match(call.to, /^\+?31612345678$/)
  await untilTalking(call)
  await panel.getByText('Conversation').first().waitFor()
  await panel.getByText('00:01').waitFor()
  await demo.steer(call, 'hangup')
  await wrapUp(agent)
  assert.equal((await outgoing()).length, before + 1, 'a double click is one call')
  const saved = await until(async () =>
    (await demo.savedCalls()).find(
      row => row.to_number === '+31612345678' && (row.ended_at ?? 0) > started,
    ),
  )
  assert.equal(saved.direction, 'outbound')
  assert.equal(saved.outcome, 'completed')
  assertNoComplaints(agent)
})

test('Deskbell.doCall() makes exactly one call', async () => {
  const { page, panel } = agent
  const before = (await outgoing()).length
  const { callId } = await page.evaluate(() => Deskbell.doCall('0413-741 741'))
  assert.ok(callId)
  await panel.getByText('+31 413 741 741').first().waitFor()
  const call = await until(async () => (await outgoing())[before])
  assert.match(call.to, /^\+?31413741741$/)
  await untilTalking(call)
  await demo.steer(call, 'hangup')
  await wrapUp(agent)
  assert.equal((await outgoing()).length, before + 1)
  const rows = (await demo.savedCalls()).filter(row => row.to_number === '+31413741741')
  assert.equal(rows.length, 1, 'one row, under one call id')
  assert.equal(rows[0]?.call_id, callId)
  assertNoComplaints(agent)
})

test('a number that is none is refused with its reason, and nothing is dialled', async () => {
  const { page } = agent
  const before = (await outgoing()).length
  for (const number of ['+31 (0) 6 134678', 'Anna', '*21*0612345678#', '']) {
    const problem = await page.evaluate(
      text => Deskbell.doCall(text).then(String, (error: { code: string }) => error.code),
      number,
    )
    assert.equal(problem, 'invalid_number', number)
  }
  assert.equal((await outgoing()).length, before)
})
