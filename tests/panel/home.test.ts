// The panel opened without a call: calls with search and replay, settings; and what a call can besides.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { answers, asked, button, GalleryBrowser, inGallery } from './gallery-browser.js'

let gallery: GalleryBrowser
before(async () => {
  gallery = await GalleryBrowser.start()
})
after(() => gallery.stop())

const rows = (page: Page) => page.locator('deskbell-panel .past')

test('tabs by keyboard, both ways of writing; calls are searched and called again', async () => {
  const page = await gallery.open('idle')
  await button(page, 'Open the keypad').click()
  await page.getByRole('tab', { name: 'Keypad' }).focus()
  await page.keyboard.press('ArrowRight')
  await rows(page).first().waitFor()
  assert.equal(await rows(page).count(), 6)
  assert.match((await rows(page).nth(1).textContent()) ?? '', /Missed · 38 minutes ago/)
  await page.getByRole('searchbox', { name: 'Search calls' }).fill('piotr')
  await page.waitForFunction(
    () =>
      document.querySelector('deskbell-panel')?.shadowRoot?.querySelectorAll('.past').length === 1,
  )
  await button(page, 'Call Piotr Wiśniewski').click()
  assert.deepEqual((await asked(page)).at(-1), ['dial', '+48512345678'])
  await page.getByRole('searchbox').fill('nobody at all')
  await page.getByText('No calls', { exact: true }).waitFor()
  await answers(page, { fails: true })
  await page.getByRole('searchbox').fill('x')
  await page.getByText('The search did not work').waitFor()
  await gallery.go(page, 'idle', 'ar')
  await page.locator('deskbell-panel [part=pill] button').click()
  await page.locator('deskbell-panel [role=tab]').first().focus()
  await page.keyboard.press('ArrowLeft')
  await rows(page).first().waitFor()
  gallery.assertSilent()
  await page.context().close()
})

/** A second of silence. */
function wave(): Buffer {
  const samples = 8_000
  const bytes = Buffer.alloc(44 + samples)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(36 + samples, 4)
  bytes.write('WAVEfmt ', 8)
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(1, 22)
  bytes.writeUInt32LE(8_000, 24)
  bytes.writeUInt32LE(8_000, 28)
  bytes.writeUInt16LE(1, 32)
  bytes.writeUInt16LE(8, 34)
  bytes.write('data', 36)
  bytes.writeUInt32LE(samples, 40)
  bytes.fill(128, 44)
  return bytes
}

test('a recording is played under the strictest policy, stopped, and heard to its end', async () => {
  const page = await gallery.open('idle')
  await page.route('**/recordings/1.wav', route =>
    route.fulfill({ contentType: 'audio/wav', body: wave() }),
  )
  await page.route('**/recordings/none.wav', route => route.fulfill({ body: 'no sound' }))
  await button(page, 'Open the keypad').click()
  await page.getByRole('tab', { name: 'Calls' }).click()
  const play = rows(page).first().getByRole('button', { name: 'Play the recording' })
  const stop = rows(page).first().getByRole('button', { name: 'Stop the recording' })
  await play.click()
  await stop.click()
  await play.click()
  await stop.waitFor()
  await play.waitFor({ timeout: 5_000 })
  await rows(page).nth(3).getByRole('button', { name: 'Play the recording' }).click()
  await page.getByRole('alert').getByText('The recording cannot be played').waitFor()
  gallery.assertSilent()
  await page.context().close()
})

test('settings: away and the ring are switched, colours chosen, by keyboard', async () => {
  const page = await gallery.open('idle')
  await button(page, 'Open the keypad').click()
  await page.getByRole('tab', { name: 'Settings' }).click()
  const away = page.getByRole('switch', { name: 'Away' })
  assert.equal(await away.getAttribute('aria-checked'), 'false')
  await away.press('Space')
  assert.equal(await away.getAttribute('aria-checked'), 'true')
  await page.getByRole('switch', { name: 'Ring for calls' }).click()
  await page.getByRole('radio', { name: 'Automatic' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  const theme = () => page.locator('deskbell-panel').getAttribute('theme')
  assert.equal(await theme(), 'dark')
  await page.getByText('Automatic', { exact: true }).click()
  assert.equal(await theme(), null)
  await button(page, 'Minimise').click()
  await page.locator('deskbell-panel [part=pill]').getByText('Away').waitFor()
  gallery.assertSilent()
  await page.context().close()
})

test('a caller is refused from the menu, after a question', async () => {
  const page = await gallery.open('ringing')
  await button(page, 'More').click()
  await page.getByRole('menuitem', { name: 'Refuse calls' }).press('Enter')
  await page.keyboard.press('Escape')
  assert.equal(await page.getByText('Refuse all further calls').count(), 0)
  await button(page, 'More').click()
  await page.getByRole('menuitem', { name: 'Refuse calls' }).click()
  assert.deepEqual(await asked(page), [])
  await answers(page, { fails: true })
  await button(page, 'Refuse calls').click()
  await page.getByText('That did not work').waitFor()
  await answers(page, { fails: false })
  await button(page, 'Refuse calls').click()
  await page.getByText('are refused from now on').waitFor()
  assert.deepEqual((await asked(page)).at(-1), ['block', 'in_1'])
  await inGallery(page, ({ show }) => void show('ringing-webhooks'))
  await button(page, 'More').click()
  assert.equal(await page.getByRole('menuitem', { name: 'Refuse calls' }).count(), 1)
  await inGallery(page, ({ show }) => void show('withheld'))
  gallery.assertSilent()
  await page.context().close()
})

test('keys for a voice menu, and a transfer', async () => {
  const page = await gallery.open('conversation')
  await button(page, 'Keypad').click()
  for (const key of ['4', '#']) await button(page, key).click()
  await button(page, 'Transfer').click()
  await page.keyboard.type('104')
  await page.keyboard.press('Enter')
  await page.getByLabel('Transfer to: number or extension').waitFor({ state: 'detached' })
  assert.deepEqual(await asked(page), [
    ['sendDigits', 'in_1', '4'],
    ['sendDigits', 'in_1', '#'],
    ['transfer', 'in_1', '104'],
  ])
  gallery.assertSilent()
  await page.context().close()
})
