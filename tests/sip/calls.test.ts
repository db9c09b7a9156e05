// Calls between a page and a telephone of another house, through a real exchange: media both ways,
// whatever steers a call, and the record that each leaves.
import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CallRecord } from '../../js-shim/src/types.js'
import { type Baresip, startBaresip } from '../support/exchange/baresip.js'
import { type Kamailio, startKamailio } from '../support/exchange/kamailio.js'
import { ANNA, COLLEAGUE, CUSTOMER, configOf, EVERYBODY } from './exchange.js'
import { openPhonePage, type PhonePage } from './phone-page.js'
import { loudness, shareOfTone } from './tone.js'

/** Hz: what Anna, the customer and the colleague say. */
const [ANNA_SAYS, CUSTOMER_SAYS, COLLEAGUE_SAYS] = [440, 600, 850]

let exchange: Kamailio
let customer: Baresip
let colleague: Baresip
let anna: PhonePage

before(async () => {
  exchange = await startKamailio(EVERYBODY)
  const { sipPort } = exchange
  ;[customer, colleague, anna] = await Promise.all([
    startBaresip({ account: CUSTOMER, sipPort, tone: CUSTOMER_SAYS }),
    startBaresip({ account: COLLEAGUE, sipPort, tone: COLLEAGUE_SAYS }),
    openPhonePage({ config: configOf(ANNA, exchange), tone: ANNA_SAYS }),
  ])
  await anna.online()
})
after(async () => {
  await Promise.all([anna?.close(), customer?.close(), colleague?.close()])
  await exchange?.close()
})
/** Every test begins with nobody on the line, and no record. */
afterEach(async () => {
  assert.deepEqual(anna.complaints, [])
  await anna.page.evaluate(() => {
    window.heard = []
    window.records = []
  })
  for (const telephone of [customer, colleague]) telephone.events.length = 0
})

/** The page hears the tone, and nothing else, within 5 s. */
async function pageHears(tone: number, page = anna): Promise<void> {
  let share = 0
  for (let tries = 0; tries < 6; tries++) {
    const { rate, samples } = await page.hear()
    share = loudness(samples) > 0.01 ? shareOfTone(samples, rate, tone) : 0
    if (share > 0.9) return
  }
  assert.fail(`the page does not hear ${tone} Hz: its share is ${share}`)
}

/** What a telephone heard, 100 ms each: `t` the tone, `.` silence, `?` something else. */
async function pattern(telephone: Baresip, tone: number): Promise<string> {
  const { rate, samples } = await telephone.heard()
  const step = rate / 10
  const marks = []
  for (let at = 0; at + step <= samples.length; at += step) {
    const part = samples.subarray(at, at + step)
    if (loudness(part) < 0.001) marks.push('.')
    else marks.push(shareOfTone(part, rate, tone) > 0.8 ? 't' : '?')
  }
  return marks.join('')
}

async function onlyRecord(): Promise<CallRecord> {
  const records = await anna.records(1)
  assert.equal(records.length, 1)
  return records[0] as CallRecord
}

async function callCustomer(): Promise<string> {
  const callId = await anna.dial('06 12345678')
  await customer.event('CALL_INCOMING')
  await customer.command('accept')
  await anna.moment('answered')
  return callId
}

async function customerCalls(): Promise<void> {
  await customer.command('dial', '+31201234101')
  await anna.moment('ringing')
}

test('the page calls: both ends hear the other, and the record says how it went', async () => {
  const callId = await callCustomer()
  await pageHears(CUSTOMER_SAYS)
  // The record counts whole seconds.
  await sleep(1000)
  await anna.press('Hang up')
  await customer.event('CALL_CLOSED')
  assert.match(await pattern(customer, ANNA_SAYS), /t{5,}/)
  const record = await onlyRecord()
  assert.equal(record.callId, callId)
  assert.equal(record.provider, 'sip')
  assert.equal(record.direction, 'outbound')
  assert.equal(record.from, '101')
  assert.equal(record.to, '+31612345678')
  assert.equal(record.agent, '101')
  assert.equal(record.outcome, 'completed')
  assert.ok((record.talkSeconds ?? 0) >= 1)
})

test('the page is called on its number: it answers, the caller hangs up', async () => {
  await customerCalls()
  await anna.press('Answer')
  await anna.moment('answered')
  await pageHears(CUSTOMER_SAYS)
  await customer.command('hangup')
  await customer.event('CALL_CLOSED')
  const record = await onlyRecord()
  assert.match(await pattern(customer, ANNA_SAYS), /t{5,}/)
  assert.equal(record.direction, 'inbound')
  assert.equal(record.from, '+31612345678')
  assert.equal(record.line, '+31201234101')
  assert.equal(record.outcome, 'completed')
})

test('hold and resume: the page hears nothing meanwhile, then the far end again', async () => {
  await callCustomer()
  await pageHears(CUSTOMER_SAYS)
  await anna.press('Hold')
  await anna.moment('held')
  await sleep(1_500)
  const { samples } = await anna.hear()
  assert.ok(loudness(samples) < 0.001, `held, the page hears ${loudness(samples)}`)
  await anna.press('Resume')
  await anna.moment('resumed')
  await pageHears(CUSTOMER_SAYS)
  await sleep(1_000)
  await anna.press('Hang up')
  await customer.event('CALL_CLOSED')
  // Once it was held it writes down no more; agents.test.ts hears what a held one hears then.
  assert.match(await pattern(customer, ANNA_SAYS), /t{5,}[.?]*$/)
  assert.equal((await onlyRecord()).outcome, 'completed')
})

test('mute: the far end hears silence, then the agent again', async () => {
  await callCustomer()
  await sleep(1_500)
  await anna.press('Mute')
  await sleep(2_000)
  await anna.press('Unmute')
  await sleep(1_500)
  await anna.press('Hang up')
  await customer.event('CALL_CLOSED')
  assert.match(await pattern(customer, ANNA_SAYS), /t{5,}\?*\.{12,}\?*t{5,}/)
})

test('digits reach the far end, in their order', async () => {
  await callCustomer()
  await sleep(500)
  await anna.press('Keypad')
  for (const key of ['1', '9', '*', '0', '#']) {
    await anna.panel.locator('.keypad, .keys').getByRole('button', { name: key }).first().click()
  }
  const received = () =>
    customer.events.filter(({ type }) => type === 'CALL_DTMF_START').map(({ param }) => param)
  for (let tries = 0; tries < 50 && received().length < 5; tries++) await sleep(100)
  assert.equal(received().join(''), '19*0#')
  await anna.press('Hang up')
  await onlyRecord()
})

test('declined, missed, busy, refused, unknown, given up: each has its outcome', async () => {
  await customerCalls()
  await anna.press('Decline')
  await customer.event('CALL_CLOSED')
  assert.equal((await anna.records(1))[0]?.outcome, 'rejected')

  customer.events.length = 0
  await customer.command('dial', '+31201234101')
  await anna.moment('ringing', 2)
  await customer.command('hangup')
  assert.equal((await anna.records(2))[1]?.outcome, 'missed')

  await anna.dial('06 12345678')
  await customer.event('CALL_INCOMING')
  await customer.command('hangup')
  assert.equal((await anna.records(3))[2]?.outcome, 'busy')

  await anna.dial('06 12345678')
  await customer.event('CALL_INCOMING', 3)
  await anna.press('Hang up')
  assert.equal((await anna.records(4))[3]?.outcome, 'canceled')

  // Nobody has this number.
  await anna.dial('020 123 4199')
  assert.equal((await anna.records(5))[4]?.outcome, 'failed')
})

test('blind transfer: the customer reaches the colleague, the page is free', async () => {
  const callId = await callCustomer()
  await sleep(500)
  const done = anna.page.evaluate(
    id =>
      (window.Deskbell as never as { transfer(id: string, to: string): Promise<void> }).transfer(
        id,
        '201',
      ),
    callId,
  )
  await colleague.event('CALL_INCOMING')
  await colleague.command('accept')
  await colleague.event('CALL_ESTABLISHED')
  await done
  assert.equal((await onlyRecord()).outcome, 'completed')
  await sleep(2_000)
  await colleague.command('hangup')
  await colleague.event('CALL_CLOSED')
  assert.match(await pattern(colleague, CUSTOMER_SAYS), /t{5,}/)
  await sleep(300)
})
