import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import type { Deskbell } from '../../js-shim/src/deskbell-api.js'
import { launchChromium } from '../launch-chromium.js'
import { type Host, html, openPage, startHost } from './host-page.js'
import { until } from './listening.js'
import { makeEvent } from './make-call.js'

/** Counts what a page can leave behind. Runs before anything else in the page. */
const COUNTING = `
  const left = { listeners: [], timers: new Map(), channels: new Set(), observers: new Set() }
  window.left = left
  for (const target of [window, document, navigator.serviceWorker, matchMedia('print')].filter(Boolean)) {
    const { addEventListener, removeEventListener } = target
    const same = (type, run) => entry => entry.target === target && entry.type === type && entry.run === run
    target.addEventListener = (type, run, options) => {
      const entry = { target, type, run }
      left.listeners.push(entry)
      const forget = () => {
        const at = left.listeners.findIndex(same(type, run))
        if (at >= 0) left.listeners.splice(at, 1)
      }
      options?.signal?.addEventListener('abort', forget)
      addEventListener.call(target, type, run, options)
    }
    target.removeEventListener = (type, run, options) => {
      const at = left.listeners.findIndex(same(type, run))
      if (at >= 0) left.listeners.splice(at, 1)
      removeEventListener.call(target, type, run, options)
    }
  }
  for (const kind of ['Timeout', 'Interval']) {
    const set = window['set' + kind]
    const clear = window['clear' + kind]
    window['set' + kind] = (run, ms, ...args) => {
      const id = set((...given) => {
        if (kind === 'Timeout') left.timers.delete(id)
        run(...given)
      }, ms, ...args)
      left.timers.set(id, kind + ' ' + ms + ' ' + new Error().stack.split('\\n')[2])
      return id
    }
    window['clear' + kind] = id => {
      left.timers.delete(id)
      clear(id)
    }
  }
  window.BroadcastChannel = class extends BroadcastChannel {
    constructor(name) { super(name); left.channels.add(name) }
    close() { left.channels.delete(this.name); super.close() }
  }
  for (const name of ['ResizeObserver', 'MutationObserver', 'IntersectionObserver']) {
    window[name] = class extends window[name] {
      observe(...args) { left.observers.add(this); return super.observe(...args) }
      disconnect() { left.observers.delete(this); super.disconnect() }
    }
  }`

interface Left {
  listeners: string[]
  timers: string[]
  channels: string[]
  observers: number
  locks: string[]
  elements: number
  globals: string[]
}

let browser: Browser
let host: Host
let page: Page
let complaints: string[]

before(async () => {
  browser = await launchChromium()
  host = await startHost()
  host.scripts.set('/counting.js', COUNTING)
  host.pages.set('/', html('<script src="/counting.js"></script>', '<p>a host</p>'))
  ;({ page, complaints } = await openPage(await browser.newContext(), `${host.url}/`))
})
after(async () => {
  await browser.close()
  await host.close()
})

/** Without what the browser itself says of a connection that the test has cut. */
const ours = () => complaints.filter(line => !line.startsWith('Failed to load resource'))

/** Adds the script tag, as a host that starts Deskbell after log-in would. */
const load = () =>
  page.evaluate(async () => {
    const script = document.createElement('script')
    script.dataset.config = '/deskbell/config'
    const loaded = new Promise(resolve => script.addEventListener('load', resolve))
    // Under a policy without trusted types' policies a host writes its tag in its HTML; a test that
    // adds one has to do it without a string that would be a script address.
    script.setAttribute('src', '/deskbell.js')
    document.head.append(script)
    await loaded
    script.remove()
    await (window as unknown as { Deskbell: Deskbell }).Deskbell.ready
  })

const left = () =>
  page.evaluate(async () => {
    const { left } = window as unknown as {
      left: {
        listeners: { type: string }[]
        timers: Map<number, string>
        channels: Set<string>
        observers: Set<unknown>
      }
    }
    const { held, pending } = await navigator.locks.query()
    return {
      listeners: left.listeners.map(({ type }) => type),
      timers: [...left.timers.values()],
      channels: [...left.channels],
      observers: left.observers.size,
      locks: [...(held ?? []), ...(pending ?? [])].map(({ name }) => name ?? ''),
      elements: document.querySelectorAll('*').length,
      globals: Object.keys(window).sort(),
    }
  }) as Promise<Left>

const dispose = () =>
  page.evaluate(() => (window as unknown as { Deskbell: Deskbell }).Deskbell.dispose())

test('dispose leaves nothing behind, in whatever state, and again and again', async () => {
  // Trusted Types would refuse the script's address set by a script.
  host.policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
  await page.goto(`${host.url}/`)
  const before = await left()
  assert.deepEqual(before.listeners, [])

  for (let round = 0; round < 5; round++) {
    await load()
    await until('the stream', () => host.relay.streams.size === 1)
    const callId = `call-${round}`
    await page.evaluate(() => {
      const { Deskbell } = window as unknown as { Deskbell: Deskbell }
      Deskbell.on('ringing', () => {})
      // Answers never: a look-up is under way when everything goes.
      Deskbell.host({ findContacts: () => new Promise(() => {}) })
    })
    if (round > 0) {
      host.relay.publish(makeEvent({ id: callId, callId, at: Date.now() }))
      await page.locator('deskbell-panel').getByText('+31 6 12345678').first().waitFor()
    }
    if (round > 1) {
      const answered = makeEvent({ id: `${callId}-a`, callId, type: 'answered', at: Date.now() })
      host.relay.publish(answered)
      await page.waitForTimeout(100)
    }
    // The counting works: while it runs there is something to leave.
    const during = await left()
    assert.ok(during.listeners.length > 0 && during.channels.length === 1, JSON.stringify(during))
    assert.equal(during.locks.length, 1)
    if (round > 2) host.relay.cut()
    await dispose()
    await sleep(300)
    assert.deepEqual(await left(), before, `round ${round}`)
    assert.equal(host.relay.streams.size, 0)
  }
  assert.deepEqual(ours(), [])
})

test('disposed before it was ready it never comes', async () => {
  const before = await left()
  await page.evaluate(async () => {
    const script = document.createElement('script')
    script.dataset.config = '/deskbell/config'
    script.setAttribute('src', '/deskbell.js')
    const loaded = new Promise(resolve => script.addEventListener('load', resolve))
    document.head.append(script)
    await loaded
    script.remove()
    ;(window as unknown as { Deskbell: Deskbell }).Deskbell.dispose()
  })
  await sleep(700)
  assert.deepEqual(await left(), before)
  assert.equal(host.relay.streams.size, 0)
  assert.deepEqual(ours(), [])
})
