import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Host, html, STRICT, startHost, TAG } from '../js/host-page.js'
import { makeEvent } from '../js/make-call.js'
import { until } from './agent-page.js'
import type { EngineTab, OtherEngine } from './other-engine.js'

/** Keeps what the console and the policy complain about; runs before anything else in the page. */
const WATCH = `
  window.complaints = []
  for (const kind of ['error', 'warn']) {
    const say = console[kind]
    console[kind] = (...words) => { complaints.push(words.join(' ')); say.apply(console, words) }
  }
  for (const type of ['error', 'unhandledrejection', 'securitypolicyviolation']) {
    addEventListener(type, event =>
      complaints.push([type, event.message, event.reason, event.violatedDirective, event.blockedURI].join(' ')), true)
  }`
const LINK = '<p>a host <a href="tel:+31413741741">0413-741 741</a></p>'

/** The plugin's main stories under the strictest policy, in one more browser. */
export function tellStories(name: string, start: () => Promise<OtherEngine>): void {
  let host: Host
  let engine: OtherEngine
  before(async () => {
    ;[host, engine] = await Promise.all([startHost(), start()])
    // Unlike Chromium they ask the policy for the favicon, too; nothing else may be drawn.
    host.policy = `${STRICT}; img-src ${host.url}/favicon.ico`
    host.scripts.set('/watch.js', WATCH)
    host.pages.set('/', html(`<script src="/watch.js"></script>${TAG}`, LINK))
  })
  after(async () => {
    await engine.quit()
    await host.close()
  })

  const text = (tab: EngineTab, element = 'deskbell-panel') =>
    tab.run<string>(
      `(document.querySelector('${element}')?.shadowRoot?.querySelector('.frame')?.textContent ?? '')`,
    )
  const shows = (tab: EngineTab, words: string, element?: string) =>
    until(async () => (await text(tab, element)).includes(words))
  const openTab = async (query = '') => {
    const tab = await engine.open()
    await tab.go(`${host.url}/${query}`)
    await shows(tab, 'Ready')
    return tab
  }
  const streams = (count: number) => until(async () => host.relay.streams.size === count)

  let tab: EngineTab
  test(`${name}: it loads, and opens its stream`, async () => {
    tab = await openTab()
    await streams(1)
  })

  test(`${name}: a call pops and goes`, async () => {
    host.relay.publish(makeEvent({ id: 'r1', callId: 'c1', at: Date.now() }))
    await shows(tab, '+31 6 12345678')
    await shows(tab, 'is calling', 'deskbell-toaster')
    host.relay.publish(makeEvent({ id: 'a1', callId: 'c1', type: 'answered', at: Date.now() }))
    await shows(tab, '00:01')
    host.relay.publish(makeEvent({ id: 'e1', callId: 'c1', type: 'ended', at: Date.now() }))
    await shows(tab, 'Ready')
    await until(async () => !(await text(tab, 'deskbell-toaster')).includes('is calling'))
  })

  test(`${name}: a click on a tel: link dials, and the page stays`, async () => {
    const before = host.relay.posts.length
    await tab.click('a[href^="tel:"]')
    await until(async () => host.relay.posts.length === before + 1)
    assert.deepEqual(host.relay.posts[before]?.body, { to: '+31413741741' })
    await shows(tab, '+31 413 741 741')
    const callId = `dk_${before + 1}`
    host.relay.publish(makeEvent({ id: 'e2', callId, type: 'ended', at: Date.now() }))
    await shows(tab, 'Ready')
  })

  test(`${name}: two tabs have one stream; the second takes it over, and a call with it`, async () => {
    const other = await openTab('?second')
    assert.equal(host.relay.streams.size, 1)
    const opened = host.relay.opened.length
    host.relay.publish(makeEvent({ id: 'r3', callId: 'c3', at: Date.now() }))
    for (const each of [tab, other]) await shows(each, '+31 6 12345678')
    assert.equal(await text(other, 'deskbell-toaster'), '')
    const complaints = await tab.run<string[]>('window.complaints')
    assert.deepEqual(complaints, [])
    await tab.close()
    await until(async () => host.relay.opened.length === opened + 1)
    await streams(1)
    tab = other
    host.relay.publish(makeEvent({ id: 'e3', callId: 'c3', type: 'ended', at: Date.now() }))
  })

  test(`${name}: disposed it leaves nothing to see, and no stream; nobody complained`, async () => {
    await tab.run('void Deskbell.dispose()')
    await streams(0)
    const left = await tab.run<number>(
      `document.querySelectorAll('deskbell-panel, deskbell-toaster').length`,
    )
    assert.equal(left, 0)
    assert.deepEqual(await tab.run('window.complaints'), [])
  })
}
