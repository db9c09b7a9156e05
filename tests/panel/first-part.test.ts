// A call before the rest of the panel has come, and when it does not come.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { asked, button, GalleryBrowser, inGallery, title } from './gallery-browser.js'

let gallery: GalleryBrowser
before(async () => {
  gallery = await GalleryBrowser.start()
})
after(() => gallery.stop())

/** An idle page whose next scripts are held, or refused. */
async function openFirst(
  lang = 'en',
): Promise<{ page: Page; answer: (how: 'give' | 'refuse') => Promise<void> }> {
  const page = await gallery.open('idle', { lang, reducedMotion: 'reduce' })
  await page.goto(`${gallery.url}?state=idle&lang=${lang}&part=first`)
  await page.waitForFunction(() => 'gallery' in window)
  const held: (() => void)[] = []
  let how: 'hold' | 'give' | 'refuse' = 'hold'
  await page.route('**/*.js', async route => {
    if (how === 'hold') await new Promise<void>(resolve => held.push(resolve))
    if (how === 'refuse') await route.abort()
    else await route.continue()
  })
  return {
    page,
    async answer(next) {
      how = next
      for (const go of held.splice(0)) go()
      if (next === 'give') {
        await inGallery(page, ({ panel }) => panel.complete())
        how = 'hold'
      }
    },
  }
}

const boxes = (page: Page): Promise<unknown[]> =>
  page.locator('deskbell-panel :is([part=panel], [part=name], [part~=answer])').evaluateAll(parts =>
    parts.map(part => {
      const { top, height } = part.getBoundingClientRect()
      return [part.getAttribute('part'), Math.round(top), Math.round(height)]
    }),
  )

test('who calls is seen, and answered, before anything is fetched; what comes then moves nothing', async () => {
  for (const lang of ['en', 'ar']) {
    const { page, answer } = await openFirst(lang)
    await inGallery(page, ({ show }) => void show('ringing'))
    const early = await boxes(page)
    assert.equal(early.length, 3)
    await page.getByText('Anna de Jong').first().waitFor()
    await page.getByText('Bakkerij Zonneveld').first().waitFor()
    await page.locator('deskbell-panel [part~=answer]').click()
    assert.deepEqual(await asked(page), [['answer', 'in_1']])
    assert.equal(await page.locator('deskbell-panel .menu-root button').count(), 0, 'not there yet')
    await answer('give')
    await page.locator('deskbell-panel .menu-root button').waitFor()
    assert.deepEqual(await boxes(page), early)
    await page.context().close()
  }
  gallery.assertSilent()
})

test('what rings at once is all seen while the rest is under way', async () => {
  const { page, answer } = await openFirst()
  await inGallery(page, ({ show }) => void show('several-calls'))
  assert.equal(await page.locator('deskbell-panel [part=card]').count(), 3)
  await answer('give')
  await page.locator('deskbell-panel .call-row').first().waitFor()
  assert.equal(await page.locator('deskbell-panel [part=card]').count(), 1)
  assert.match((await title(page).textContent()) ?? '', /Call from \+44 20 7946 0018/)
  await page.context().close()
  gallery.assertSilent()
})

test('a rest that cannot be fetched is said once; calls go on, and it is tried again', async () => {
  const { page, answer } = await openFirst()
  const trouble = page.getByText('Part of the telephone did not load')
  await inGallery(page, ({ show }) => void show('ringing'))
  await answer('refuse')
  await trouble.waitFor()
  await button(page, 'Decline').click()
  assert.deepEqual(await asked(page), [['decline', 'in_1']])
  await inGallery(page, ({ call }) => call({}, {}, 5))
  await button(page, 'Hang up').click()
  await inGallery(page, ({ show }) => void show('idle'))
  assert.equal(await trouble.count(), 1)
  await page.unroute('**/*.js')
  await button(page, 'Open the keypad').click()
  await page.getByRole('textbox', { name: 'Telephone number' }).waitFor()
  assert.equal(await trouble.count(), 0)
  await page.context().close()
})
