import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Deskbell } from '../../js-shim/src/deskbell-api.js'
import { launchChromium } from '../launch-chromium.js'
import { type Host, html, openPage, startHost, TAG } from './host-page.js'
import { until } from './listening.js'
import { makeEvent } from './make-call.js'

declare global {
  interface Window {
    seen: string[]
    early: Promise<{ callId: string }>
  }
}
/** `window.Deskbell` once the script has run. */
type Loaded = Window & { Deskbell: Deskbell }

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

/** Runs on a fresh host with a fresh browser profile. */
function loaderTest(what: string, run: () => Promise<void>): void {
  test(`loader: ${what}`, async () => {
    try {
      await run()
    } finally {
      await context.close()
      await host.close()
    }
  })
}

const ready = (page: Page) =>
  page.evaluate(async () => {
    await (window as unknown as Loaded).Deskbell.ready
  })

/** The code with which a command rejects. */
const codeOf = (page: Page, command: string) =>
  page.evaluate(
    name =>
      (
        window as unknown as Record<'Deskbell', Record<string, (arg: string) => Promise<unknown>>>
      ).Deskbell[name]?.('0413-741 741').then(
        () => 'resolved',
        error => error.code,
      ),
    command,
  )

loaderTest(
  'what the host said before is kept; no complaint under the strictest policy',
  async () => {
    host.scripts.set(
      '/before.js',
      `window.seen = []
     ;(window.Deskbell ||= []).push(d => {
       d.on('ringing', call => seen.push('ringing ' + call.from))
       const off = d.on('ringing', () => seen.push('never'))
       off()
       d.host({ findContacts: () => [{ id: '7', name: 'Anna de Jong', company: 'Bakkerij Zonneveld' }] })
       window.early = d.doCall('0413-741 741')
       d.minimize()
       try { d.normalize('0413-741 741') } catch (error) { seen.push(error.code + ': ' + error.detail) }
     })`,
    )
    host.pages.set('/', html(`<script src="/before.js"></script>${TAG}`))
    const { page, complaints } = await openPage(context, `${host.url}/`)
    await ready(page)
    const { callId } = await page.evaluate(() => window.early)
    assert.deepEqual(host.relay.posts[0]?.body, { to: '+31413741741' })
    assert.ok(callId)
    await until('the stream', () => host.relay.streams.size === 1)
    host.relay.publish(makeEvent({ at: Date.now() }))
    await page.waitForFunction(() => window.seen.length === 2)
    assert.deepEqual(await page.evaluate(() => window.seen), [
      'engine_unavailable: await Deskbell.ready first',
      'ringing +31612345678',
    ])
    await page.getByText('Anna de Jong').first().waitFor()
    const normalized = await page.evaluate(() =>
      (window as unknown as Loaded).Deskbell.normalize('(0)6- 123 45 678'),
    )
    assert.equal(normalized.e164, '+31612345678')
    assert.deepEqual(complaints, [])
  },
)

loaderTest('one global stands at once where the array was, and works after, too', async () => {
  host.pages.set('/', html(TAG))
  const { page, complaints } = await openPage(context, `${host.url}/`)
  await page.waitForFunction(() => 'Deskbell' in window)
  const kind = await page.evaluate(async () => {
    const { Deskbell } = window as unknown as Loaded
    await Deskbell.ready
    let heard = 0
    Deskbell.push(d => {
      heard += d === Deskbell ? 1 : 0
    })
    return [
      heard,
      Array.isArray(Deskbell),
      typeof Deskbell.version,
      (await Deskbell.ready) === Deskbell,
    ]
  })
  assert.deepEqual(kind, [1, false, 'string', true])
  assert.deepEqual(complaints, [])
})

loaderTest('switched off: nothing but the first script and the config is loaded', async () => {
  host.config = { enabled: false }
  host.pages.set('/', html(TAG, '<a href="#x">x</a>'))
  const { page, complaints } = await openPage(context, `${host.url}/`)
  await page.waitForFunction(() => 'Deskbell' in window)
  for (const command of ['doCall', 'answer', 'show', 'requestCallback']) {
    assert.equal(await codeOf(page, command), 'disabled')
  }
  assert.equal(
    await page.evaluate(() =>
      (window as unknown as Loaded).Deskbell.ready.catch((error: { code: string }) => error.code),
    ),
    'disabled',
  )
  await page.evaluate(() => {
    const { Deskbell } = window as unknown as Loaded
    void Deskbell.doCall('0413-741 741')
    Deskbell.on('ringing', () => {})
    Deskbell.host({})
  })
  await sleep(200)
  assert.deepEqual(
    host.asked.filter(path => path.startsWith('/deskbell')),
    ['/deskbell.js', '/deskbell/config'],
  )
  assert.equal(await page.locator('deskbell-panel').count(), 0)
  assert.deepEqual(complaints, [])
})

loaderTest('loaded twice it is still one', async () => {
  host.pages.set(
    '/',
    html(TAG + TAG, `${TAG}<script src="/deskbell.js" data-config="/deskbell/config"></script>`),
  )
  const { page, complaints } = await openPage(context, `${host.url}/`)
  await page.waitForFunction(() => 'Deskbell' in window)
  await ready(page)
  await until('the stream', () => host.relay.streams.size === 1)
  await sleep(200)
  assert.equal(await page.locator('deskbell-panel').count(), 1)
  assert.equal(host.relay.streams.size, 1)
  assert.equal(host.asked.filter(path => path === '/deskbell/config').length, 1)
  assert.deepEqual(complaints, [])
})

for (const [what, config, status, words] of [
  ['cannot be fetched', {}, 404, /404/],
  ['is no JSON', '<html>log in</html>', 200, /JSON/],
  ['lacks a field', { enabled: true }, 200, /"agent"/],
] as const) {
  loaderTest(`a config that ${what}: one line that says what to do`, async () => {
    host.config = config
    host.configStatus = status
    host.pages.set('/', html(TAG))
    const { page, complaints } = await openPage(context, `${host.url}/`)
    await page.waitForFunction(() => 'Deskbell' in window)
    assert.equal(await codeOf(page, 'doCall'), 'unreachable')
    await page.evaluate(() => (window as unknown as Loaded).Deskbell.on('ringing', () => {}))
    await sleep(100)
    // The browser itself reports a 404.
    const ours = complaints.filter(line => !/Failed to load resource/.test(line))
    assert.equal(ours.length, 1, ours.join('\n'))
    assert.match(ours[0] ?? '', words)
    assert.match(ours[0] ?? '', /data-config/)
  })
}

loaderTest('a page that forbids WebAssembly is told so', async () => {
  host.policy = "default-src 'none'; script-src 'self'; connect-src 'self'"
  host.pages.set('/', html(TAG))
  const { page, complaints } = await openPage(context, `${host.url}/`)
  await page.waitForFunction(() => 'Deskbell' in window)
  assert.equal(await codeOf(page, 'doCall'), 'engine_unavailable')
  await sleep(100)
  const ours = complaints.filter(line => /^Deskbell/.test(line))
  assert.equal(ours.length, 1, complaints.join('\n'))
  assert.match(ours[0] ?? '', /wasm-unsafe-eval/)
})

loaderTest(
  'a mistake in the host’s callback or hook name is reported, and stops nothing',
  async () => {
    host.scripts.set(
      '/before.js',
      `window.seen = []
     ;(window.Deskbell ||= []).push(() => { throw new Error('host code') }, d => {
       d.on('rining', () => {})
       d.on('ringing', () => { throw new Error('host listener') })
       d.on('ringing', () => seen.push('heard'))
     })`,
    )
    host.pages.set('/', html(`<script src="/before.js"></script>${TAG}`))
    const { page, complaints } = await openPage(context, `${host.url}/`)
    await page.waitForFunction(() => !Array.isArray((window as unknown as Loaded).Deskbell))
    await ready(page)
    await until('the stream', () => host.relay.streams.size === 1)
    host.relay.publish(makeEvent({ at: Date.now() }))
    await page.waitForFunction(() => window.seen.length === 1)
    await sleep(50)
    for (const words of ['host code', 'rining', 'host listener']) {
      assert.equal(complaints.filter(line => line.includes(words)).length, 1, complaints.join('\n'))
    }
    assert.equal(complaints.length, 3)
  },
)

loaderTest('switched off while the page is open: it goes with the next token', async () => {
  host.pages.set('/', html(TAG))
  const { page } = await openPage(context, `${host.url}/`)
  await page.waitForFunction(() => 'Deskbell' in window)
  await ready(page)
  await until('the stream', () => host.relay.streams.size === 1)
  host.config = { enabled: false }
  host.relay.token = 'another'
  host.relay.cut()
  await page.locator('deskbell-panel').waitFor({ state: 'detached' })
  assert.equal(await codeOf(page, 'doCall'), 'disposed')
  assert.equal(host.relay.streams.size, 0)
})

loaderTest(
  'tabs of one browser share one stream; the next one leads when the first closes',
  async () => {
    host.pages.set('/', html(TAG))
    const tabs = await Promise.all([...Array(4)].map(() => openPage(context, `${host.url}/`)))
    for (const { page } of tabs) {
      await page.waitForFunction(() => 'Deskbell' in window)
      await ready(page)
    }
    await until('a stream', () => host.relay.streams.size === 1)
    for (const { page } of tabs) {
      await page.waitForFunction(() => {
        const panel = document.querySelector('deskbell-panel')
        return !!panel?.shadowRoot?.textContent?.includes('Ready')
      })
    }
    assert.equal(host.relay.opened.length, 1)
    for (let round = 1; tabs.length > 1; round++) {
      host.relay.publish(makeEvent({ id: `r${round}`, callId: `c${round}`, at: Date.now() }))
      for (const { page } of tabs) {
        await page.locator('deskbell-panel').getByText('+31 6 12345678').first().waitFor()
      }
      host.relay.publish(
        makeEvent({ id: `e${round}`, callId: `c${round}`, type: 'ended', at: Date.now() }),
      )
      // The tabs opened in order, but any may lead: close the one that holds the lock.
      const leads = await Promise.all(
        tabs.map(({ page }) =>
          page.evaluate(async () => {
            const { held } = await navigator.locks.query()
            const mine = await new Promise<string>(resolve => {
              void navigator.locks.request(`own-${Math.random()}`, async lock => {
                const now = await navigator.locks.query()
                resolve(now.held?.find(({ name }) => name === lock?.name)?.clientId ?? '')
              })
            })
            return !!held?.some(
              ({ name, clientId }) => name?.startsWith('deskbell:') && clientId === mine,
            )
          }),
        ),
      )
      assert.equal(leads.filter(Boolean).length, 1)
      const [leader] = tabs.splice(leads.indexOf(true), 1)
      await leader?.page.close()
      await until(
        'the next stream',
        () => host.relay.opened.length === round + 1 && host.relay.streams.size === 1,
      )
    }
    for (const { complaints } of tabs) assert.deepEqual(complaints, [])
  },
)
