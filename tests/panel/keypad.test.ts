// The keypad: a number is typed and dialled.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { answers, asked, button, GalleryBrowser } from './gallery-browser.js'

let gallery: GalleryBrowser
before(async () => {
  gallery = await GalleryBrowser.start()
})
after(() => gallery.stop())

test('a number is typed, formatted, corrected and dialled, by keyboard', async () => {
  const page = await gallery.open('idle')
  await button(page, 'Open the keypad').focus()
  await page.keyboard.press('Enter')
  const field = page.getByRole('textbox', { name: 'Telephone number' })
  await page.keyboard.type('+31201234567')
  assert.equal(await field.inputValue(), '+31 20 123 4567')
  // A digit in the middle: the caret stays behind it.
  for (let press = 0; press < 6; press++) await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Backspace')
  await page.keyboard.type('9')
  assert.equal(await field.inputValue(), '+31 20 193 4567')
  await page.keyboard.press('Enter')
  await page.locator('deskbell-panel [part=pill]').waitFor()
  assert.deepEqual(await asked(page), [['dial', '+31 20 193 4567']])
  const back = await button(page, 'Open the keypad').evaluate(el => el.matches(':focus'))
  assert.equal(back, true, 'the keyboard is back where it started')
  gallery.assertSilent()
  await page.context().close()
})

test('a number is dialled by the keys; a dial that fails keeps it', async () => {
  const page = await gallery.open('idle')
  await button(page, 'Open the keypad').click()
  for (const key of ['0', '6', '1', '2', '#', '5']) await button(page, key).click()
  await button(page, 'Delete the last digit').click()
  await button(page, 'Delete the last digit').click()
  const field = page.getByRole('textbox', { name: 'Telephone number' })
  assert.equal(await field.inputValue(), '06 12')
  await answers(page, { fails: true })
  await button(page, 'Call').click()
  assert.deepEqual((await asked(page)).at(-1), ['dial', '06 12'])
  assert.equal(await field.inputValue(), '06 12')
  await page.keyboard.press('Escape')
  gallery.assertSilent()
  await page.context().close()
})

test('a long press on 0 is a plus', async () => {
  const page = await gallery.open('idle')
  await button(page, 'Open the keypad').click()
  await button(page, '0').click({ delay: 700 })
  await button(page, '0').click()
  assert.equal(await page.getByRole('textbox').inputValue(), '+0')
  await page.context().close()
})

test('a double press on Call is one call', async () => {
  const page = await gallery.open('idle')
  await button(page, 'Open the keypad').click()
  await page.keyboard.type('0612345678')
  await answers(page, { delay: 200 })
  await button(page, 'Call').dblclick()
  await page.locator('deskbell-panel [part=pill]').waitFor()
  assert.equal((await asked(page)).length, 1)
  await page.context().close()
})
