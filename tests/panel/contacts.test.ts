// Who it is: chosen, created, attached, opened, called back.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { answers, asked, button, GalleryBrowser, inGallery } from './gallery-browser.js'
import { ANNA, call, FAMILY } from './sample-calls.js'

let gallery: GalleryBrowser
before(async () => {
  gallery = await GalleryBrowser.start()
})
after(() => gallery.stop())

test('a stranger becomes a contact; what was typed outlives a failure and another call', async () => {
  const page = await gallery.open('unknown')
  await button(page, 'Create contact').click()
  await page.keyboard.type('  Fiona Clarke ')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Clarke Bindery')
  await answers(page, { fails: true })
  await page.keyboard.press('Enter')
  await page.getByText('Not saved.').waitFor()
  // A second call rings: who types is not interrupted.
  const other = { call: call({ callId: 'in_9' }) }
  await inGallery(
    page,
    ({ panel, show }, { call: second }) => {
      const model = show('unknown')
      const [first] = model.calls
      if (first) panel.update({ ...model, calls: [first, { ...first, call: second }] })
    },
    other,
  )
  assert.equal(await page.getByLabel('Company').inputValue(), 'Clarke Bindery')
  await page.keyboard.type(' & Sons')
  assert.equal(await page.getByLabel('Company').inputValue(), 'Clarke Bindery & Sons')
  await answers(page, { fails: false })
  await button(page, 'Save').click()
  await page.getByLabel('Company').waitFor({ state: 'detached' })
  const draft = { name: 'Fiona Clarke', company: 'Clarke Bindery & Sons' }
  assert.deepEqual((await asked(page)).at(-1), ['createContact', draft, 'in_1'])
  gallery.assertSilent()
  await page.context().close()
})

test('a contact without a name is not made', async () => {
  const page = await gallery.open('unknown')
  await button(page, 'Create contact').click()
  await page.keyboard.type('   ')
  await page.keyboard.press('Enter')
  assert.deepEqual(await asked(page), [])
  await page.keyboard.press('Escape')
  await button(page, 'Create contact').waitFor()
  await page.context().close()
})

test('a number is attached by the keyboard; only the last answer of a search counts', async () => {
  const page = await gallery.open('unknown')
  await button(page, 'Attach to…').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('thistle')
  await page.getByRole('option').first().waitFor()
  assert.equal(await page.getByRole('option').count(), 3)
  assert.equal(await page.getByText('3 contacts found').count(), 1)
  await page.keyboard.press('ArrowDown')
  const marked = page.locator('deskbell-panel [aria-selected=true]')
  assert.match((await marked.textContent()) ?? '', /Priya Raman/)
  await page.keyboard.press('Enter')
  await page.getByRole('combobox').waitFor({ state: 'detached' })
  assert.deepEqual((await asked(page)).slice(-1), [['attachNumber', FAMILY[3], 'in_1']])

  await button(page, 'Attach to…').click()
  await answers(page, { delay: 600 })
  await page.keyboard.type('hughes')
  await page.waitForTimeout(300)
  await answers(page, { delay: 0 })
  await page.getByRole('combobox').fill('isla')
  await page.getByRole('option', { name: 'Isla Grant' }).waitFor()
  await page.waitForTimeout(700)
  assert.equal(await page.getByRole('option').count(), 1)
  await page.getByRole('combobox').fill('nobody at all')
  await page.getByText('0 contacts found').waitFor()
  await answers(page, { fails: true })
  await page.getByRole('combobox').fill('isl')
  await page.getByText('The search did not work').waitFor()
  gallery.assertSilent()
  await page.context().close()
})

test('several contacts: four at a glance, the likely one first, the choice can be changed', async () => {
  const page = await gallery.open('several')
  const entries = page.locator('deskbell-panel .choice [part=entry]')
  assert.equal(await entries.count(), 4)
  assert.match((await entries.first().textContent()) ?? '', /Front desk.*likely/)
  await button(page, '2 more…').click()
  assert.equal(await entries.count(), 6)
  await entries.nth(5).click()
  assert.deepEqual(await asked(page), [['pickContact', FAMILY[5], 'in_1']])
  await page.getByText('6 contacts have this number').waitFor({ state: 'detached' })
  await button(page, 'Somebody else?').click()
  assert.equal(await entries.count(), 4)

  // A choice that travels with the call is not asked for again, e.g. after a reload.
  await gallery.go(page, 'picked')
  assert.equal(await entries.count(), 0)
  await page.getByText('Priya Raman').first().waitFor()
  await page.context().close()
})

test('the card of a contact, and a callback', async () => {
  const page = await gallery.open('conversation')
  await button(page, 'Open card').click()
  await answers(page, { fails: true })
  await button(page, 'Call back later').click()
  await page.getByText('Not saved.').waitFor()
  await answers(page, { fails: false })
  await button(page, 'Call back later').click()
  await page.getByText('Callback noted').waitFor()
  assert.deepEqual(await asked(page), [
    ['openContact', ANNA, 'in_1'],
    ['requestCallback', 'in_1'],
    ['requestCallback', 'in_1'],
  ])
  await page.context().close()
})
