// Pages that make life hard: isolated, sandboxed, with prototypes of their own making, or that throw
// everything away. Deskbell works, or comes back, and says no more than it has to.
import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core'
import type { Deskbell } from '../../js-shim/src/deskbell-api.js'
import { launchChromium } from '../launch-chromium.js'
import { type Host, html, openPage, startHost, TAG } from './host-page.js'
import { until } from './listening.js'
import { makeEvent } from './make-call.js'

let browser: Browser
let host: Host
let context: BrowserContext
before(async () => {
  browser = await launchChromium()
})
after(() => browser.close())
beforeEach(async () => {
  host = await startHost()
  context = await browser.newContext()
})
afterEach(async () => {
  await context.close()
  await host.close()
})

let made = 0
/** A call rings, is looked at, and ends. */
async function callPops(where: Page | FrameLocator): Promise<void> {
  await until('the stream', () => host.relay.streams.size === 1, 20_000)
  const callId = `call-${++made}`
  host.relay.publish(makeEvent({ id: `${callId}-r`, callId, at: Date.now() }))
  const panel = where.locator('deskbell-panel')
  await panel.getByText('+31 6 12345678').first().waitFor()
  // One that leaves may still be there when the next one comes.
  const toast = where.locator('deskbell-toaster [part=toast]:not(.leaving)')
  await toast.getByText('is calling').waitFor()
  host.relay.publish(makeEvent({ id: `${callId}-e`, callId, type: 'ended', at: Date.now() }))
  await panel.getByText('Ready', { exact: true }).waitFor()
}

/** A click on a link dials. */
async function linkDials(where: Page | FrameLocator): Promise<void> {
  const before = host.relay.posts.length
  await where.locator('a[href^="tel:"]').first().click()
  await until('the dialled call', () => host.relay.posts.length === before + 1)
  assert.deepEqual(host.relay.posts[before]?.body, { to: '+31413741741' })
}

const LINK = '<p>a host <a href="tel:+31413741741">0413-741 741</a></p>'

test('the strictest page, isolated by require-corp: no report, no error', async () => {
  host.headers = {
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  }
  host.pages.set('/', html(TAG, LINK))
  const { page, complaints } = await openPage(context, `${host.url}/`)
  assert.equal(await page.evaluate(() => crossOriginIsolated), true)
  await callPops(page)
  await linkDials(page)
  assert.deepEqual(complaints, [])
})

test('a sandboxed frame, without an origin: one line, and it works on its own', async () => {
  // What a host has to answer such a frame with.
  host.headers = {
    'Access-Control-Allow-Origin': 'null',
    'Access-Control-Allow-Headers': 'authorization, content-type, last-event-id',
  }
  const self = host.url
  // An opaque origin is nobody's 'self'.
  host.policy = `default-src 'none'; script-src ${self} 'wasm-unsafe-eval'; connect-src ${self}; frame-src 'self'`
  host.pages.set(
    '/',
    html('', '<iframe sandbox="allow-scripts" src="/framed" width="900" height="600"></iframe>'),
  )
  host.pages.set('/framed', html(TAG, LINK))
  const said: string[] = []
  const page = await context.newPage()
  page.on('console', message => said.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', error => said.push(`${error}`))
  await page.goto(`${host.url}/`)
  const frame = page.frameLocator('iframe')
  await callPops(frame)
  await linkDials(frame)
  assert.deepEqual(said, [
    'info: Deskbell: this page cannot share its line with other tabs; each has its own.',
  ])
})

/** What pages and their old libraries do to the language before Deskbell comes. */
const PATCHES: Record<string, string> = {
  'Prototype.js: methods on everything, JSON of its own': `
    for (const [name, run] of Object.entries({
      each(run) { return this.forEach(run) }, first() { return this[0] }, last() { return this[this.length - 1] },
      toJSON() { return 'prototype' }, include(value) { return this.indexOf(value) >= 0 },
    })) Array.prototype[name] = run
    Function.prototype.bind = (bind => function (...args) { return bind.apply(this, args) })(Function.prototype.bind)
    String.prototype.strip = function () { return this.replace(/^\\s+/, '') }
    Element.prototype.remove = (remove => function () { remove.call(this); return this })(Element.prototype.remove)`,
  'Object.prototype with enumerable additions': `
    Object.prototype.extend = function () {}
    Object.prototype.kind = 'event'
    Object.prototype.enabled = false
    Object.prototype.sound = { ring: false }
    Object.prototype.contact = { id: 'x', name: 'Nobody' }`,
  'Array.prototype.map and its like, counted and wrapped': `
    for (const name of ['map', 'filter', 'forEach', 'find', 'includes']) {
      const run = Array.prototype[name]
      Array.prototype[name] = function (...args) { window.calls = (window.calls || 0) + 1; return run.apply(this, args) }
    }`,
  'Element.prototype.append as of an old polyfill': `
    for (const Kind of [Element, DocumentFragment]) {
      Kind.prototype.append = function (...nodes) {
        for (const node of nodes) this.appendChild(typeof node === 'string' ? document.createTextNode(node) : node)
      }
    }`,
  'JSON.stringify that sorts and logs': `
    const stringify = JSON.stringify
    JSON.stringify = (value, replacer, space) => {
      const sorted = v => v && typeof v === 'object' && !Array.isArray(v)
        ? Object.fromEntries(Object.entries(v).sort().map(([k, x]) => [k, sorted(x)])) : v
      return stringify(replacer ? value : sorted(value), replacer, space)
    }`,
  'Promise.prototype.then as zone.js has it': `
    const then = Promise.prototype.then
    Promise.prototype.then = function (done, failed) {
      const run = f => typeof f === 'function' ? function (...args) { return f.apply(this, args) } : f
      return then.call(this, run(done), run(failed))
    }
    const { setTimeout: set, addEventListener: add } = window
    window.setTimeout = (run, ...rest) => set(() => run(), ...rest)
    EventTarget.prototype.addEventListener = (own => function (type, run, options) {
      return own.call(this, type, run, options)
    })(EventTarget.prototype.addEventListener)`,
  'fetch that adds a header and keeps no promise': `
    const own = window.fetch
    window.fetch = function (input, init) {
      const headers = new Headers(init && init.headers)
      headers.set('X-Requested-With', 'XMLHttpRequest')
      return own.call(window, input, { ...init, headers })
    }`,
}

for (const [name, patch] of Object.entries(PATCHES)) {
  test(`patched: ${name}`, async () => {
    host.scripts.set('/patch.js', `(() => {${patch}})()`)
    host.pages.set('/', html(`<script src="/patch.js"></script>${TAG}`, LINK))
    const { page, complaints } = await openPage(context, `${host.url}/`)
    await callPops(page)
    await linkDials(page)
    assert.deepEqual(complaints, [])
  })
}

/** What a host may do to its page, in the midst of a call. */
const HARMS: Record<string, () => void> = {
  'empties its body': () => {
    document.body.textContent = ''
  },
  'replaces its body': () => {
    document.body.replaceWith(document.createElement('body'))
  },
  'moves what it finds into a frame of its own': () => {
    const app = document.createElement('main')
    app.append(...document.body.childNodes)
    document.body.append(app)
  },
  'replaces the whole document': () => {
    const fresh = document.createElement('html')
    fresh.append(document.createElement('head'), document.createElement('body'))
    document.documentElement.replaceWith(fresh)
  },
  'writes the document anew': () => {
    document.open()
    document.write('<!doctype html><title>Anew</title><p>written</p>')
    document.close()
  },
}

for (const [name, harm] of Object.entries(HARMS)) {
  test(`a host that ${name}, in a call: the panel comes back`, async () => {
    // Trusted Types would forbid document.write.
    host.policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
    host.pages.set('/', html(TAG, LINK))
    const { page, complaints } = await openPage(context, `${host.url}/`)
    await page.waitForFunction(
      () => 'ready' in ((window as never as { Deskbell: object }).Deskbell ?? {}),
    )
    await page.evaluate(() => (window as unknown as { Deskbell: Deskbell }).Deskbell.ready)
    await until('the stream', () => host.relay.streams.size === 1, 20_000)
    const callId = `call-${++made}`
    host.relay.publish(makeEvent({ id: `${callId}-r`, callId, at: Date.now() }))
    const number = page.locator('deskbell-panel').getByText('+31 6 12345678').first()
    await number.waitFor()
    await page.evaluate(harm)
    await number.waitFor()
    assert.equal(await page.locator('deskbell-panel').count(), 1)
    const ended = makeEvent({ id: `${callId}-e`, callId, type: 'ended', at: Date.now() })
    host.relay.publish(ended)
    await page.locator('deskbell-panel').getByText('Ready', { exact: true }).waitFor()
    await callPops(page)
    assert.deepEqual(complaints, [])
  })
}
