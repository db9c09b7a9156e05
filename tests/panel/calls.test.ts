// Calls come, are answered and go; the panel follows.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { asked, button, GalleryBrowser, inGallery, timer, title } from './gallery-browser.js'

let gallery: GalleryBrowser
before(async () => {
  gallery = await GalleryBrowser.start()
})
after(() => gallery.stop())

test('ringing, answered, held, ended: title, timer and buttons follow', async () => {
  const page = await gallery.open('ringing')
  assert.match((await title(page).textContent()) ?? '', /Call from Anna de Jong/)
  assert.match((await title(page).textContent()) ?? '', /Incoming/)
  assert.equal(await timer(page).count(), 0)
  await button(page, 'Answer').click()
  await inGallery(page, ({ call: change }) => change({}, {}, 59))
  assert.match((await title(page).textContent()) ?? '', /Conversation with Anna de Jong/)
  assert.equal(await button(page, 'Answer').count(), 0)
  assert.equal(await timer(page).textContent(), '00:59')
  await page.waitForFunction(
    () =>
      document.querySelector('deskbell-panel')?.shadowRoot?.querySelector('[part=timer]')
        ?.textContent === '01:01',
  )
  await button(page, 'Mute').click()
  await button(page, 'Unmute').click()
  await button(page, 'Hold').click()
  await inGallery(page, ({ call: change }) => change({}, { state: 'held' }, 70))
  await button(page, 'Resume').click()
  await button(page, 'Hang up').click()
  assert.deepEqual(await asked(page), [
    ['answer', 'in_1'],
    ['mute', 'in_1', true],
    ['mute', 'in_1', false],
    ['hold', 'in_1'],
    ['resume', 'in_1'],
    ['hangUp', 'in_1'],
  ])
  await inGallery(page, ({ call: change }) => change({}, { state: 'ended' }))
  // What is left is the wrap-up.
  assert.equal(await button(page, 'Hang up').count(), 0)
  await button(page, 'Done').click()
  assert.equal(await page.locator('deskbell-panel [part=card]').count(), 0)
  gallery.assertSilent()
  await page.context().close()
})

test('the timer follows the clock it is given, and never runs backwards below zero', async () => {
  const page = await gallery.open('conversation')
  await inGallery(page, ({ panel }) => {
    panel.clock = () => Date.now() - 26 * 3_600_000
  })
  assert.equal(await timer(page).textContent(), '00:00')
  await inGallery(page, ({ panel }) => {
    panel.clock = () => Date.now() + 3_600_000
  })
  assert.match((await timer(page).textContent()) ?? '', /^1:02:1\d$/)
  await page.context().close()
})

test('nothing runs while nothing is shown', async () => {
  const page = await gallery.open('conversation')
  // As text, since the page knows none of the helpers that a compiled function would call.
  const ticks = async (): Promise<number> =>
    (await page.evaluate(`new Promise(resolve => {
      const original = setTimeout
      let calls = 0
      window.setTimeout = (...args) => (calls++, original(...args))
      original(() => { window.setTimeout = original; resolve(calls) }, 2200)
    })`)) as number
  assert.ok((await ticks()) >= 2, 'it runs in a call')
  for (const quiet of ['idle', 'ringing']) {
    await inGallery(page, ({ show }, state: string) => void show(state), quiet)
    await page.waitForTimeout(1200)
    assert.equal(await ticks(), 0, quiet)
  }
  await page.context().close()
})

test('the name takes the number’s place and nothing moves', async () => {
  const page = await gallery.open('pending')
  const boxes = (): Promise<unknown[]> =>
    page
      .locator('deskbell-panel :is([part=panel], [part=name], [part~=answer], [part=facts])')
      .evaluateAll(parts =>
        parts.map(part => {
          const { top, height } = part.getBoundingClientRect()
          return [part.getAttribute('part'), Math.round(top), Math.round(height)]
        }),
      )
  const pending = await boxes()
  assert.equal(pending.length, 4)
  await inGallery(page, ({ show }) => void show('ringing'))
  assert.deepEqual(await boxes(), pending, 'a known caller')
  await inGallery(page, ({ show }) => void show('unknown'))
  assert.deepEqual(await boxes(), pending, 'a stranger')
  await page.context().close()
})

test('only what the line and the host can do has a button', async () => {
  const page = await gallery.open('ringing')
  await inGallery(page, ({ panel, show }) => {
    for (const state of ['ringing', 'unknown', 'conversation', 'held', 'outgoing']) {
      const model = show(state)
      const none = Object.fromEntries(Object.keys(model.can).map(key => [key, false]))
      panel.update({ ...model, can: none as typeof model.can })
      const words = [...(panel.shadowRoot?.querySelectorAll('.button') ?? [])]
      if (words.length > 0) throw new Error(`${state}: ${words.map(word => word.textContent)}`)
    }
  })
  await page.context().close()
})

test('several calls: the ringing one in front, another by a press', async () => {
  const page = await gallery.open('several-calls')
  assert.match((await title(page).textContent()) ?? '', /Call from \+44 20 7946 0018/)
  await page.getByRole('button', { name: /Piotr/ }).click()
  assert.match((await title(page).textContent()) ?? '', /Conversation with Piotr/)
  await button(page, 'Hang up').click()
  assert.deepEqual(await asked(page), [['hangUp', 'in_3']])
  await page.context().close()
})

test('a call that comes in opens what was put away; the same call does not insist', async () => {
  const page = await gallery.open('conversation')
  await button(page, 'Minimise').click()
  await inGallery(page, ({ show }) => void show('conversation'))
  assert.equal(await page.locator('deskbell-panel button[part=pill]').count(), 1)
  await inGallery(page, ({ show }) => void show('several-calls'))
  assert.equal(await page.locator('deskbell-panel [part=card]').count(), 1)
  await page.context().close()
})

test('a notice is read and dismissed', async () => {
  const page = await gallery.open('notice')
  await page.getByRole('alert').getByText('0413-741 is too short').waitFor()
  await button(page, 'Close this message').click()
  assert.deepEqual(await asked(page), [['dismissNotice']])
  await page.context().close()
})

test('a call is announced once, with the name if it comes in time', async () => {
  const page = await gallery.open('idle')
  const said = page.locator('deskbell-panel [role=log] p')
  await inGallery(page, ({ show }) => void show('pending'))
  await page.waitForTimeout(300)
  assert.equal(await said.count(), 0)
  await inGallery(page, ({ show }) => void show('ringing'))
  await page.getByText('Anna de Jong is calling, Bakkerij Zonneveld').waitFor({ state: 'attached' })
  const first = await said.first().elementHandle()
  await inGallery(page, ({ call: change }) => change({}, {}, 2))
  await inGallery(page, ({ panel }) => panel.hide())
  assert.equal(await said.count(), 1)
  assert.equal(await first?.evaluate(element => element.isConnected), true, 'not said anew')

  // A name that is late is not waited for, and does not announce the call again.
  await gallery.go(page, 'pending')
  await page.getByText('+31 6 12345678 is calling').waitFor({ state: 'attached' })
  await inGallery(page, ({ show }) => void show('ringing'))
  await page.waitForTimeout(200)
  assert.deepEqual(await said.allTextContents(), ['+31 6 12345678 is calling'])
  await page.context().close()
})

test('taken out of the page and put back, it goes on; taken out for good, it is quiet', async () => {
  const page = await gallery.open('conversation')
  await inGallery(page, ({ panel }) => {
    panel.remove()
    document.body.append(panel)
  })
  await timer(page).waitFor()
  const left = await inGallery(page, ({ panel }) => {
    panel.remove()
    return panel.shadowRoot?.querySelectorAll('.frame > *').length
  })
  assert.equal(left, 0)
  gallery.assertSilent()
  await page.context().close()
})
