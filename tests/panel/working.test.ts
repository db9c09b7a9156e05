// What the agent does with the panel, and what the panel asks the desk for.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { GalleryBrowser, inGallery } from './gallery-browser.js'
import { ANNA, BRITISH, call, FAMILY } from './sample-calls.js'

let gallery: GalleryBrowser
before(async () => {
  gallery = await GalleryBrowser.start()
})
after(() => gallery.stop())

const asked = (page: Page): Promise<unknown[][]> => inGallery(page, gallery => gallery.asked)
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const title = (page: Page) => page.locator('deskbell-panel [part=title]')
const timer = (page: Page) => page.locator('deskbell-panel [part=timer]')

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
  await inGallery(page, ({ next }) => void (next.fails = true))
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
  await inGallery(page, ({ next }) => void (next.delay = 200))
  await button(page, 'Call').dblclick()
  await page.locator('deskbell-panel [part=pill]').waitFor()
  assert.equal((await asked(page)).length, 1)
  await page.context().close()
})

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
  assert.equal(await page.locator('deskbell-panel [part=card]').count(), 0)
  gallery.assertSilent()
  await page.context().close()
})

test('the timer follows the clock it is given, and never runs backwards below zero', async () => {
  const page = await gallery.open('conversation')
  await inGallery(page, ({ panel }) => void (panel.clock = () => Date.now() - 26 * 3_600_000))
  assert.equal(await timer(page).textContent(), '00:00')
  await inGallery(page, ({ panel }) => void (panel.clock = () => Date.now() + 3_600_000))
  assert.match((await timer(page).textContent()) ?? '', /^1:02:1\d$/)
  await page.context().close()
})

test('nothing runs while nothing is shown', async () => {
  const page = await gallery.open('conversation')
  const ticks = (): Promise<number> =>
    page.evaluate(async () => {
      let calls = 0
      const original = window.setTimeout
      Object.assign(window, {
        setTimeout: (...args: Parameters<typeof setTimeout>) => {
          calls++
          return original(...args)
        },
      })
      await new Promise(resolve => original(resolve, 2200))
      window.setTimeout = original
      return calls
    })
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

test('a stranger becomes a contact; what was typed outlives a failure and another call', async () => {
  const page = await gallery.open('unknown')
  await button(page, 'Create contact').click()
  await page.keyboard.type('  Fiona Clarke ')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Clarke Bindery')
  await inGallery(page, ({ next }) => void (next.fails = true))
  await page.keyboard.press('Enter')
  await page.getByText('Not saved.').waitFor()
  // A second call rings: who types is not interrupted.
  const other = { call: call({ callId: 'in_9' }) }
  await page.evaluate(() => undefined)
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
  await inGallery(page, ({ next }) => void (next.fails = false))
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
  await inGallery(page, ({ next }) => void (next.delay = 600))
  await page.keyboard.type('hughes')
  await page.waitForTimeout(300)
  await inGallery(page, ({ next }) => void (next.delay = 0))
  await page.getByRole('combobox').fill('isla')
  await page.getByRole('option', { name: 'Isla Grant' }).waitFor()
  await page.waitForTimeout(700)
  assert.equal(await page.getByRole('option').count(), 1)
  await page.getByRole('combobox').fill('nobody at all')
  await page.getByText('0 contacts found').waitFor()
  await inGallery(page, ({ next }) => void (next.fails = true))
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
  await inGallery(page, ({ next }) => void (next.fails = true))
  await button(page, 'Call back later').click()
  await page.getByText('Not saved.').waitFor()
  await inGallery(page, ({ next }) => void (next.fails = false))
  await button(page, 'Call back later').click()
  await page.getByText('Callback noted').waitFor()
  assert.deepEqual(await asked(page), [
    ['openContact', ANNA, 'in_1'],
    ['requestCallback', 'in_1'],
    ['requestCallback', 'in_1'],
  ])
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

const HOSTILE: Record<string, string> = {
  markup: '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>',
  template: '{{constructor.constructor("window.hacked=1")()}} ${window.hacked=1}',
  override: 'Anna \u202Egnoj ed\u202C \u2067\u2069\u2069',
  'zero width': '\u200B\u200D\u200B',
  'zero width within': 'An\u200Bna\u200D\uFEFF de Jong',
  long: 'Anna '.repeat(2000),
  'long word': 'W'.repeat(10_000),
  combining: `A${'\u0301'.repeat(500)}`,
  'broken pair': 'Anna \uD83D',
  nul: 'Anna\u0000<b>',
  formula: '=HYPERLINK("//evil","x")',
  Arabic: 'سارة أحمد',
}

test('hostile names are text, isolated, and leave the card its shape', async () => {
  const page = await gallery.open('ringing')
  const shape = (): Promise<unknown> =>
    page
      .locator('deskbell-panel :is([part=panel], [part~=answer], [part~=decline])')
      .evaluateAll(parts =>
        parts.map(part => {
          const { left, width } = part.getBoundingClientRect()
          return [Math.round(left), Math.round(width)]
        }),
      )
  const normal = await shape()
  const heights: number[] = []
  for (const [kind, name] of Object.entries(HOSTILE)) {
    for (const state of ['ringing', 'conversation'] as const) {
      await inGallery(
        page,
        ({ call: change }, { contact, answered }) =>
          change({ contact, contacts: [contact] }, {}, answered),
        {
          contact: { ...ANNA, name, company: name, role: name, responsible: { id: '1', name } },
          answered: state === 'conversation' ? 5 : undefined,
        },
      )
      if (state === 'ringing') assert.deepEqual(await shape(), normal, kind)
      const facts = await page.evaluate(() => {
        const root = document.querySelector('deskbell-panel')?.shadowRoot
        const shown = root?.querySelector('[part=name]')
        return {
          elements: root?.querySelectorAll('img, script, b, a').length,
          isolated: shown && getComputedStyle(shown).unicodeBidi,
          text: shown?.textContent,
          height: root?.querySelector('.identity')?.getBoundingClientRect().height ?? 0,
          hacked: 'hacked' in window,
        }
      })
      assert.equal(facts.elements, 0, kind)
      assert.equal(facts.isolated, 'isolate', kind)
      assert.equal(facts.hacked, false, kind)
      assert.notEqual(facts.text, '', kind)
      heights.push(facts.height)
    }
  }
  assert.ok(Math.max(...heights) <= 100, `${heights}`)
  // In the list and in the pill too.
  await inGallery(
    page,
    ({ call: change }, { contacts, number }) => change({ contact: null, contacts, number }),
    {
      number: BRITISH,
      contacts: Object.values(HOSTILE).map((name, id) => ({ id: `${id}`, name, company: name })),
    },
  )
  await page.getByRole('button', { name: /more/ }).click()
  const inside = await page
    .locator('deskbell-panel .body')
    .evaluate(body => body.scrollWidth <= body.clientWidth)
  assert.equal(inside, true)
  gallery.assertSilent()
  await page.context().close()
})

test('hostile numbers and lines do not break the card either', async () => {
  const page = await gallery.open('ringing')
  const from = `<b>${'9'.repeat(5000)}\u202E`
  await inGallery(
    page,
    ({ call: change }, number) =>
      change({ contact: null, contacts: [], number: null }, { from: number, line: number }),
    from,
  )
  const box = await page.locator('deskbell-panel [part=panel]').boundingBox()
  assert.ok(box && box.width === 320 && box.height < 400, JSON.stringify(box))
  gallery.assertSilent()
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
