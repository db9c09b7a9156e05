// Every state of the panel in the strictest page: silent, accessible, inside the window.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { axeViolations, GalleryBrowser, inGallery } from './gallery-browser.js'
import { enter, NAMES } from './panel-states.js'

let gallery: GalleryBrowser
before(async () => {
  gallery = await GalleryBrowser.start()
})
after(() => gallery.stop())

async function assertInside(page: Page, name: string): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  const box = await page.locator('deskbell-panel .frame').boundingBox()
  assert.ok(box, name)
  assert.ok(box.x >= 0 && box.x + box.width <= width, `${name}: ${JSON.stringify(box)}`)
  assert.ok(box.y >= 0 && box.y + box.height <= height, `${name}: ${JSON.stringify(box)}`)
  const sideways = await page
    .locator('deskbell-panel .body')
    .evaluateAll(bodies => bodies.filter(body => body.scrollWidth > body.clientWidth).length)
  assert.equal(sideways, 0, `${name} scrolls sideways`)
}

const MODES = {
  light: { lang: 'en', colorScheme: 'light' },
  dark: { lang: 'en', colorScheme: 'dark' },
  Arabic: { lang: 'ar', colorScheme: 'light' },
  contrast: { lang: 'en', colorScheme: 'light', contrast: 'more' },
} as const

for (const [mode, { lang, ...media }] of Object.entries(MODES)) {
  test(`every state, ${mode}: no axe violation, inside the window`, async () => {
    const page = await gallery.open('idle', { lang, reducedMotion: 'reduce', ...media })
    for (const name of NAMES) {
      await enter(gallery, page, name, lang)
      await assertInside(page, name)
      assert.deepEqual(await axeViolations(page), [], name)
    }
    await page.context().close()
    gallery.assertSilent()
  })
}

test('every language fits, on a desk, on a telephone and in a corner of a window', async () => {
  const page = await gallery.open('idle', { reducedMotion: 'reduce' })
  for (const lang of ['nl', 'pl', 'ru', 'uk', 'fr', 'de']) {
    await gallery.go(page, 'idle', lang)
    for (const size of [
      { width: 1366, height: 768 },
      { width: 300, height: 400 },
    ]) {
      await page.setViewportSize(size)
      for (const name of ['ringing', 'unknown', 'several', 'several-calls', 'offline-call']) {
        await enter(gallery, page, name, lang)
        await assertInside(page, `${name} ${lang} ${size.width}`)
      }
    }
  }
  await page.context().close()
  gallery.assertSilent()
})

test('touch makes targets of 44 px, a mouse of 36 px', async () => {
  for (const [hasTouch, least] of [
    [true, 44],
    [false, 36],
  ] as const) {
    const page = await gallery.open('several', {
      ...(hasTouch ? { hasTouch, isMobile: true, viewport: { width: 390, height: 800 } } : {}),
    })
    for (const name of ['ringing', 'unknown', 'several', 'conversation']) {
      await inGallery(page, ({ show }, state: string) => void show(state), name)
      const small = await page.locator('deskbell-panel button').evaluateAll((buttons, limit) => {
        const sizes = buttons.map(button => button.getBoundingClientRect())
        return sizes.filter(box => box.height < limit || box.width < limit).length
      }, least)
      assert.equal(small, 0, `${name}, touch ${hasTouch}`)
    }
    await page.context().close()
  }
})

test('system colours: everything that can be pressed has an edge', async () => {
  const page = await gallery.open('ringing', { forcedColors: 'active' })
  const edges = await page.locator('deskbell-panel .button:not(.quiet)').evaluateAll(buttons =>
    buttons.map(button => {
      const { borderTopStyle, borderTopWidth, borderTopColor } = getComputedStyle(button)
      return `${borderTopStyle} ${borderTopWidth} ${borderTopColor === 'rgba(0, 0, 0, 0)'}`
    }),
  )
  assert.deepEqual(edges, ['solid 1px false', 'solid 1px false'])
  await page.context().close()
})

test('nothing moves for those who asked for that', async () => {
  const page = await gallery.open('ringing', { reducedMotion: 'reduce' })
  const moving = await page.evaluate(() => {
    const root = document.querySelector('deskbell-panel')?.shadowRoot
    return root?.getAnimations().filter(({ effect }) => effect?.getComputedTiming().duration !== 0)
      .length
  })
  assert.equal(moving, 0)
  await page.context().close()
})
