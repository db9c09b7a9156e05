// Every state × language × colours × zoom: no violation, inside the window. CI does a part of it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DICTIONARIES } from '../../js-shim/src/text/create-texts.js'
import { axeViolations, GalleryBrowser } from './gallery-browser.js'
import { enter, NAMES } from './panel-states.js'

let gallery: GalleryBrowser
before(async () => {
  gallery = await GalleryBrowser.start()
})
after(() => gallery.stop())

const COLOURS = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  contrast: { colorScheme: 'light', contrast: 'more' },
  'dark contrast': { colorScheme: 'dark', contrast: 'more' },
  forced: { forcedColors: 'active' },
} as const

/** At 200 % a window of 1366 × 768 px has half of each side, and two points a pixel. */
const ZOOMS = {
  '100 %': { viewport: { width: 1366, height: 768 } },
  '200 %': { viewport: { width: 683, height: 384 }, deviceScaleFactor: 2 },
}

for (const lang of Object.keys(DICTIONARIES)) {
  for (const [zoom, view] of Object.entries(ZOOMS)) {
    for (const [colours, media] of Object.entries(COLOURS)) {
      test(`every state, ${lang}, ${colours}, ${zoom}: no axe violation, inside the window`, async () => {
        const page = await gallery.open('idle', {
          lang,
          reducedMotion: 'reduce',
          ...media,
          ...view,
        })
        for (const name of NAMES) {
          await enter(gallery, page, name, lang)
          assert.deepEqual(await axeViolations(page), [], name)
          const box = await page.locator('deskbell-panel .frame').boundingBox()
          assert.ok(box, name)
          const { width, height } = view.viewport
          const inside =
            box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height
          assert.ok(inside, `${name}: ${JSON.stringify(box)}`)
        }
        await page.context().close()
        gallery.assertSilent()
      })
    }
  }
}
