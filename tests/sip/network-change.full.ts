// The computer goes from one network to another in a conversation.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { startKamailio } from '../support/exchange/kamailio.js'
import { until } from '../support/exchange/program.js'
import { ANNA, BRAM, configOf, EVERYBODY } from './exchange.js'
import { openPhonePage, type PhonePage } from './phone-page.js'
import { loudness, shareOfTone } from './tone.js'

/** Of the interface that own-network.sh makes; nowhere else is there one of that name. */
const ip = (...words: string[]) => promisify(execFile)('ip', [...words, 'dev', 'call0'])

const [ANNA_SAYS, BRAM_SAYS] = [440, 600]

async function hears(page: PhonePage, tone: number): Promise<boolean> {
  const { rate, samples } = await page.hear()
  return loudness(samples) > 0.01 && shareOfTone(samples, rate, tone) > 0.9
}

test('the network changes in a call: both hear each other again, in the same call', async () => {
  const exchange = await startKamailio(EVERYBODY)
  const [anna, bram] = await Promise.all([
    openPhonePage({ config: configOf(ANNA, exchange), tone: ANNA_SAYS }),
    openPhonePage({ config: configOf(BRAM, exchange), tone: BRAM_SAYS }),
  ])
  try {
    await Promise.all([anna.online(), bram.online()])
    await anna.dial('+31201234102')
    await bram.moment('ringing')
    await bram.press('Answer')
    await anna.moment('answered')
    await until('Anna hears Bram', () => hears(anna, BRAM_SAYS))

    await ip('address', 'add', '198.51.100.20/24')
    await ip('address', 'del', '192.0.2.10/24')
    const changed = Date.now()
    await until('nobody is heard', async () => !(await hears(anna, BRAM_SAYS)))
    await until('Anna hears Bram again', () => hears(anna, BRAM_SAYS), 15_000)
    await until('Bram hears Anna again', () => hears(bram, ANNA_SAYS), 15_000)
    console.log(`heard again after ${Date.now() - changed} ms`)

    await anna.press('Hang up')
    assert.equal((await anna.records())[0]?.outcome, 'completed')
    assert.equal((await bram.records())[0]?.outcome, 'completed')
  } finally {
    // The next test finds the network as it was.
    await ip('address', 'add', '192.0.2.10/24').catch(() => {})
    await ip('address', 'del', '198.51.100.20/24').catch(() => {})
    await Promise.all([anna.close(), bram.close()])
    await exchange.close()
  }
})
