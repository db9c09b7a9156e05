// Takes the pictures of every state that docs/states.md shows: light, dark, Arabic.
import { mkdir, writeFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { GalleryBrowser } from './gallery-browser.js'
import { enter, NAMES } from './panel-states.js'

const folder = fileURLToPath(new URL('../../docs/states/', import.meta.url))
/** Of the page that is shown around the panel, px. */
const AROUND = 14
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
after(async () => {
  await gallery.stop()
  const rows = NAMES.map(
    name =>
      `| ${name} | ${Object.keys(MODES)
        .map(mode => `![](states/${name}-${mode}.png)`)
        .join(' | ')} |`,
  )
  await writeFile(
    `${folder}../states.md`,
    `# Every state of the panel\n\nPictures by \`npm run test:full -- panel\`.\n\n| | light | dark | Arabic |\n|---|---|---|---|\n${rows.join('\n')}\n`,
  )
})

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
      await page.mouse.move(1, 1)
      // Nothing of the page around it but its ground.
      await page.evaluate(dark => {
        const { documentElement: root, body } = document
        root.style.background = dark ? '#14161a' : '#e9ebef'
        body.querySelector('main')?.remove()
      }, mode === 'dark')
      const boxes = page.locator('deskbell-panel .frame, deskbell-toaster .toast')
      const edges = await boxes.evaluateAll(parts => {
        const all = parts.map(part => part.getBoundingClientRect())
        return {
          left: Math.min(...all.map(({ left }) => left)),
          top: Math.min(...all.map(({ top }) => top)),
          right: Math.max(...all.map(({ right }) => right)),
          bottom: Math.max(...all.map(({ bottom }) => bottom)),
        }
      })
      const [x, y] = [Math.max(0, edges.left - AROUND), Math.max(0, edges.top - AROUND)]
      const clip = { x, y, width: edges.right + AROUND - x, height: edges.bottom + AROUND - y }
      await page.screenshot({ path: `${folder}${name}-${mode}.png`, clip })
    }
    await page.context().close()
  })
}
