// After a conversation: the note, the callback, the task.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import type { PanelModel } from '../../js-shim/src/panel/panel-model.js'
import { answers, asked, button, GalleryBrowser, inGallery } from './gallery-browser.js'

let gallery: GalleryBrowser
before(async () => {
  gallery = await GalleryBrowser.start()
})
after(() => gallery.stop())

test('the note of a conversation outlives it, and is saved with Done', async () => {
  const page = await gallery.open('conversation')
  const note = page.getByRole('textbox', { name: 'Note' })
  await note.fill('20 loaves')
  await inGallery(page, ({ show }) => void show('idle'))
  assert.equal(await note.inputValue(), '20 loaves')
  assert.equal(await button(page, 'Hang up').count(), 0)
  await note.press('End')
  await page.keyboard.type(' on Friday ')
  await button(page, 'Done').click()
  await page.locator('deskbell-panel [part=pill]').waitFor()
  assert.deepEqual(await asked(page), [['saveNote', '20 loaves on Friday', 'in_1']])
  gallery.assertSilent()
  await page.context().close()
})

test('a task and a callback, by keyboard; a task that fails keeps its words', async () => {
  const page = await gallery.open('conversation')
  await inGallery(page, ({ show }) => void show('idle'))
  await button(page, 'Create task').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('Send the price list')
  await page.getByLabel('Due').selectOption({ label: 'tomorrow' })
  await answers(page, { fails: true })
  await button(page, 'Save').click()
  await page.getByText('Not saved.').waitFor()
  await answers(page, { fails: false })
  const before = Date.now()
  await button(page, 'Save').click()
  await page.getByText('Task created').waitFor()
  const [, draft, callId] = (await asked(page)).at(-1) as [
    string,
    { title: string; dueAt: number },
    string,
  ]
  assert.equal(callId, 'in_1')
  assert.equal(draft.title, 'Send the price list')
  assert.ok(Math.abs(draft.dueAt - before - 86_400_000) < 60_000)
  await button(page, 'Call back later').click()
  await page.getByText('Callback noted').waitFor()
  gallery.assertSilent()
  await page.context().close()
})

test('a call that a colleague took, or that nobody can write about, is not wrapped up', async () => {
  const page = await gallery.open('ringing')
  await inGallery(page, ({ show }) => void show('idle'))
  await page.locator('deskbell-panel [part=pill]').waitFor()
  await inGallery(page, ({ panel, show }) => {
    const model = show('conversation')
    const can = { ...model.can, saveNote: false, createTask: false }
    panel.update({ ...model, can })
    panel.update({ ...model, can, calls: [] })
  })
  await page.locator('deskbell-panel [part=pill]').waitFor()
  await page.context().close()
})

/** A call that is not in front. */
const row = (page: Page) => page.locator('deskbell-panel .call-row')

/** The conversation ends. */
const ends = (page: Page) =>
  inGallery(page, ({ show }) => {
    Object.assign(window, { talks: show('conversation') })
    show('idle')
  })

/** Another one goes on in its place. */
const another = (page: Page) =>
  inGallery(page, ({ panel }) => {
    const { talks } = window as unknown as { talks: PanelModel }
    const calls = talks.calls.map(view => ({ ...view, call: { ...view.call, callId: 'in_2' } }))
    panel.update({ ...talks, calls })
  })

test('a wrap-up in which nobody wrote gives way to the next conversation, one with words stays', async () => {
  for (const words of ['', 'rye bread']) {
    const page = await gallery.open('conversation')
    await ends(page)
    await button(page, 'Done').waitFor()
    if (words) await page.getByRole('textbox', { name: 'Note' }).fill(words)
    await another(page)
    await button(page, 'Hang up').waitFor()
    if (words) {
      // One line behind the conversation, with the note as it was.
      await row(page).click()
      assert.equal(await page.getByRole('textbox', { name: 'Note' }).inputValue(), words)
      assert.equal(await button(page, 'Done').count(), 1)
    } else {
      await row(page).waitFor({ state: 'detached' })
    }
    // Nobody saved it on the agent's behalf.
    assert.deepEqual(
      (await asked(page)).filter(([name]) => name === 'saveNote'),
      [],
    )
    gallery.assertSilent()
    await page.context().close()
  }
})

test('a task that is being written keeps its wrap-up beside the next conversation', async () => {
  const page = await gallery.open('conversation')
  await ends(page)
  await button(page, 'Create task').click()
  await another(page)
  await button(page, 'Hang up').waitFor()
  await row(page).click()
  assert.equal(await button(page, 'Done').count(), 1)
  gallery.assertSilent()
  await page.context().close()
})
