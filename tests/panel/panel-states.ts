// How the panel is brought into each of its states, for tests that look at all of them.
import type { Page } from 'playwright-core'
import { type GalleryBrowser, inGallery } from './gallery-browser.js'
import { STATES } from './sample-calls.js'

async function openTab(page: Page, tab: number): Promise<void> {
  await page.locator('deskbell-panel [part=pill] button').click()
  await page.locator('deskbell-panel [role=tab]').nth(tab).click()
}

/** The conversation ends, a note begun. */
async function wrapUp(page: Page): Promise<void> {
  await page.locator('deskbell-panel textarea').fill('20 loaves more on Friday')
  await inGallery(page, ({ show }) => void show('idle'))
  await page.locator('deskbell-panel [part~=done]').waitFor()
}

/** States that come by the agent's hand: how, and from which state. */
const BY_HAND: Record<string, [from: string, steps: (page: Page) => Promise<unknown>]> = {
  calls: ['idle', page => openTab(page, 1)],
  settings: ['idle', page => openTab(page, 2)],
  'wrap-up': ['conversation', wrapUp],
  'wrap-up-task': [
    'conversation',
    async page => {
      await wrapUp(page)
      await page.locator('deskbell-panel .links button').first().click()
      await page.locator('deskbell-panel select').waitFor()
    },
  ],
  block: [
    'unknown',
    async page => {
      await page.locator('.menu-root > button').click()
      await page.getByRole('menuitem').last().click()
    },
  ],
  digits: ['conversation', page => page.locator('deskbell-panel [part~=digits]').click()],
  transfer: ['conversation', page => page.locator('deskbell-panel [part~=transfer]').click()],
  keypad: ['idle', page => page.locator('[part=pill] button').click()],
  create: ['unknown', page => page.locator('[part=actions] button').nth(0).click()],
  attach: [
    'unknown',
    async page => {
      await page.locator('[part=actions] button').nth(1).click()
      await page.keyboard.type('h')
      await page.getByRole('option').first().waitFor()
    },
  ],
  menu: ['ringing', page => page.locator('.menu-root > button').click()],
  minimized: ['conversation', page => page.locator('.header > button').last().click()],
  toast: [
    'conversation',
    page =>
      inGallery(page, ({ toaster }) =>
        toaster.show('x', { title: 'Anna de Jong is calling', body: 'Bakkerij', onClick() {} }),
      ),
  ],
}
/** All states. */
export const NAMES = [...Object.keys(STATES), ...Object.keys(BY_HAND)]

/** Brings the page into a state, and waits until nothing moves. */
export async function enter(
  gallery: GalleryBrowser,
  page: Page,
  name: string,
  lang: string,
): Promise<void> {
  const byHand = BY_HAND[name]
  if (byHand) {
    await gallery.go(page, byHand[0], lang)
    await byHand[1](page)
  } else await inGallery(page, ({ show }, state: string) => void show(state), name)
  // The late word that something is looked for comes after 300 ms.
  if (name === 'pending') await page.waitForTimeout(350)
}
