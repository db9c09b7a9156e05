// What breaks between a page and its exchange, and that nothing stays broken.
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { startBaresip } from '../support/exchange/baresip.js'
import { cuttable } from '../support/exchange/cuttable.js'
import { startKamailio } from '../support/exchange/kamailio.js'
import { until } from '../support/exchange/program.js'
import { ANNA, CUSTOMER, configOf, EVERYBODY } from './exchange.js'
import { openPhonePage, type PhonePage } from './phone-page.js'
import { loudness, shareOfTone } from './tone.js'

const CUSTOMER_SAYS = 600

async function world() {
  const exchange = await startKamailio(EVERYBODY)
  const way = await cuttable(exchange.webSocket)
  const [customer, anna] = await Promise.all([
    startBaresip({ account: CUSTOMER, sipPort: exchange.sipPort, tone: CUSTOMER_SAYS }),
    openPhonePage({
      config: configOf(ANNA, { ...exchange, webSocket: way.url }),
      tone: 440,
    }),
  ])
  await anna.online()
  return {
    exchange,
    way,
    customer,
    anna,
    async close() {
      await Promise.all([anna.close(), customer.close()])
      await way.close()
      await exchange.close()
    },
  }
}

async function hearsCustomer(page: PhonePage): Promise<boolean> {
  const { rate, samples } = await page.hear()
  return loudness(samples) > 0.01 && shareOfTone(samples, rate, CUSTOMER_SAYS) > 0.9
}

const offline = (page: PhonePage) =>
  page.panel
    .getByText(/Offline|No connection/)
    .first()
    .isVisible()

/**
 * The exchange dies in a conversation and comes back without a memory of it.
 * @returns ms from its return until the page can be reached again
 */
export async function proveDeathInCall(): Promise<number> {
  const { exchange, customer, anna, close } = await world()
  try {
    await anna.dial('06 12345678')
    await customer.event('CALL_INCOMING')
    await customer.command('accept')
    await anna.moment('answered')
    assert.ok(await until('the page hears the customer', () => hearsCustomer(anna)))

    await exchange.kill()
    await until('the page notices', () => offline(anna))
    await until('the conversation goes on without the exchange', () => hearsCustomer(anna), 5_000)
    const back = Date.now()
    await exchange.start()
    await until('the page is back', async () => !(await offline(anna)), 10_000)
    const took = Date.now() - back
    // The far end begins its sound anew when it learns the page's new address.
    await until('the page hears the customer after its return', () => hearsCustomer(anna), 5_000)
    // The exchange has forgotten the page's address; the far end has learned it from the page itself.
    await sleep(1_000)
    await customer.command('hangup')
    assert.equal((await anna.moment('ended')).outcome, 'completed')

    // The far end leaves while the exchange is away: no call is left that nobody is in.
    await customer.command('dial', '+31201234101')
    await anna.moment('ringing')
    await anna.press('Answer')
    await anna.moment('answered', 2)
    await exchange.kill()
    await until('the page notices', () => offline(anna))
    await customer.command('hangup')
    await exchange.start()
    assert.equal((await anna.moment('ended', 2)).outcome, 'completed')
    assert.equal((await anna.records(2)).length, 2)
    return took
  } finally {
    await close()
  }
}

/** @returns ms that the slowest of the `cuts` took until the page was registered again */
export async function proveCuts(cuts: number): Promise<number> {
  const { way, customer, anna, close } = await world()
  let slowest = 0
  try {
    for (let cut = 1; cut <= cuts; cut++) {
      const before = way.made
      const at = Date.now()
      way.cut()
      await until('another connection', () => way.made > before)
      await anna.online()
      slowest = Math.max(slowest, Date.now() - at)
    }
    // It can be called, and there is that one call.
    await customer.command('dial', '+31201234101')
    await anna.moment('ringing')
    assert.equal((await anna.callIds()).length, 1)
    await customer.command('hangup')
    await anna.moment('ended')
    return slowest
  } finally {
    await close()
  }
}
