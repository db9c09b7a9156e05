// 500 messages that nobody of Deskbell's sent, to windows and channels: none is obeyed.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import type { Deskbell } from '../../js-shim/src/deskbell-api.js'
import { launchChromium } from '../launch-chromium.js'
import { type Host, html, openPage, startHost, TAG } from './host-page.js'
import { until } from './listening.js'
import { makeCall, makeEvent } from './make-call.js'

let browser: Browser
let host: Host
before(async () => {
  ;[browser, host] = await Promise.all([launchChromium(), startHost()])
})
after(async () => {
  await browser.close()
  await host.close()
})

const now = Date.now()
const event = makeEvent({ at: now })
const call = makeCall({ offeredAt: now })
/** What a forger might hope to be obeyed: the tabs' own words, commands, and what is no message. */
const WISHES: unknown[] = [
  { kind: 'event', event },
  { kind: 'snapshot', calls: [call] },
  { kind: 'welcome', to: 'everybody', status: 'offline', aheadMs: 9e9, calls: [call] },
  { kind: 'status', status: 'offline' },
  { kind: 'clock', aheadMs: 86_400_000 },
  { kind: 'bye' },
  { kind: 'hello', from: 'x'.repeat(1_000_000) },
  { type: 'call_event', data: event },
  { type: 'deskbell', command: 'doCall', number: '+31900123456' },
  { type: 'deskbell:doCall', args: ['+31900123456'] },
  { method: 'doCall', params: ['+31900123456'], jsonrpc: '2.0', id: 1 },
  { doCall: '+31900123456' },
  { dispose: true },
  { enabled: false, config: null },
  { __proto__: null, constructor: { prototype: { kind: 'event' } } },
  ['doCall', '+31900123456'],
  'doCall:+31900123456',
  'tel:+31900123456',
  '{"kind":"event"}',
  '',
  null,
  0,
  Number.NaN,
  true,
  [],
  {},
]
/** The same with a field spoilt: what the tabs' own channel must not take either. */
const SPOILT: unknown[] = [
  { kind: 'event', event: { ...event, type: 'exploded' } },
  { kind: 'event', event: { ...event, at: 'soon' } },
  { kind: 'event', event: { ...event, callId: '' } },
  { kind: 'event', event: { ...event, direction: 'sideways' } },
  { kind: 'event', event: [event] },
  { kind: 'event' },
  { kind: 'snapshot', calls: { length: 1, 0: call } },
  { kind: 'snapshot', calls: 'all' },
  { kind: 'welcome', to: '', status: 'online', aheadMs: 0, calls: [] },
  { kind: 'welcome', to: 'x', status: 'perfect', aheadMs: 0, calls: [] },
  { kind: 'status', status: 'perfect' },
  { kind: 'status', status: ['offline'] },
  { kind: 'clock', aheadMs: '1' },
  { kind: 'clock', aheadMs: Number.POSITIVE_INFINITY },
  { kind: '__proto__', event },
  { kind: ['event'], event },
]

test('500 forged messages, from foreign windows, frames and channels', async () => {
  const foreign = host.url.replace('127.0.0.1', 'localhost')
  host.policy = `default-src 'none'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; connect-src 'self'; frame-src ${foreign}`
  const name = `deskbell:${host.url}/deskbell:1`
  host.pages.set('/', html(TAG, `<iframe src="${foreign}/forger" id="frame"></iframe>`))
  host.pages.set('/other', html('', '<p>another page of the CRM</p>'))
  host.pages.set(
    '/forger',
    html(`<script>
      // Of another origin: it has a channel of that name, but in a world of its own.
      const channel = new BroadcastChannel(${JSON.stringify(name)})
      onmessage = ({ data }) => {
        channel.postMessage(data)
        parent.postMessage(data, '*')
        parent.postMessage({ ...data, forged: 1 }, '*')
      }
    </script>`),
  )
  const context = await browser.newContext()
  const tabs = [
    await openPage(context, `${host.url}/`),
    await openPage(context, `${host.url}/`),
  ] as const
  for (const { page } of tabs) {
    await page.evaluate(() => (window as unknown as { Deskbell: Deskbell }).Deskbell.ready)
    await page.locator('deskbell-panel').getByText('Ready', { exact: true }).waitFor()
    await page.evaluate(() => {
      const heard: string[] = []
      Object.assign(window, { heard, arrived: 0 })
      addEventListener('message', () => {
        ;(window as never as { arrived: number }).arrived++
      })
      for (const type of ['offered', 'ringing', 'dialing', 'answered', 'ended'] as const) {
        ;(window as unknown as { Deskbell: Deskbell }).Deskbell.on(type, () => heard.push(type))
      }
    })
  }
  let sent = 0
  for (const { page } of tabs) {
    for (const wish of WISHES) {
      sent += await page.evaluate(message => {
        const frame = document.querySelector<HTMLIFrameElement>('#frame')
        // The frame sends each of them back three times.
        frame?.contentWindow?.postMessage(message, '*')
        window.postMessage(message, '*')
        window.postMessage(message)
        dispatchEvent(new MessageEvent('message', { data: message, origin: location.origin }))
        document.dispatchEvent(new CustomEvent('deskbell', { detail: message }))
        return 7
      }, wish)
    }
  }
  const other = await openPage(context, `${host.url}/other`)
  for (const spoilt of SPOILT) {
    for (let copy = 0; copy < 10; copy++) {
      sent += await other.page.evaluate(
        ([channel, message]) => {
          const to = new BroadcastChannel(channel as string)
          to.postMessage(message)
          to.close()
          return 1
        },
        [name, spoilt],
      )
    }
  }
  assert.ok(sent >= 500, `${sent}`)
  // What really happens is heard as ever, and nothing but it.
  host.relay.publish(makeEvent({ id: 'true', callId: 'true', from: '+31413741741', at: now }))
  for (const { page, complaints } of tabs) {
    await page.locator('deskbell-panel').getByText('+31 413 741 741').first().waitFor()
    assert.equal(await page.locator('deskbell-panel').getByText('+31 6 12345678').count(), 0)
    const arrived = await page.evaluate(() => (window as never as { arrived: number }).arrived)
    assert.ok(arrived >= WISHES.length * 5, `only ${arrived} messages arrived`)
    assert.deepEqual(await page.evaluate(() => (window as never as { heard: string[] }).heard), [
      'ringing',
    ])
    assert.deepEqual(complaints, [])
  }
  assert.deepEqual(host.relay.posts, [])
  assert.equal(host.relay.opened.length, 1)
  await until('one stream', () => host.relay.streams.size === 1)
})
