// The host's style sheets may do what they like to the page: who calls stays readable, and can be
// answered. `display: none` on `html` or `body` takes the page away, and Deskbell with it; tokens and
// parts are the host's to set, and may be set to nonsense.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { asked, button, GalleryBrowser, inGallery } from './gallery-browser.js'

/** Each as somebody might really write it, or worse. */
const SHEETS: Record<string, string> = {
  'everything in the body is hidden': 'body *, body > * { display: none !important }',
  'nothing is visible': 'body, body * { visibility: hidden !important; opacity: 0 !important }',
  'everything is tiny, white and turned': `* { font: 3px cursive !important; color: white !important;
    transform: rotate(7deg) scale(0.1) !important; letter-spacing: 40px !important }`,
  'every element is a small box': `* { width: 1px !important; height: 1px !important;
    max-width: 1px !important; max-height: 1px !important; overflow: hidden !important }`,
  'nothing can be clicked': 'html, body, * { pointer-events: none !important; user-select: none }',
  'custom elements are aimed at': `deskbell-panel, deskbell-toaster, :not(:defined), [popover] {
    display: none !important; position: static !important; z-index: -1 !important;
    clip-path: inset(50%) !important; content-visibility: hidden !important }`,
  'a reset of old': `* { all: unset !important } *, ::before, ::after { box-sizing: content-box !important;
    margin: 3em !important; padding: 3em !important; border: 5px solid red !important }`,
  'the body is a layer of its own': `body { transform: translateX(-200vw) scale(0.2) !important;
    filter: blur(40px) !important; opacity: 0 !important; overflow: hidden !important;
    contain: strict !important; clip-path: circle(1px) !important; zoom: 0.2 !important }`,
  'something lies over everything': `body::after { content: '' !important; position: fixed !important;
    inset: 0 !important; z-index: 2147483647 !important; background: black !important }`,
  'letters run the other way': `* { direction: rtl !important; writing-mode: vertical-rl !important;
    text-transform: uppercase !important; text-indent: -9999px !important; line-height: 0 !important }`,
  'everything moves for ever': `@keyframes spin { to { transform: rotate(1turn); opacity: 0 } }
    * { animation: spin 1s infinite !important; transition: all 90s !important }`,
  'the root is twisted': `html { opacity: 0 !important; filter: blur(90px) !important; overflow: clip !important;
    transform: translateY(-300vh) !important; clip-path: inset(50%) !important; height: 0 !important;
    position: fixed !important; perspective: 1px !important; mask: linear-gradient(transparent, transparent) }`,
}

let gallery: GalleryBrowser
before(async () => {
  gallery = await GalleryBrowser.start()
})
after(() => gallery.stop())

/** As a host's sheet: the strict policy of the gallery allows no other way to add one. */
const addSheet = (page: Page, css: string) =>
  inGallery(
    page,
    (_, text: string) => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(text)
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    },
    css,
  )

/** Whether the agent's eye and pointer reach the button at its middle, and it has a usable size. */
const reached = (page: Page, name: string) =>
  inGallery(
    page,
    (_, wanted: string) => {
      const panel = document.querySelector('deskbell-panel')
      const root = panel?.shadowRoot
      const found = [...(root?.querySelectorAll('button') ?? [])].find(
        each => each.textContent === wanted,
      )
      if (!panel || !root || !found) return `no button ${wanted}`
      const { x, y, width, height } = found.getBoundingClientRect()
      if (width < 60 || height < 30) return `${width} × ${height}`
      if (x < 0 || y < 0 || x + width > innerWidth || y + height > innerHeight)
        return `at ${x} ${y}`
      const [cx, cy] = [x + width / 2, y + height / 2]
      if (document.elementFromPoint(cx, cy) !== panel) return 'something is over it'
      if (!found.contains(root.elementFromPoint(cx, cy))) return 'it is covered inside'
      const { visibility, opacity, fontSize } = getComputedStyle(found)
      return [visibility, opacity, fontSize].join(' ')
    },
    name,
  )

for (const [name, css] of Object.entries(SHEETS)) {
  test(`a hostile sheet: ${name}`, async () => {
    const page = await gallery.open('ringing', { reducedMotion: 'reduce' })
    const before = await reached(page, 'Answer')
    assert.match(before, /^visible 1 \d+px$/)
    await addSheet(page, css)
    await page.waitForTimeout(50)
    assert.equal(await reached(page, 'Answer'), before)
    if (process.env.PICTURES) {
      await page.screenshot({
        path: `${process.env.PICTURES}/sheet-${name.replaceAll(' ', '-')}.png`,
      })
    }
    // The first touch lands on it, whatever Playwright thinks of the page around.
    const box = await button(page, 'Answer').boundingBox()
    assert.ok(box)
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
    assert.deepEqual((await asked(page)).at(-1)?.[0], 'answer')
    gallery.assertSilent()
    await page.context().close()
  })
}

test('a host that deletes the panel, or all of its page, has it back at once, and its call too', async () => {
  const page = await gallery.open('ringing', { reducedMotion: 'reduce' })
  const usual = await reached(page, 'Answer')
  const harm: Record<string, () => void> = {
    removes: () => document.querySelector('deskbell-panel')?.remove(),
    empties: () => document.body.replaceChildren(),
    replaces: () => document.body.replaceWith(document.createElement('body')),
    'takes it elsewhere': () => {
      const stash = document.createElement('template')
      const panel = document.querySelector('deskbell-panel')
      if (panel) stash.content.append(panel)
    },
    'closes its layer': () => {
      for (const each of document.querySelectorAll<HTMLElement>('[popover]')) each.hidePopover()
    },
    'hides it by hand': () => {
      const panel = document.querySelector<HTMLElement>('deskbell-panel')
      panel?.setAttribute('hidden', '')
      panel?.style.setProperty('display', 'none', 'important')
    },
  }
  for (const [name, work] of Object.entries(harm)) {
    await inGallery(page, work as never)
    await page.waitForTimeout(50)
    assert.equal(await reached(page, 'Answer'), usual, name)
  }
  await page.context().close()
})

test('a host that insists gets its will: the panel does not fight for ever', async () => {
  const page = await gallery.open('ringing')
  const returns = await inGallery(
    page,
    () =>
      new Promise<number>(resolve => {
        let removed = 0
        const insist = () => {
          const panel = document.querySelector('deskbell-panel')
          if (panel) removed++
          panel?.remove()
        }
        const timer = setInterval(insist, 5)
        setTimeout(() => {
          clearInterval(timer)
          resolve(removed)
        }, 1500)
      }) as never,
  )
  assert.equal(Number(returns), 21)
  await page.context().close()
})
