// The panel is put somewhere, and stays there: by mouse, touch, keyboard, menu and command.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { GalleryBrowser, inGallery } from './gallery-browser.js'

let gallery: GalleryBrowser
before(async () => {
  gallery = await GalleryBrowser.start()
})
after(() => gallery.stop())

interface Place {
  left: number
  top: number
  right: number
  bottom: number
}

/** Distances of the panel from the window's edges. */
const place = (page: Page): Promise<Place> =>
  page.evaluate(() => {
    const frame = document.querySelector('deskbell-panel')?.shadowRoot?.querySelector('.frame')
    const box = frame?.getBoundingClientRect() ?? new DOMRect()
    const { clientWidth, clientHeight } = document.documentElement
    return {
      left: box.left,
      top: box.top,
      right: clientWidth - box.right,
      bottom: clientHeight - box.bottom,
    }
  })

async function dragBy(page: Page, part: string, dx: number, dy: number): Promise<void> {
  const box = await page.locator(`deskbell-panel [part=${part}]`).first().boundingBox()
  assert.ok(box)
  // On the title, between the buttons.
  const [x, y] = [box.x + 60, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + dx / 2, y + dy / 2)
  await page.mouse.move(x + dx, y + dy, { steps: 4 })
  await page.mouse.up()
}

test('dragged by the mouse it stands there, also after a reload and in the pill', async () => {
  const page = await gallery.open('ringing')
  const before = await place(page)
  assert.equal(before.right, 16)
  assert.equal(before.bottom, 16)
  await dragBy(page, 'header', -800, -300)
  const dragged = await place(page)
  assert.deepEqual([dragged.left, dragged.top], [before.left - 800, before.top - 300])
  await page.reload()
  await page.locator('deskbell-panel .panel').waitFor()
  assert.deepEqual(await place(page), dragged)
  // Nearer to the left: the pill, which is smaller, keeps the distance from there.
  await inGallery(page, ({ show }) => void show('idle'))
  assert.equal((await place(page)).left, dragged.left)
  gallery.assertSilent()
  await page.context().close()
})

test('a drag does not press, a press with an unsteady hand does not drag', async () => {
  const page = await gallery.open('conversation')
  await page.locator('deskbell-panel .header > button').last().click()
  const pill = page.locator('deskbell-panel button[part=pill]')
  const before = await place(page)
  await dragBy(page, 'pill', -100, -50)
  assert.equal(await pill.count(), 1, 'still a pill')
  const dragged = await place(page)
  assert.deepEqual([dragged.right, dragged.bottom], [before.right + 100, before.bottom + 50])
  await dragBy(page, 'pill', 2, 1)
  assert.equal(await pill.count(), 0, 'opened by the press')
  const opened = await place(page)
  assert.deepEqual([opened.right, opened.bottom], [dragged.right, dragged.bottom])
  await page.context().close()
})

test('buttons in the header stay buttons; Escape puts the panel back', async () => {
  const page = await gallery.open('ringing')
  const before = await place(page)
  const menu = await page.locator('deskbell-panel .menu-root > button').boundingBox()
  assert.ok(menu)
  await page.mouse.move(menu.x + 10, menu.y + 10)
  await page.mouse.down()
  await page.mouse.move(menu.x - 200, menu.y - 200, { steps: 3 })
  await page.mouse.up()
  assert.deepEqual(await place(page), before)

  const header = await page.locator('deskbell-panel .header').boundingBox()
  assert.ok(header)
  await page.mouse.move(header.x + 60, header.y + 20)
  await page.mouse.down()
  await page.mouse.move(header.x - 200, header.y - 200, { steps: 3 })
  assert.notDeepEqual(await place(page), before)
  await page.keyboard.press('Escape')
  await page.mouse.up()
  assert.deepEqual(await place(page), before)
  assert.equal(await page.evaluate(() => localStorage.getItem('gallery')), null)
  await page.context().close()
})

test('dragged by a finger, without scrolling the page', async () => {
  const page = await gallery.open('ringing', {
    hasTouch: true,
    isMobile: true,
    viewport: { width: 820, height: 1180 },
  })
  const before = await place(page)
  const header = await page.locator('deskbell-panel .header').boundingBox()
  assert.ok(header)
  const [x, y] = [header.x + 60, header.y + 20]
  const device = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', dx = 0, dy = 0): Promise<unknown> =>
    device.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x: x + dx, y: y + dy }],
    })
  await touch('touchStart')
  for (let step = 1; step <= 5; step++) await touch('touchMove', step * -40, step * -60)
  await touch('touchEnd')
  const dragged = await place(page)
  assert.deepEqual([dragged.left, dragged.top], [before.left - 200, before.top - 300])
  await page.context().close()
})

test('moved by the arrow keys', async () => {
  const page = await gallery.open('ringing')
  const before = await place(page)
  await page.getByRole('button', { name: 'Move' }).focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowUp')
  assert.deepEqual(
    [(await place(page)).left, (await place(page)).top],
    [before.left - 8, before.top - 8],
  )
  await page.keyboard.press('Shift+ArrowLeft')
  const moved = await place(page)
  assert.equal(moved.left, before.left - 72)
  for (let press = 0; press < 40; press++) await page.keyboard.press('Shift+ArrowUp')
  assert.equal((await place(page)).top, 8)
  await page.reload()
  await page.locator('deskbell-panel .panel').waitFor()
  const after = await place(page)
  assert.deepEqual([after.left, after.top], [moved.left, 8])
  await page.context().close()
})

test('placed by the menu, with the keyboard alone', async () => {
  const page = await gallery.open('ringing')
  const button = page.getByRole('button', { name: 'More' })
  await button.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menu').waitFor()
  await page.keyboard.press('Enter')
  const topLeft = await place(page)
  assert.deepEqual([topLeft.left, topLeft.top], [16, 16])
  assert.equal(await page.getByRole('menu').count(), 0)
  assert.equal(await button.evaluate(element => element.matches(':focus')), true)
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  const usual = await place(page)
  assert.deepEqual([usual.right, usual.bottom], [16, 16])
  assert.equal(await page.evaluate(() => localStorage.getItem('gallery')), null)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  assert.equal(await page.getByRole('menu').count(), 0)
  await page.context().close()
})

test('the menu stays inside the window wherever the panel stands', async () => {
  const page = await gallery.open('conversation-webhooks', {
    viewport: { width: 400, height: 320 },
  })
  for (const corner of ['top-left', 'bottom-right'] as const) {
    await inGallery(page, ({ panel }, at) => panel.moveTo({ corner: at }), corner)
    await page.getByRole('button', { name: 'More' }).click()
    const box = await page.getByRole('menu').boundingBox()
    assert.ok(box && box.x >= 0 && box.x + box.width <= 400 && box.y >= 0)
    assert.ok(box.y + box.height <= 320)
    await page.keyboard.press('Escape')
  }
  await page.context().close()
})

test('a window that shrinks keeps the panel inside, one that grows gives its place back', async () => {
  const page = await gallery.open('ringing')
  await dragBy(page, 'header', -500, -400)
  const before = await place(page)
  for (const size of [
    { width: 700, height: 500 },
    { width: 360, height: 300 },
    { width: 200, height: 120 },
  ]) {
    await page.setViewportSize(size)
    await page.waitForTimeout(100)
    const { left, top, right, bottom } = await place(page)
    for (const edge of [left, top, right, bottom]) assert.ok(edge >= 0, JSON.stringify(size))
  }
  await page.setViewportSize({ width: 1366, height: 768 })
  await page.waitForTimeout(100)
  assert.deepEqual(await place(page), before)
  await page.context().close()
})

test('nonsense in the storage is the usual place', async () => {
  const page = await gallery.open('idle')
  for (const text of ['{"corner":"top-left","x":-5,"y":1}', '{"corner":1}', '<b>', '[]']) {
    await page.evaluate(stored => localStorage.setItem('gallery', stored), text)
    await page.reload()
    await page.locator('deskbell-panel .pill').waitFor()
    const { right, bottom } = await place(page)
    assert.deepEqual([right, bottom], [16, 16], text)
  }
  gallery.assertSilent()
  await page.context().close()
})

test('a host commands: corner, offsets, hide, show, minimise, reset', async () => {
  const page = await gallery.open('ringing')
  await inGallery(page, ({ panel }) => panel.moveTo({ corner: 'top-left', x: 100 }))
  assert.deepEqual([(await place(page)).left, (await place(page)).top], [100, 16])
  await inGallery(page, ({ panel }) => panel.moveTo({ y: 50 }))
  assert.deepEqual([(await place(page)).left, (await place(page)).top], [100, 50])
  await inGallery(page, ({ panel }) => panel.moveTo({ x: Number.NaN, y: -1e9 }))
  assert.deepEqual([(await place(page)).left, (await place(page)).top], [100, 50])
  const visible = (): Promise<number> => page.locator('deskbell-panel [part=panel]').count()
  await inGallery(page, ({ panel }) => panel.minimize())
  assert.equal(await visible(), 0)
  await inGallery(page, ({ panel }) => panel.show())
  assert.equal(await visible(), 1)
  await inGallery(page, ({ panel }) => panel.hide())
  assert.equal(await visible(), 0)
  assert.equal(await page.locator('deskbell-panel [part=pill]').count(), 0)
  await inGallery(page, ({ panel }) => {
    panel.show()
    panel.resetPlace()
  })
  assert.deepEqual([(await place(page)).right, (await place(page)).bottom], [16, 16])
  await page.context().close()
})

test('no host style moves, covers or hides it', async () => {
  const page = await gallery.open('ringing')
  const before = await place(page)
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`
      * { position: static !important; all: unset; font-size: 40px; }
      body { transform: scale(0.5); filter: blur(2px); overflow: hidden; contain: strict; height: 10px; }
      deskbell-panel { display: none; position: absolute; left: -9999px; z-index: -1; opacity: 0; visibility: hidden; pointer-events: none; width: 0; direction: rtl; }
      main { position: fixed; inset: 0; z-index: 2147483647; background: #000; }
      [popover] { display: none; margin: 200px; border: 9px solid; }
    `)
    document.adoptedStyleSheets = [sheet]
  })
  assert.deepEqual(await place(page), before)
  await page.getByRole('button', { name: 'Answer' }).click()
  assert.deepEqual(await inGallery(page, ({ asked }) => asked.at(-1)), ['answer', 'in_1'])
  // And the page beside it is not in its way either.
  const under = await page.evaluate(() => document.elementFromPoint(20, 20)?.localName)
  assert.notEqual(under, 'deskbell-panel')
  await page.context().close()
})
