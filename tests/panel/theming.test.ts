// What a host may change from outside, and that it does change.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { GalleryBrowser, inGallery } from './gallery-browser.js'

let gallery: GalleryBrowser
before(async () => {
  gallery = await GalleryBrowser.start()
})
after(() => gallery.stop())

const hostSheet = (page: Page, text: string): Promise<void> =>
  page.evaluate(css => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    document.adoptedStyleSheets = [sheet]
  }, text)

/** One computed property of a piece inside the panel. */
const looks = (page: Page, selector: string, property: string): Promise<string> =>
  page
    .locator(`deskbell-panel ${selector}`)
    .first()
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property)

test('tokens and parts', async () => {
  const page = await gallery.open('ringing')
  await hostSheet(
    page,
    `deskbell-panel { --deskbell-begin: rgb(1, 2, 3); --deskbell-panel-width: 400px }
     deskbell-panel::part(avatar) { border-radius: 7px }
     deskbell-panel::part(answer) { color: rgb(4, 5, 6) }`,
  )
  assert.equal(await looks(page, '[part~=answer]', 'background-color'), 'rgb(1, 2, 3)')
  assert.equal(await looks(page, '[part~=answer]', 'color'), 'rgb(4, 5, 6)')
  assert.equal(await looks(page, '[part=avatar]', 'border-radius'), '7px')
  assert.equal(await looks(page, '[part=panel]', 'width'), '400px')
  await page.context().close()
})

test('the page’s font, when asked for', async () => {
  const page = await gallery.open('ringing')
  await hostSheet(page, 'body { font-family: "Host Sans" }')
  assert.match(await looks(page, '[part=name]', 'font-family'), /^system-ui/)
  await hostSheet(
    page,
    'body { font-family: "Host Sans" } deskbell-panel { --deskbell-font: initial }',
  )
  assert.equal(await looks(page, '[part=name]', 'font-family'), '"Host Sans"')
  await page.context().close()
})

test('light and dark: the agent’s choice, unless the host holds one', async () => {
  const page = await gallery.open('ringing', { colorScheme: 'light' })
  const surface = (): Promise<string> => looks(page, '[part=panel]', 'background-color')
  const light = await surface()
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await surface()
  assert.notEqual(dark, light)
  await inGallery(page, ({ panel }) => panel.setAttribute('theme', 'light'))
  assert.equal(await surface(), light)
  await page.emulateMedia({ colorScheme: 'light' })
  await inGallery(page, ({ panel }) => panel.setAttribute('theme', 'dark'))
  assert.equal(await surface(), dark)
  await page.context().close()
})
