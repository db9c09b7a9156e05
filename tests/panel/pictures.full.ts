// Takes the pictures of every state that docs/states.md shows: light, dark, Arabic.
import { mkdir } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { GalleryBrowser } from './gallery-browser.js'
import { enter, NAMES } from './panel-states.js'

const folder = fileURLToPath(new URL('../../docs/states/', import.meta.url))
const MODES = {
  light: { lang: 'en', colorScheme: 'light' },
  dark: { lang: 'en', colorScheme: 'dark' },
  arabic: { lang: 'ar', colorScheme: 'light' },
} as const

let gallery: GalleryBrowser
before(async () => {
  gallery = await GalleryBrowser.start()
  await mkdir(folder, { recursive: true })
})
after(() => gallery.stop())

for (const [mode, { lang, ...media }] of Object.entries(MODES)) {
  test(`pictures, ${mode}`, async () => {
    const page = await gallery.open('idle', {
      lang,
      ...media,
      reducedMotion: 'reduce',
      viewport: { width: 400, height: 620 },
    })
    for (const name of NAMES) {
      await gallery.go(page, 'idle', lang)
      await enter(gallery, page, name, lang)
      await page.screenshot({ path: `${folder}${name}-${mode}.png` })
    }
    await page.context().close()
  })
}
