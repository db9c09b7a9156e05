// The toaster: the browser's where it is allowed, the page's otherwise; one a call, gone in time.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { GalleryBrowser, inGallery } from './gallery-browser.js'

let gallery: GalleryBrowser
before(async () => {
  gallery = await GalleryBrowser.start()
})
after(() => gallery.stop())

interface Shown {
  title: string
  body: string
  tag: string
  renotify: boolean
  closed: boolean
}

/** Puts a record in the place of the operating system, which a browser without a screen has not. */
const recorder = (permission: string): string => `
  window.shown = []
  window.Notification = class extends EventTarget {
    static permission = ${JSON.stringify(permission)}
    static requestPermission() {
      window.questions = (window.questions ?? 0) + 1
      return Promise.resolve((Notification.permission = 'granted'))
    }
    constructor(title, options) {
      super()
      if (window.refuses) throw new TypeError('Illegal constructor')
      this.record = { renotify: false, ...options, title, closed: false }
      window.shown.push(this)
    }
    close() { this.record.closed = true; this.onclose?.() }
  }`
const recordNotifications = (page: Page, permission: string): Promise<unknown> =>
  page.evaluate(recorder(permission))
const notifications = async (page: Page): Promise<Shown[]> =>
  (await page.evaluate('window.shown.map(notification => notification.record)')) as Shown[]

const show = (page: Page, callId: string, title: string, body = ''): Promise<void> =>
  inGallery(
    page,
    ({ toaster, asked }, words) =>
      toaster.show(words.callId, { ...words, onClick: () => void asked.push(['click']) }),
    { callId, title, body },
  )
const close = (page: Page, callId: string): Promise<void> =>
  inGallery(page, ({ toaster }, id) => toaster.close(id), callId)
const toasts = (page: Page) => page.locator('deskbell-toaster [part=toast]')

test('in the page: stacked, changed in place, closed with the call, pressed', async () => {
  const page = await gallery.open('idle')
  await recordNotifications(page, 'denied')
  await show(page, 'a', '+31 6 12345678 is calling')
  await show(page, 'b', 'Piotr Wiśniewski is calling', 'Młyn Podlaski')
  await show(page, 'a', 'Anna de Jong is calling', 'Bakkerij Zonneveld')
  assert.equal(await toasts(page).count(), 2)
  assert.match((await toasts(page).first().textContent()) ?? '', /Anna de Jong is calling/)
  const boxes = () =>
    Promise.all([toasts(page).first().boundingBox(), toasts(page).last().boundingBox()])
  let [first, second] = await boxes()
  // It may still be sliding in: where it stands counts, and it stands soon.
  for (const limit = Date.now() + 2000; first?.y !== 16 && Date.now() < limit; ) {
    ;[first, second] = await boxes()
  }
  assert.ok(first && second)
  assert.equal(first.x + first.width, 1366 - 16)
  assert.equal(first.y, 16)
  assert.ok(second.y >= first.y + first.height + 8)
  await close(page, 'a')
  await toasts(page).nth(1).waitFor({ state: 'detached' })
  await toasts(page).first().click()
  await toasts(page).first().waitFor({ state: 'detached' })
  assert.deepEqual(await inGallery(page, ({ asked }) => asked), [['click']])
  await close(page, 'never shown')
  assert.deepEqual(await notifications(page), [])
  gallery.assertSilent()
  await page.context().close()
})

test('a call that rings again while its toast leaves keeps it', async () => {
  const page = await gallery.open('idle')
  await show(page, 'a', 'Anna de Jong is calling')
  await close(page, 'a')
  await show(page, 'a', 'Anna de Jong is calling')
  await page.waitForTimeout(300)
  assert.equal(await toasts(page).count(), 1)
  await page.context().close()
})

test('the page’s toaster takes no focus, and is mirrored for Arabic', async () => {
  const page = await gallery.open('idle', { lang: 'ar' })
  await page.getByRole('button', { name: 'Its own button' }).focus()
  await show(page, 'a', 'سارة أحمد يتصل', 'Bakkerij')
  const box = await toasts(page).first().boundingBox()
  assert.equal(box?.x, 16)
  const kept = await page.getByRole('button', { name: 'Its own button' }).evaluate(button => {
    return button.matches(':focus')
  })
  assert.equal(kept, true)
  await page.context().close()
})

test('the toast does not cover a panel that stands in its corner', async () => {
  const page = await gallery.open('ringing')
  const side = async (): Promise<number | undefined> => {
    await show(page, 'a', 'Anna de Jong is calling')
    const box = await toasts(page).first().boundingBox()
    await close(page, 'a')
    await toasts(page).first().waitFor({ state: 'detached' })
    return box?.x
  }
  assert.equal(await side(), 1366 - 16 - 320)
  await inGallery(page, ({ panel }) => panel.moveTo({ corner: 'top-right' }))
  assert.equal(await side(), 16)
  await inGallery(page, ({ panel }) => panel.moveTo({ corner: 'top-left' }))
  assert.equal(await side(), 1366 - 16 - 320)
  await page.context().close()
})

test('by the browser, once allowed: one a call, replaced in silence, closed with the call', async () => {
  const page = await gallery.open('idle')
  await recordNotifications(page, 'granted')
  await show(page, 'a', '+31 6 12345678 is calling')
  await show(page, 'a', 'Anna de Jong is calling', 'Bakkerij Zonneveld')
  const [early, late] = await notifications(page)
  assert.deepEqual([early?.tag, late?.tag, late?.renotify], ['a', 'a', false])
  assert.equal(late?.title, 'Anna de Jong is calling')
  assert.equal(await toasts(page).count(), 0)
  await close(page, 'a')
  assert.equal((await notifications(page))[1]?.closed, true)

  await show(page, 'b', 'Piotr is calling')
  await page.evaluate('window.shown.at(-1).onclick()')
  assert.deepEqual(await inGallery(page, ({ asked }) => asked), [['click']])
  assert.equal((await notifications(page)).at(-1)?.closed, true)

  await show(page, 'c', 'Somebody is calling')
  await page.evaluate("window.dispatchEvent(new Event('pagehide'))")
  assert.equal((await notifications(page)).at(-1)?.closed, true, 'does not outlive the page')
  gallery.assertSilent()
  await page.context().close()
})

test('permission that comes in mid-call moves the toast; a browser that refuses gets the page’s', async () => {
  const page = await gallery.open('idle')
  await recordNotifications(page, 'default')
  await show(page, 'a', 'Anna is calling')
  assert.equal(await toasts(page).count(), 1)
  await page.evaluate("Notification.permission = 'granted'")
  await show(page, 'a', 'Anna de Jong is calling')
  await toasts(page).first().waitFor({ state: 'detached' })
  assert.equal((await notifications(page)).length, 1)
  await page.evaluate('window.refuses = true')
  await show(page, 'b', 'Piotr is calling')
  assert.equal(await toasts(page).count(), 1)
  gallery.assertSilent()
  await page.context().close()
})

test('permission is asked from a gesture only', async () => {
  const page = await gallery.open('idle')
  // Whatever a test evaluates counts as a gesture, so the page itself has to ask.
  await page.addInitScript(`${recorder('default')}
    const waiting = setInterval(() => {
      if (!window.gallery) return
      clearInterval(waiting)
      window.active = navigator.userActivation.isActive
      void window.gallery.askPermission().then(answer => { window.answer = answer })
    }, 10)`)
  await page.goto(gallery.url)
  await page.waitForTimeout(500)
  assert.deepEqual(await page.evaluate('[active, answer, window.questions]'), [
    false,
    'default',
    undefined,
  ])
  assert.equal(await inGallery(page, ({ askPermission }) => askPermission()), 'granted')
  assert.equal(await page.evaluate('window.questions'), 1)
  await page.context().close()
})

test('hostile words are text', async () => {
  const page = await gallery.open('idle')
  const words = `<img src=x onerror="window.hacked=1">\u202E${'W'.repeat(10_000)}`
  await show(page, 'a', words, words)
  const box = await toasts(page).first().boundingBox()
  assert.ok(box && box.height < 120 && box.width === 320, JSON.stringify(box))
  assert.equal(await page.locator('deskbell-toaster img').count(), 0)
  gallery.assertSilent()
  await page.context().close()
})
