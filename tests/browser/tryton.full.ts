// A CRM that nobody here wrote: Debian's Tryton. Its page loads custom.js, which adds the script tag;
// that is all that is changed. Its numbers dial, calls pop, and its own page stays as it was.
import assert from 'node:assert/strict'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { type Host, startHost } from '../js/host-page.js'
import { makeEvent } from '../js/make-call.js'
import { launchChromium } from '../launch-chromium.js'
import { PASSWORD, startTryton, trytonIsHere } from '../support/tryton.js'
import { until } from './agent-page.js'

const WITH = `
  const script = document.createElement('script')
  script.dataset.config = '/deskbell/config'
  script.src = '/deskbell.js'
  document.head.append(script)`
const WITHOUT = ''
const NUMBER = '+31413741741'
/** The second: the card, which is hidden behind the list then, has a list of its own. */
const IN_LIST = `.column-char[title="${NUMBER}"] >> nth=1`
const LINK = `a[href="tel:${NUMBER}"]`

let browser: Browser
let host: Host
let tryton: Awaited<ReturnType<typeof startTryton>>
let customScript = WITHOUT

/** One address for both, as a host's proxy would do it. */
const proxy = createServer((asked, answer) => {
  const path = asked.url ?? '/'
  if (path.startsWith('/custom.js')) {
    answer.writeHead(200, { 'Content-Type': 'text/javascript' }).end(customScript)
    return
  }
  const { url } = path.startsWith('/deskbell') ? host : tryton
  const { method, headers } = asked
  const passed = request(url + path, { method, headers }, response => {
    answer.writeHead(response.statusCode ?? 502, response.headers)
    response.pipe(answer)
  })
  passed.on('error', () => answer.destroy())
  answer.on('close', () => passed.destroy())
  asked.pipe(passed)
})

const skip = trytonIsHere() ? false : 'the Debian packages of Tryton cannot be had here'

before(async () => {
  if (skip) return
  ;[browser, host, tryton] = await Promise.all([launchChromium(), startHost(), startTryton()])
  Object.assign(host.config as object, { textNumbers: true })
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve))
})
after(async () => {
  if (skip) return
  await browser.close()
  proxy.closeAllConnections()
  proxy.close()
  await host.close()
  await tryton.close()
})

/** Logs in, opens a card and a list and does something there; answers what the page and its console said. */
async function visit(inCard: (page: Page) => Promise<void>, inList: (page: Page) => Promise<void>) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
  const page = await context.newPage()
  const said: string[] = []
  page.on('console', message => said.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', error => said.push(`thrown: ${error}`))
  page.setDefaultTimeout(15_000)
  await page.goto(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}/#crm`)
  await page.fill('#login', 'admin')
  await page.locator('#login').press('Enter')
  await page.fill('input[type=password]', PASSWORD)
  await page.locator('input[type=password]').press('Enter')
  await page.getByText('Administrator').first().waitFor()
  // As opening Anna's card does, and then the list of all numbers.
  await page.evaluate('void Sao.Tab.create({ model: "party.party", res_id: 1, mode: ["form"] })')
  await page.locator(LINK).waitFor()
  await inCard(page)
  await page.evaluate('void Sao.Tab.create({ model: "party.contact_mechanism", mode: ["tree"] })')
  await page.locator(IN_LIST).hover()
  await inList(page)
  const own = await page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter(each => !each.localName.startsWith('deskbell-'))
      .map(each => `${each.localName}.${each.className}`),
  )
  const globals = await page.evaluate(() => Object.keys(window).sort())
  await context.close()
  return { own, globals, said: said.sort() }
}

test('Tryton: the tag goes in; numbers dial, a call pops, and the rest stays as it was', {
  skip,
}, async () => {
  const nothing = async () => {}
  const plain = await visit(nothing, nothing)
  customScript = WITH
  const isDialled = async (page: Page, times: number) => {
    await until(async () => host.relay.posts.length === times)
    assert.deepEqual(host.relay.posts[times - 1]?.body, { to: NUMBER })
    const panel = page.locator('deskbell-panel')
    await panel.getByText('+31 413 741 741').first().waitFor()
    const ended = { id: `e${times}`, callId: `dk_${times}`, type: 'ended', at: Date.now() } as const
    host.relay.publish(makeEvent(ended))
    await panel.getByText('Ready', { exact: true }).waitFor()
  }
  const dialsByLink = async (page: Page) => {
    await page.locator('deskbell-panel').getByText('Ready', { exact: true }).waitFor()
    // Its click goes no further than the link: Tryton keeps its rows from hearing of it.
    await page.locator(LINK).click()
    await isDialled(page, 1)
  }
  const dialsByTextAndPops = async (page: Page) => {
    const panel = page.locator('deskbell-panel')
    // The list has numbers as text.
    const offer = page.locator('deskbell-numbers .frame:not(.away) button')
    for (const moves of Array(50).keys()) {
      await page.locator(IN_LIST).hover({ position: { x: 5 + (moves % 2), y: 5 } })
      if (await offer.isVisible()) break
      await page.waitForTimeout(300)
    }
    assert.equal(await offer.textContent(), `Call ${NUMBER}`)
    await offer.click()
    await isDialled(page, 2)

    host.relay.publish(makeEvent({ id: 'r', callId: 'c', at: Date.now() }))
    await panel.getByText('+31 6 12345678').first().waitFor()
    await page.locator('deskbell-toaster').getByText('is calling').waitFor()
    if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/tryton.png` })
    host.relay.publish(makeEvent({ id: 'f', callId: 'c', type: 'ended', at: Date.now() }))
    await panel.getByText('Ready', { exact: true }).waitFor()
  }
  const embedded = await visit(dialsByLink, dialsByTextAndPops)
  assert.deepEqual(embedded.said, plain.said, 'the console')
  assert.deepEqual(embedded.own, plain.own, 'the elements')
  assert.deepEqual(
    embedded.globals.filter(name => !plain.globals.includes(name)),
    ['Deskbell'],
  )
})
