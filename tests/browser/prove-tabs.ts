import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { launchChromium } from '../launch-chromium.js'
import { ends, pbxCallId, rings } from '../relay/support/zadarma-notice.js'
import { type DemoCrm, startDemoCrm } from '../support/demo-crm.js'
import { StreamCount } from '../support/stream-count.js'
import { until } from './agent-page.js'
import { type Harm, ManyTabs } from './many-tabs.js'

const HARMS: Harm[] = ['close', 'crash', 'navigate']

export interface Proof {
  tabs: number
  /** How often each harm is done. */
  rounds: number
  /** Milliseconds from a leader's death to the next one's stream that 99 of 100 may take. */
  promised: number
}

/** The promise about many tabs, with so many of them and each harm so many times. */
export function proveTabs({ tabs: count, rounds, promised }: Proof): void {
  let crm: DemoCrm
  let browser: Browser
  let streams: StreamCount
  let tabs: ManyTabs
  before(async () => {
    streams = new StreamCount()
    ;[crm, browser] = await Promise.all([startDemoCrm(), launchChromium()])
    tabs = await ManyTabs.open(browser, `${crm.url}/companies`, streams, count)
  })
  after(async () => {
    await browser.close()
    await crm.close()
    streams.close()
  })

  test(`${count} tabs, their leader lost ${HARMS.length * rounds} times`, async t => {
    const took: { how: Harm; fromDeath: number; fromCommand: number }[] = []
    for (let round = 0; round < rounds * HARMS.length; round++) {
      const how = HARMS[round % HARMS.length] as Harm
      const id = pbxCallId(round + 1)
      const caller_id = '31612345678'
      await crm.tell(rings(id, '100', { caller_id }))
      await until(async () => (await tabs.showing('Anna de Jong')) === count)
      await until(async () => (await tabs.toasts()).length > 0)
      assert.deepEqual(await tabs.toasts(), [1], `${how}, before`)
      took.push({ how, ...(await tabs.harm(how)) })
      await until(async () => (await tabs.toasts()).length > 0)
      await until(async () => (await tabs.showing('Anna de Jong')) === count)
      assert.deepEqual(await tabs.toasts(), [1], `${how}, after`)
      await crm.tell(ends(id, { caller_id, disposition: 'no answer', duration: '0' }))
      await until(async () => (await tabs.showing('Anna de Jong')) === 0)
      await until(async () => (await tabs.toasts()).length === 0)
      assert.equal(streams.most, 1, `${how}: streams at a time`)
    }
    for (const how of HARMS) {
      const of = took.filter(each => each.how === how)
      t.diagnostic(`${how}: from its death ${told(of.map(each => each.fromDeath))}`)
      t.diagnostic(`${how}: from the command ${told(of.map(each => each.fromCommand))}`)
    }
    const deaths = took.map(each => each.fromDeath)
    t.diagnostic(`all: from its death ${told(deaths)}`)
    assert.ok(percentile(deaths, 99) <= promised, told(deaths))
    assert.deepEqual(tabs.complaints, [])
  })

  test('a leader that hangs is replaced by the tab that the agent turns to', async () => {
    const id = pbxCallId(10_000)
    await crm.tell(rings(id, '100', { caller_id: '31612345678' }))
    await until(async () => (await tabs.showing('Anna de Jong')) === count)
    const leader = await tabs.leader()
    const goOn = await tabs.stop(leader)
    const other = tabs.tabs.find(tab => tab !== leader)
    // Headless pages are always visible; a true one says this when its tab is chosen.
    await other?.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await until(async () => streams.pages.join() === other?.page.url())
    await other?.page.locator('deskbell-toaster').getByText('is calling').first().waitFor()
    await goOn()
    await until(async () => (await tabs.toasts()).length === 1)
    assert.equal(await tabs.leader(), other)
    assert.equal(streams.most, 1, 'streams at a time')
    await crm.tell(ends(id, { caller_id: '31612345678', disposition: 'no answer', duration: '0' }))
    await until(async () => (await tabs.toasts()).length === 0)
    assert.deepEqual(tabs.complaints, [])
  })
}

function percentile(values: number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? Number.NaN
}

const told = (values: number[]) =>
  `median ${percentile(values, 50).toFixed(0)} ms, p99 ${percentile(values, 99).toFixed(0)} ms, ` +
  `longest ${Math.max(...values).toFixed(0)} ms, ${values.length} times`
