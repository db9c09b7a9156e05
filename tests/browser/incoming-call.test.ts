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
import { Demo } from './demo.js'

const ANNA = '+31612345678'

// As text: what a compiler adds to a function does not exist in the page.
const RECORD_NOTIFICATIONS = `
  window.shown = []
  const Original = window.Notification
  window.Notification = class extends Original {
    constructor(title, options) {
      super(title, options)
      window.shown.push([title, options.body, options.tag ? 'tagged' : ''].join(' | '))
    }
    close() {
      window.shown.push('closed')
      super.close()
    }
  }`

// What is struck. Whatever a test asks of a page counts as a gesture for the browser; here only a
// click does.
const RECORD_SOUND = `
  let clicked = false
  addEventListener('pointerup', () => (clicked = true), true)
  Object.defineProperty(Navigator.prototype, 'userActivation', {
    get: () => ({ hasBeenActive: clicked }),
  })
  window.struck = 0
  const start = OscillatorNode.prototype.start
  OscillatorNode.prototype.start = function (...when) {
    window.struck++
    return start.apply(this, when)
  }`

let demo: Demo
let browser: Browser
let agent: AgentPage

before(async () => {
  ;[demo, browser] = await Promise.all([Demo.start(), launchChromium()])
})
after(async () => {
  await browser.close()
  await demo.stop()
})
beforeEach(async () => {
  agent = await openAgentPage(browser, `${demo.crm}/companies`)
  await untilReady(agent)
})
afterEach(async () => {
  await demo.hangUpAll()
  await agent.close()
})

test('a known contact calls: card and toaster, timer, end, and a row in the CRM', async () => {
  const { page, panel } = agent
  const call = await demo.ring({ from: ANNA })
  await panel.getByText('Anna de Jong').first().waitFor()
  await panel.getByText('Bakkerij Zonneveld').first().waitFor()
  await panel.getByText('Incoming').first().waitFor()
  const toaster = page.locator('deskbell-toaster')
  await toaster.getByText('Anna de Jong is calling').waitFor()
  await toaster.getByText('Bakkerij Zonneveld').waitFor()
  assert.equal(page.url(), `${demo.crm}/companies`, 'the page stays where it was')

  await demo.steer(call, 'answer')
  await panel.getByText('Conversation').first().waitFor()
  await panel.getByText('00:01').waitFor()
  await panel.getByText('00:02').waitFor()
  assert.equal(await toaster.getByText('Anna de Jong is calling').count(), 0)

  await demo.steer(call, 'hangup')
  await wrapUp(agent)
  assert.equal(await panel.getByText('Anna de Jong').count(), 0, 'the card is closed')
  const saved = await until(async () =>
    (await demo.savedCalls()).find(row => row.call_id === call.id && row.ended_at !== null),
  )
  assert.equal(saved.from_number, ANNA)
  assert.equal(saved.outcome, 'completed')
  const { offered_at, answered_at, ended_at, talk_seconds } = saved
  assert.ok(offered_at && answered_at && ended_at)
  assert.ok(offered_at <= answered_at && answered_at < ended_at)
  assert.ok(talk_seconds !== null && talk_seconds >= 2 && talk_seconds < 10)
  assert.equal(page.url(), `${demo.crm}/companies`)
  assertNoComplaints(agent)
})

test('with permission the toaster is the operating system’s', async () => {
  await agent.close()
  agent = await openAgentPage(browser, `${demo.crm}/companies`, { permissions: ['notifications'] })
  const { page } = agent
  await page.addInitScript({ content: RECORD_NOTIFICATIONS })
  await page.reload()
  await untilReady(agent)
  const call = await demo.ring({ from: ANNA })
  const shown = () => page.evaluate(() => (window as never as { shown: string[] }).shown)
  // On a busy machine the number comes first, and the name takes its place.
  const named = /^Anna de Jong is calling \| Bakkerij Zonneveld.* \| tagged/
  await until(async () => (await shown()).some(each => named.test(each)))
  assert.ok((await shown()).every(each => each.endsWith('tagged')))
  assert.equal(await page.locator('deskbell-toaster').getByText('is calling').count(), 0)
  await demo.steer(call, 'answer')
  await until(async () => (await shown()).includes('closed'))
  await demo.steer(call, 'hangup')
})

test('a reload in mid-call brings the card back with the right time', async () => {
  const { page, panel } = agent
  const call = await demo.ring({ from: ANNA })
  await panel.getByText('Anna de Jong').first().waitFor()
  await demo.steer(call, 'answer')
  await panel.getByText('00:03').waitFor()
  const answered = Date.now() - 3000
  await page.reload()
  await panel.getByText('Anna de Jong').first().waitFor()
  const shown = await panel
    .getByText(/^\d\d:\d\d$/)
    .first()
    .textContent()
  const expected = (Date.now() - answered) / 1000
  const [minutes, seconds] = (shown ?? '').split(':').map(Number)
  assert.ok(Math.abs((minutes ?? 99) * 60 + (seconds ?? 99) - expected) <= 1.5, `${shown}`)
  await demo.steer(call, 'hangup')
  await wrapUp(agent)
  assertNoComplaints(agent)
})

test('an unknown number is created as a contact', async () => {
  const { page, panel } = agent
  const number = '+31413741741'
  const call = await demo.ring({ from: number })
  await panel.getByText('+31 413 741 741').first().waitFor()
  await demo.steer(call, 'answer')
  await panel.getByRole('button', { name: 'Create contact' }).click()
  await panel.getByLabel('Name').fill('Mees van Dijk')
  await panel.getByLabel('Company').fill('Fietsenmaker Vork')
  await panel.getByRole('button', { name: 'Save' }).click()
  await panel.getByText('Mees van Dijk').first().waitFor()
  await demo.steer(call, 'hangup')
  const saved = await until(async () =>
    (await demo.savedCalls()).find(row => row.call_id === call.id && row.contact_id),
  )
  const found = await page.evaluate(
    async text => (await fetch(`/api/contacts?number=${encodeURIComponent(text)}`)).json(),
    number,
  )
  assert.equal(found.length, 1)
  assert.equal(found[0].name, 'Mees van Dijk')
  assert.equal(found[0].company, 'Fietsenmaker Vork')
  assert.equal(String(saved.contact_id), String(found[0].id))
  assertNoComplaints(agent)
})

test('a form that is open when the call ends stays, and saves', async () => {
  const { page, panel } = agent
  const number = '+31413741745'
  const call = await demo.ring({ from: number })
  await demo.steer(call, 'answer')
  await panel.getByRole('button', { name: 'Create contact' }).click()
  await panel.getByLabel('Name').fill('Femke Post')
  await demo.steer(call, 'hangup')
  await panel.getByText('Ended', { exact: true }).waitFor()
  assert.equal(await panel.getByLabel('Name').inputValue(), 'Femke Post')
  await panel.getByRole('button', { name: 'Save' }).click()
  await wrapUp(agent)
  const saved = await until(async () =>
    (await demo.savedCalls()).find(row => row.call_id === call.id && row.contact_id),
  )
  const found = await page.evaluate(
    async text => (await fetch(`/api/contacts?number=${encodeURIComponent(text)}`)).json(),
    number,
  )
  assert.equal(found[0]?.name, 'Femke Post')
  assert.equal(String(saved.contact_id), String(found[0].id))
  assertNoComplaints(agent)
})

test('an unknown number is attached to an existing contact', async () => {
  const { page, panel } = agent
  const number = '+31413741742'
  const call = await demo.ring({ from: number })
  await panel.getByText('+31 413 741 742').first().waitFor()
  await panel.getByRole('button', { name: 'Attach to' }).click()
  await panel.getByLabel('Search contacts').fill('Anna de J')
  await panel
    .getByRole('option', { name: /Anna de Jong/ })
    .first()
    .click()
  await panel.getByText('Bakkerij Zonneveld').first().waitFor()
  await demo.steer(call, 'answer')
  await demo.steer(call, 'hangup')
  await wrapUp(agent)
  const found = await page.evaluate(
    async text => (await fetch(`/api/contacts?number=${encodeURIComponent(text)}`)).json(),
    number,
  )
  assert.equal(found.length, 1)
  assert.equal(found[0].name, 'Anna de Jong')
  assert.ok(found[0].numbers.includes(ANNA), 'she keeps the number that she had')
  assertNoComplaints(agent)
})

test('it rings in one tab, from the first click on, until the call is answered', async () => {
  const other = await agent.context.newPage()
  for (const page of [agent.page, other]) {
    await page.addInitScript(RECORD_SOUND)
    await page.goto(`${demo.crm}/companies`)
  }
  await untilReady(agent)
  const struck = () =>
    Promise.all(
      [agent.page, other].map(page =>
        page.evaluate(() => (window as never as { struck: number }).struck),
      ),
    )
  const call = await demo.ring({ from: ANNA })
  const silent = /keeps the ring silent until you click/
  const panels = [agent.panel, other.locator('deskbell-panel')]
  await Promise.any(panels.map(panel => panel.getByText(silent).waitFor()))
  assert.deepEqual(await struck(), [0, 0], 'nobody has clicked yet')

  for (const page of [agent.page, other]) await page.mouse.click(5, 5)
  await until(async () => (await struck()).some(count => count >= 6))
  assert.equal((await struck()).filter(count => count > 0).length, 1, 'one tab rings')
  for (const panel of panels) assert.equal(await panel.getByText(silent).count(), 0)

  await demo.steer(call, 'answer')
  await agent.panel.getByText('Conversation').first().waitFor()
  const before = await struck()
  await new Promise(resolve => setTimeout(resolve, 3_500))
  assert.deepEqual(await struck(), before, 'silence')
  assertNoComplaints(agent)
})
