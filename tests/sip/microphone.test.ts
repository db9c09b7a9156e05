// The microphone: what the agent is told, what the settings show, and the telephone of many tabs.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Deskbell } from '../../js-shim/src/deskbell-api.js'
import { type Baresip, startBaresip } from '../support/exchange/baresip.js'
import { type Kamailio, startKamailio } from '../support/exchange/kamailio.js'
import { until } from '../support/exchange/program.js'
import { ANNA, BRAM, CUSTOMER, configOf, EVERYBODY } from './exchange.js'
import { openPhonePage, type PhonePage } from './phone-page.js'

let exchange: Kamailio
let customer: Baresip
let anna: PhonePage

before(async () => {
  exchange = await startKamailio(EVERYBODY)
  ;[customer, anna] = await Promise.all([
    startBaresip({ account: CUSTOMER, sipPort: exchange.sipPort, tone: 600 }),
    openPhonePage({ config: configOf(ANNA, exchange), tone: 440 }),
  ])
  await anna.online()
})
after(async () => {
  await Promise.all([anna?.close(), customer?.close()])
  await exchange?.close()
})

test('without the microphone a call fails, and the agent reads what to do', async () => {
  const bram = await openPhonePage({
    config: configOf(BRAM, exchange),
    tone: 440,
    microphone: 'forbidden',
  })
  try {
    await bram.online()
    const code = await bram.page.evaluate(() =>
      (window.Deskbell as Deskbell).doCall('06 12345678').then(
        () => 'none',
        error => error.code as string,
      ),
    )
    assert.equal(code, 'unauthorized')
    await bram.panel
      .getByText('The browser keeps the microphone from this page', { exact: false })
      .waitFor()
    // A call that rings goes on ringing: it may be answered once the microphone is there.
    await customer.command('dial', '+31201234102')
    await bram.moment('ringing')
    await bram.press('Answer')
    await bram.panel
      .getByText('The browser keeps the microphone from this page', { exact: false })
      .waitFor()
    await customer.command('hangup')
    assert.equal((await bram.moment('ended')).outcome, 'missed')
  } finally {
    await bram.close()
  }
})

test('the settings: devices, the level of the microphone, and the connection in a call', async () => {
  await anna.panel.getByRole('button', { name: 'Open the keypad' }).click()
  await anna.panel.getByRole('tab', { name: 'Settings' }).click()
  await anna.panel.getByLabel('Microphone').first().waitFor()
  await anna.panel.getByRole('button', { name: 'Test', exact: true }).click()
  const meter = anna.panel.getByLabel('How loud you are')
  await until('the level rises', () =>
    meter.evaluate(node => (node as HTMLMeterElement).value > 0.3),
  )
  await anna.panel.getByRole('button', { name: 'Stop', exact: true }).click()
  const choices = await anna.panel
    .getByLabel('Microphone')
    .first()
    .locator('option')
    .allInnerTexts()
  assert.ok(choices.length > 1, choices.join())

  await anna.dial('06 12345678')
  await customer.event('CALL_INCOMING', customer.events.length - 1)
  await customer.command('accept')
  await anna.moment('answered')
  await anna.panel.getByText('Connection: good').waitFor({ timeout: 15_000 })
  const points = await anna.panel.locator('.quality polyline').getAttribute('points')
  assert.match(points ?? '', /^\d+,\d/)
})

test('a second tab steers the call of the first, and the first stays the telephone', async () => {
  const tab = await anna.newTab()
  const panel = tab.locator('deskbell-panel')
  await panel.getByRole('button', { name: 'Hold', exact: true }).click()
  await anna.moment('held')
  await panel.getByRole('button', { name: 'Resume', exact: true }).click()
  await anna.moment('resumed')
  await panel.getByRole('button', { name: 'Hang up', exact: true }).click()
  assert.equal((await anna.moment('ended')).outcome, 'completed')
  // One tab alone saves.
  assert.equal((await anna.records()).length, 1)
  assert.equal(await tab.evaluate(() => window.records.length), 0)

  // It dials, too: the first has the microphone.
  await tab.evaluate(() => (window.Deskbell as Deskbell).doCall('06 12345678'))
  await anna.moment('dialing', 2)
  assert.equal(await tab.evaluate(() => window.connections.length), 0)
  await customer.event('CALL_INCOMING', customer.events.length - 1)
  await customer.command('accept')
  await anna.moment('answered', 2)

  // The telephone's tab goes, and with it the call; the other tab is the telephone now.
  await anna.page.close({ runBeforeUnload: false })
  await customer.event('CALL_CLOSED')
  await until('the record of the call', () => tab.evaluate(() => window.records.length > 0))
  const [record] = await tab.evaluate(() => window.records)
  assert.equal(record?.outcome, 'completed')
  await customer.command('dial', '+31201234101')
  await panel.getByRole('button', { name: 'Answer', exact: true }).click({ timeout: 15_000 })
  await until('it is answered here', () =>
    tab.evaluate(() =>
      window.heard.some(h => h.type === 'answered' && h.call.direction === 'inbound'),
    ),
  )
  assert.equal(await tab.evaluate(() => window.connections.length), 1)
  assert.deepEqual(anna.complaints, [])
})
