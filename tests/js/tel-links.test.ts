import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import type { Deskbell } from '../../js-shim/src/deskbell-api.js'
import { launchChromium } from '../launch-chromium.js'
import { type Host, html, openPage, startHost, TAG } from './host-page.js'

/** Each link has an id; the number is where a click on it would call. */
const BODY = `
  <a id="plain" href="tel:+31612345678">call</a>
  <a id="inner" href="TEL:0413-741%20741"><span><b id="bold">call</b></span></a>
  <a id="callto" href="callto:+31201234567">call</a>
  <a id="extension" href="tel:+31-20-1234567;ext=12">call</a>
  <a id="own" href="tel:+31612345678" data-deskbell-ignore>call</a>
  <div data-deskbell-ignore><p><a id="below" href="tel:+31612345678">call</a></p></div>
  <a id="prevented" href="tel:+31612345678">call</a>
  <a id="stopped" href="tel:+31612345678">call</a>
  <table><tr id="row"><td><a id="in-row" href="tel:+31413741741">call</a></td></tr></table>
  <a id="stopped-and-prevented" href="tel:+31612345678">call</a>
  <a id="service" href="tel:*21*0612345678%23">call</a>
  <a id="ussd" href="tel:*%2306%23">call</a>
  <a id="name" href="callto:anna">call</a>
  <a id="other" href="#there">call</a>
  <a id="short" href="tel:+31 (0) 6 134678">call</a>
  <button id="script">by script</button>
  <div id="shadow"></div>`

const HOST = `
  document.getElementById('prevented').addEventListener('click', event => event.preventDefault())
  document.getElementById('stopped').addEventListener('click', event => event.stopImmediatePropagation())
  document.getElementById('row').addEventListener('click', event => event.stopPropagation())
  document.getElementById('stopped-and-prevented').addEventListener('click', event => {
    event.stopPropagation()
    event.preventDefault()
  })
  document.getElementById('script').addEventListener('click', () => {
    document.getElementById('plain').click()
    document.getElementById('plain').dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, cancelable: true }))
  })
  const outer = document.getElementById('shadow').attachShadow({ mode: 'open' })
  const inner = outer.appendChild(document.createElement('div')).attachShadow({ mode: 'open' })
  const link = inner.appendChild(document.createElement('a'))
  link.href = 'tel:+33123456789'
  link.id = 'deep'
  link.textContent = 'call'
  // The test's browser has no telephone: what Deskbell leaves to it must not become a navigation.
  addEventListener('click', event => {
    window.left = (window.left ?? 0) + (event.defaultPrevented ? 0 : 1)
    event.preventDefault()
  })`

let browser: Browser
let host: Host
let page: Page
let complaints: string[]

before(async () => {
  browser = await launchChromium()
  host = await startHost()
  host.pages.set('/', html(TAG, `${BODY}<script src="/host.js"></script>`))
  host.scripts.set('/host.js', HOST)
  ;({ page, complaints } = await openPage(await browser.newContext(), `${host.url}/`))
  await page.waitForFunction(() => 'Deskbell' in window)
  await page.evaluate(async () => {
    await (window as unknown as { Deskbell: Deskbell }).Deskbell.ready
  })
})
after(async () => {
  await browser.close()
  await host.close()
})

/** What was dialled by `act`. */
async function dialled(act: () => Promise<unknown>): Promise<unknown[]> {
  const already = host.relay.posts.length
  await act()
  await sleep(200)
  const numbers = host.relay.posts.slice(already).map(({ body }) => body.to)
  // The next test's click on the same number shall be another wish.
  if (numbers.length > 0) await sleep(1_000)
  return numbers
}

for (const [what, selector, to] of [
  ['a link', '#plain', '+31612345678'],
  ['an element inside a link', '#bold', '+31413741741'],
  ['a callto: link', '#callto', '+31201234567'],
  ['a link whose clicks the host lets go no further', '#stopped', '+31612345678'],
  ['a link in a row that does so', '#in-row', '+31413741741'],
  ['a link with an extension', '#extension', '+31201234567'],
  ['a link in two shadow roots', '#deep', '+33123456789'],
] as const) {
  test(`tel: links: ${what} dials`, async () => {
    assert.deepEqual(await dialled(() => page.click(selector)), [to])
  })
}

for (const [what, selector] of [
  ['a link that the host keeps for itself', '#own'],
  ['a link below such an element', '#below'],
  ['a click that the host has handled', '#prevented'],
  ['a click that the host has handled and stopped', '#stopped-and-prevented'],
  ['a service code', '#service'],
  ['another service code', '#ussd'],
  ['a name', '#name'],
  ['another link', '#other'],
  ['a script that clicks', '#script'],
] as const) {
  test(`tel: links: ${what} does not`, async () => {
    assert.deepEqual(await dialled(() => page.click(selector)), [])
  })
}

test('tel: links: after all these Deskbell still listens', async () => {
  assert.deepEqual(await dialled(() => page.click('#plain')), ['+31612345678'])
})

test('tel: links: a double click, a triple click and a held Enter are one call', async () => {
  assert.deepEqual(await dialled(() => page.dblclick('#plain')), ['+31612345678'])
  assert.deepEqual(await dialled(() => page.click('#plain', { clickCount: 3 })), ['+31612345678'])
  const held = async () => {
    await page.focus('#plain')
    for (let n = 0; n < 30; n++) {
      await page.keyboard.down('Enter')
      await sleep(40)
    }
    await page.keyboard.up('Enter')
  }
  assert.deepEqual(await dialled(held), ['+31612345678'])
})

test('tel: links: the same number later, and another at once, are calls of their own', async () => {
  const twice = async () => {
    await page.click('#plain')
    await page.click('#callto')
    await sleep(1_200)
    await page.click('#plain')
  }
  assert.deepEqual(await dialled(twice), ['+31612345678', '+31201234567', '+31612345678'])
})

test('tel: links: a modifier key or another button leaves the click to the browser', async () => {
  for (const modifier of ['Control', 'Shift', 'Alt', 'Meta'] as const) {
    assert.deepEqual(await dialled(() => page.click('#plain', { modifiers: [modifier] })), [])
  }
  for (const button of ['middle', 'right'] as const) {
    assert.deepEqual(await dialled(() => page.click('#plain', { button })), [])
  }
})

test('tel: links: what Deskbell dials does not reach the browser; what it leaves, does', async () => {
  const left = () => page.evaluate(() => (window as unknown as { left: number }).left ?? 0)
  const before = await left()
  await dialled(() => page.click('#callto'))
  assert.equal(await left(), before)
  await dialled(() => page.click('#own'))
  assert.equal(await left(), before + 1)
})

test('tel: links: a number that cannot be dialled says why in the panel', async () => {
  assert.deepEqual(await dialled(() => page.click('#short')), [])
  await page.locator('deskbell-panel').getByText('too short').first().waitFor()
})

test('tel: links: the page’s console and policy have nothing to say', async () => {
  assert.deepEqual(complaints, [])
})
