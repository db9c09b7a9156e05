// Agents among themselves: page calls page, and calls handed from one to another.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Deskbell } from '../../js-shim/src/deskbell-api.js'
import { type Kamailio, startKamailio } from '../support/exchange/kamailio.js'
import { ANNA, BRAM, CARLA, configOf, EVERYBODY } from './exchange.js'
import { openPhonePage, type PhonePage } from './phone-page.js'
import { loudness, shareOfTone } from './tone.js'

/** Hz: what each of them says. */
const [ANNA_SAYS, BRAM_SAYS, CARLA_SAYS] = [440, 600, 850]

let exchange: Kamailio
let anna: PhonePage
let bram: PhonePage
let carla: PhonePage

before(async () => {
  exchange = await startKamailio(EVERYBODY)
  ;[anna, bram, carla] = await Promise.all([
    openPhonePage({ config: configOf(ANNA, exchange), tone: ANNA_SAYS }),
    openPhonePage({ config: configOf(BRAM, exchange), tone: BRAM_SAYS }),
    openPhonePage({ config: configOf(CARLA, exchange), tone: CARLA_SAYS }),
  ])
  await Promise.all([anna.online(), bram.online(), carla.online()])
})
after(async () => {
  await Promise.all([anna?.close(), bram?.close(), carla?.close()])
  await exchange?.close()
})

async function hears(page: PhonePage, tone: number): Promise<void> {
  let share = 0
  for (let tries = 0; tries < 8; tries++) {
    const { rate, samples } = await page.hear()
    share = loudness(samples) > 0.01 ? shareOfTone(samples, rate, tone) : 0
    if (share > 0.9) return
  }
  assert.fail(`the page does not hear ${tone} Hz: its share is ${share}`)
}

async function hearsNothing(page: PhonePage): Promise<void> {
  // What was under way when the call was held arrives first.
  await page.hear()
  const { samples } = await page.hear()
  assert.ok(loudness(samples) < 0.001, `held, the page hears ${loudness(samples)}`)
}

test('a page calls a page: each hears the other, neither while held; each has its record', async () => {
  await anna.dial('+31201234102')
  const ringing = await bram.moment('ringing')
  assert.equal(ringing.direction, 'internal')
  assert.equal(ringing.from, '101')
  await bram.press('Answer')
  await anna.moment('answered')
  await Promise.all([hears(anna, BRAM_SAYS), hears(bram, ANNA_SAYS)])
  await anna.press('Hold')
  await anna.moment('held')
  await Promise.all([hearsNothing(anna), hearsNothing(bram)])
  await anna.press('Resume')
  await anna.moment('resumed')
  await Promise.all([hears(anna, BRAM_SAYS), hears(bram, ANNA_SAYS)])
  await bram.press('Hang up')
  const [[outgoing], [incoming]] = await Promise.all([anna.records(), bram.records()])
  assert.equal(outgoing?.outcome, 'completed')
  assert.equal(outgoing?.agent, '101')
  assert.equal(incoming?.outcome, 'completed')
  assert.equal(incoming?.agent, '102')
  assert.notEqual(outgoing?.callId, incoming?.callId)
})

test('attended transfer: Bram asks Carla first, then Anna and Carla talk', async () => {
  await anna.dial('+31201234102')
  await bram.moment('ringing', 2)
  await bram.press('Answer')
  const first = await bram.moment('answered', 2)
  await hears(anna, BRAM_SAYS)

  const second = await bram.dial('+31201234103')
  // The first one waits meanwhile.
  await bram.moment('held')
  await carla.moment('ringing')
  await carla.press('Answer')
  await bram.moment('answered', 3)
  await hears(carla, BRAM_SAYS)

  await bram.page.evaluate(
    ([id, to]) => (window.Deskbell as Deskbell).transfer(`${id}`, { callId: `${to}` }),
    [first.callId, second],
  )
  await Promise.all([hears(anna, CARLA_SAYS), hears(carla, ANNA_SAYS)])
  const records = await bram.records(3)
  assert.deepEqual(
    records.slice(1).map(({ outcome }) => outcome),
    ['completed', 'completed'],
  )
  await carla.page.evaluate(async () => {
    const call = window.heard.findLast(({ type }) => type === 'answered')?.call
    await (window.Deskbell as Deskbell).hangUp(`${call?.callId}`)
  })
  await anna.records(3)
  await carla.records(2)
  await sleep(200)
  assert.deepEqual([anna.complaints, bram.complaints, carla.complaints], [[], [], []])
})
