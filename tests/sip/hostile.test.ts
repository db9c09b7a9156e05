// What strangers send: names that try to be more than text, and more calls than anybody can answer.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { safeWords } from '../../js-shim/src/text/safe-words.js'
import { type Kamailio, startKamailio } from '../support/exchange/kamailio.js'
import { until } from '../support/exchange/program.js'
import { ANNA, configOf, EVERYBODY } from './exchange.js'
import { openPhonePage, type PhonePage } from './phone-page.js'
import { proveFlood } from './prove-flood.js'
import { sipp } from './sipp.js'

const RUNS = 'window.hacked=1'
const NAMES = [
  `<script>${RUNS}</script>`,
  `<img src=x onerror=${RUNS}>`,
  `</bdi></button><script>${RUNS}</script>`,
  `javascript:${RUNS}`,
  `{{constructor.constructor('${RUNS}')()}}`,
  '{name} {count} {reason}',
  'Ünïcödé 🎉 Ельцын 王小明',
  'أحمد \u202egnp.exe',
  `${'A'.repeat(2_000)}`,
]

let exchange: Kamailio
let anna: PhonePage

before(async () => {
  exchange = await startKamailio(EVERYBODY)
  anna = await openPhonePage({ config: configOf(ANNA, exchange), tone: 440 })
  await anna.online()
})
after(async () => {
  await anna?.close()
  await exchange?.close()
})

const shownText = () =>
  anna.panel.evaluate(
    panel => panel.shadowRoot?.querySelector<HTMLElement>('.frame')?.innerText ?? '',
  )

test('hostile display names are shown as text', async () => {
  const { sipPort } = exchange
  const called = '+31201234101'
  for (const [at, name] of NAMES.entries()) {
    const call = { sipPort, called, number: `+3161200${1000 + at}`, caller: name }
    const over = sipp({ ...call, calls: 1, rate: 1, ringMs: 900 })
    const shown = safeWords(name.slice(0, 200))
    await until(`"${shown.slice(0, 40)}" in the panel`, async () =>
      (await shownText()).includes(shown.slice(0, 150)),
    ).catch(async problem => {
      throw new Error(`${problem.message}: ${await shownText()}`)
    })
    await over
    await anna.moment('ended', at + 1)
  }
  const hacked = await anna.page.evaluate(() => 'hacked' in window)
  assert.equal(hacked, false)
  const records = await anna.records(NAMES.length)
  assert.ok(records.every(({ outcome }) => outcome === 'missed'))
  assert.deepEqual(anna.complaints, [])
})

test('10 calls a second for 3 s: what exceeds the four is busy, and memory stays as it was', async () => {
  await anna.online()
  const { idle, usual, longest, grown } = await proveFlood(anna, exchange.sipPort, 10, 3)
  console.log(
    `99 of 100 pauses were at most ${usual} ms (${idle} before), the longest ${longest} ms`,
  )
  console.log(`its memory grew by ${grown} KiB`)
  // How quick it stays is proved alone, by flood.full.ts: beside other suites it says little.
  assert.ok(usual < 500, `${usual} ms`)
  assert.ok(grown < 5_000, `${grown} KiB`)
  await sleep(100)
  assert.deepEqual(anna.complaints, [])
})
