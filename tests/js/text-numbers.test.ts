// Numbers in the page's own text: found, painted without touching a node, and offered.
import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import type { Deskbell } from '../../js-shim/src/deskbell-api.js'
import { launchChromium } from '../launch-chromium.js'
import { type Host, html, openPage, startHost, TAG } from './host-page.js'

const BODY = `
  <p id="plain">Bel <b>ons</b> op <span id="number">06-12345678</span> of mail.</p>
  <p id="split">Of <b>+31</b> 413<!-- a comment --> 741 741.</p>
  <div id="other">Order 0612345678, 01-02-2024, NL91 ABNA 0417 1643 00</div>
  <div data-deskbell-ignore>020-1234567</div>
  <div class="log">020-1234568</div>
  <div contenteditable>020-1234569</div>
  <code>020-1234560</code><textarea>020-1234561</textarea><input value="020-1234562">
  <a href="tel:+31201234563">020-1234563</a>
  <div id="hidden" hidden>020-1234564</div>
  <div id="shadow"></div>
  <iframe id="frame" src="/inner"></iframe>
  <p><canvas width="10" height="3000"></canvas></p>
  <p id="far">030-2345678</p>`

const HOST = `
  const outer = document.getElementById('shadow').attachShadow({ mode: 'open' })
  const inner = outer.appendChild(document.createElement('div')).attachShadow({ mode: 'open' })
  inner.appendChild(document.createElement('p')).textContent = 'In twee schaduwen: 010-2345678'
  // What changes in the page is written down.
  window.changes = []
  new MutationObserver(records => changes.push(...records.map(record =>
    record.type + ' ' + record.target.nodeName + ' ' + [...record.addedNodes, ...record.removedNodes].map(node => node.nodeName))))
    .observe(document, { subtree: true, childList: true, attributes: true, characterData: true })`

let browser: Browser
let host: Host
let page: Page
let complaints: string[]

before(async () => {
  browser = await launchChromium()
  host = await startHost()
  Object.assign(host.config as object, { textNumbers: true, ignore: '.log' })
  host.policy = host.policy.replace("style-src 'none'", "style-src 'none'; frame-src 'self'")
  host.pages.set('/', html(TAG, `${BODY}<script src="/host.js"></script>`))
  host.pages.set('/inner', html('', '<p>In een lijst: 0413-741 742</p>'))
  host.scripts.set('/host.js', HOST)
})
after(async () => {
  await browser.close()
  await host.close()
})

async function open(): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 700 } })
  // A page that is busy reads later.
  await context.addInitScript(() => {
    const ask = window.requestIdleCallback.bind(window)
    window.requestIdleCallback = (run, options) =>
      ask(left => ('held' in window && window.held ? requestIdleCallback(run, options) : run(left)))
  })
  ;({ page, complaints } = await openPage(context, `${host.url}/`))
  await page.evaluate(async () => {
    while (!('Deskbell' in window)) await new Promise(resolve => setTimeout(resolve, 10))
    await (window as unknown as { Deskbell: Deskbell }).Deskbell.ready
  })
  await until('painted', async () => (await painted()).includes('06-12345678'))
}
afterEach(async () => {
  await page.context().close()
})

/** The texts of what is painted, in the page and in its frame, sorted. */
const painted = () =>
  page.evaluate(() => {
    const inner = document.querySelector('iframe')?.contentWindow as
      | (Window & typeof globalThis)
      | null
    return [window, inner]
      .flatMap(each => [...(each?.CSS.highlights.get('deskbell-number') ?? [])])
      .filter(({ startContainer }) => startContainer.isConnected)
      .map(({ startContainer, startOffset, endContainer, endOffset }) => {
        const range = (startContainer.ownerDocument as Document).createRange()
        range.setStart(startContainer, startOffset)
        range.setEnd(endContainer, endOffset)
        return `${range}`
      })
      .sort()
  })

const untilPainted = (numbers: string[]) =>
  until(`painted: ${numbers}`, async () => `${await painted()}` === `${numbers.toSorted()}`)

const ALL = ['+31 413 741 741', '010-2345678', '0413-741 742', '06-12345678']

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 6_000; !(await holds()); await sleep(20)) {
    if (Date.now() > end) throw new Error(`never: ${what}; painted are ${await painted()}`)
  }
}

/** What was dialled by `act`. */
async function dialled(act: () => Promise<unknown>): Promise<unknown[]> {
  const already = host.relay.posts.length
  await act()
  await sleep(200)
  return host.relay.posts.slice(already).map(({ body }) => body.to)
}

test('numbers are painted, in shadow roots and frames too, and no node of the page is touched', async () => {
  await open()
  await untilPainted(ALL)
  const changes = await page.evaluate(() => (window as unknown as { changes: string[] }).changes)
  assert.deepEqual(
    changes.filter(change => !/DESKBELL-[A-Z]+/.test(change)),
    [],
  )
  assert.deepEqual(complaints, [])
})

test('what is scrolled to is painted, what is scrolled away is not', async () => {
  await open()
  await page.evaluate(() => document.getElementById('far')?.scrollIntoView())
  // The frame paints what is in its own window.
  await untilPainted(['030-2345678', '0413-741 742'])
})

test('what changes later is found, and what is gone is forgotten', async () => {
  await open()
  await untilPainted(ALL)
  await page.evaluate(() => {
    const by = (id: string) => document.getElementById(id) as HTMLElement
    by('number').firstChild?.replaceWith('06-87654321')
    const text = by('other').firstChild as Text
    text.data = 'Tel. 0201234567'
    by('split').remove()
    by('plain').insertAdjacentText('afterend', 'los 040-2345678')
    by('hidden').hidden = false
    for (const root of [by('shadow').shadowRoot?.firstElementChild?.shadowRoot])
      root?.replaceChildren('weg ermee')
    const inner = (by('frame') as HTMLIFrameElement).contentDocument
    inner?.body.replaceChildren('nu 0413-741 743')
  })
  await untilPainted(['06-87654321', '0201234567', '040-2345678', '020-1234564', '0413-741 743'])
  await page.evaluate(() => {
    const div = document.querySelector('[data-deskbell-ignore]') as HTMLElement
    div.removeAttribute('data-deskbell-ignore')
    const edited = document.querySelector('[contenteditable]') as HTMLElement
    edited.contentEditable = 'false'
    document.getElementById('plain')?.setAttribute('data-deskbell-ignore', '')
  })
  await untilPainted([
    '0201234567',
    '040-2345678',
    '020-1234564',
    '0413-741 743',
    '020-1234567',
    '020-1234569',
  ])
  // A part of the page is taken out, and put in again elsewhere.
  await page.evaluate(() => {
    const div = document.getElementById('other') as HTMLElement
    div.remove()
    document.body.prepend(div)
  })
  await until('still there', async () => (await painted()).includes('0201234567'))
  await page.evaluate(() => {
    const frame = document.getElementById('frame') as HTMLIFrameElement
    frame.contentWindow?.location.reload()
  })
  await until('read again', async () => (await painted()).includes('0413-741 742'))
  assert.deepEqual(complaints, [])
})

const offer = () => page.locator('deskbell-numbers button')
const isOffered = async () => (await page.locator('deskbell-numbers .frame:not(.away)').count()) > 0
const box = async (selector: string) => {
  const found = await page.locator(selector).boundingBox()
  assert.ok(found)
  return { x: found.x + found.width / 2, y: found.y + found.height / 2 }
}

test('the pointer on a number offers a call; pressing the offer makes one', async () => {
  await open()
  const { x, y } = await box('#number')
  await page.mouse.move(x, y)
  await until('offered', isOffered)
  assert.equal(await offer().textContent(), 'Call 06-12345678')
  assert.deepEqual(await dialled(() => offer().dblclick()), ['+31612345678'])
  await page.mouse.move(500, 600)
  await until('gone', async () => !(await isOffered()))
})

test('a click with either button offers at once, and dials nothing by itself', async () => {
  await open()
  const { x, y } = await box('#number')
  for (const button of ['left', 'right'] as const) {
    assert.deepEqual(await dialled(() => page.mouse.click(x, y, { button })), [])
    await until('offered', isOffered)
    await page.mouse.move(500, 600)
    await until('gone', async () => !(await isOffered()))
  }
})

test('in a shadow root and in a frame the offer stands beside the number', async () => {
  await open()
  await untilPainted(ALL)
  const near = async (x: number, y: number, number: string) => {
    await page.mouse.move(x, y)
    await until(
      'offered',
      async () => (await offer().textContent()) === `Call ${number}` && (await isOffered()),
    )
    const at = await offer().boundingBox()
    assert.ok(at && Math.abs(at.y - y) < 80, `${at?.y} beside ${y}`)
  }
  const shadow = await box('#shadow p')
  await page.mouse.move(1, 1)
  const number = await page.evaluate(() => {
    const text = document.getElementById('shadow')?.shadowRoot?.firstElementChild?.shadowRoot
      ?.firstElementChild?.firstChild as Text
    const range = document.createRange()
    range.setStart(text, text.data.indexOf('010'))
    range.setEnd(text, text.data.length)
    const { x, width } = range.getBoundingClientRect()
    return x + width / 2
  })
  await near(number, shadow.y, '010-2345678')
  await page.mouse.move(1, 1)
  await until('gone', async () => !(await isOffered()))
  const frame = await page.locator('#frame').boundingBox()
  assert.ok(frame)
  const inner = await page.frameLocator('#frame').locator('p').boundingBox()
  assert.ok(inner)
  await near(inner.x + 100, inner.y + inner.height / 2, '0413-741 742')
  assert.deepEqual(await dialled(() => offer().click()), ['+31413741742'])
})

test('by keyboard: Tab reaches the offer, arrows choose the number, Enter calls, Escape goes', async () => {
  await open()
  await untilPainted(ALL)
  await offer().focus()
  await until('offered', isOffered)
  assert.equal(await offer().textContent(), 'Call 06-12345678')
  await page.keyboard.press('ArrowDown')
  assert.equal(await offer().textContent(), 'Call +31 413 741 741')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  assert.notEqual(await offer().textContent(), 'Call 06-12345678')
  await page.keyboard.press('ArrowDown')
  assert.deepEqual(await dialled(() => page.keyboard.press('Enter')), ['+31612345678'])
  await page.keyboard.press('Escape')
  assert.equal(await isOffered(), false)
})

test('what the page has changed is neither offered nor dialled before it is read again', async () => {
  await open()
  const { x, y } = await box('#number')
  /** Nothing is read meanwhile, as when the page is busy; the number becomes another. */
  const change = (to: string) =>
    page.evaluate(number => {
      Object.assign(window, { held: true })
      const text = document.getElementById('number')?.firstChild as Text
      text.data = number
    }, to)
  const goOn = () => page.evaluate(() => Object.assign(window, { held: false }))
  await page.mouse.move(x, y)
  await until('offered', isOffered)
  await change('06-12345679')
  assert.deepEqual(await dialled(() => offer().click({ force: true })), [])
  assert.equal(await isOffered(), false)
  await page.mouse.move(x + 1, y)
  await sleep(500)
  assert.equal(await isOffered(), false)
  await goOn()
  await until('read', async () => (await painted()).includes('06-12345679'))
  await page.mouse.move(x, y)
  await until('offered', isOffered)
  assert.equal(await offer().textContent(), 'Call 06-12345679')
  // It goes by itself as well.
  await change('nothing')
  await goOn()
  await until('gone', async () => !(await isOffered()))
})

test('a script that clicks the offer dials nothing', async () => {
  await open()
  const { x, y } = await box('#number')
  await page.mouse.move(x, y)
  await until('offered', isOffered)
  const byScript = () =>
    page.evaluate(() => {
      const button = document.querySelector('deskbell-numbers')?.shadowRoot?.querySelector('button')
      button?.click()
      button?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }))
    })
  assert.deepEqual(await dialled(byScript), [])
})

test('dispose() leaves no highlight, no sheet, no element, no listener', async () => {
  await open()
  await untilPainted(ALL)
  const left = await page.evaluate(async () => {
    const frame = document.querySelector('iframe')?.contentWindow as Window & typeof globalThis
    const shadow = document.getElementById('shadow')?.shadowRoot
    ;(window as unknown as { Deskbell: Deskbell }).Deskbell.dispose()
    await new Promise(resolve => setTimeout(resolve, 100))
    return {
      highlights: [...CSS.highlights.keys(), ...frame.CSS.highlights.keys()],
      sheets: [document, shadow, shadow?.firstElementChild?.shadowRoot, frame.document].map(
        root => root?.adoptedStyleSheets.length,
      ),
      elements: document.querySelectorAll('deskbell-numbers, deskbell-panel').length,
    }
  })
  assert.deepEqual(left, { highlights: [], sheets: [0, 0, 0, 0], elements: 0 })
  const { x, y } = await box('#number')
  await page.mouse.click(x, y)
  await page.evaluate(() => document.body.append('nog een: 06-11223344'))
  await sleep(800)
  assert.deepEqual(await painted(), [])
  assert.equal(await page.locator('deskbell-numbers').count(), 0)
})

test('a browser without custom highlights offers all the same', async () => {
  const context = await browser.newContext()
  await context.addInitScript(() => {
    Object.defineProperty(CSS, 'highlights', { value: undefined })
    delete (CSS as { highlights?: unknown }).highlights
  })
  ;({ page, complaints } = await openPage(context, `${host.url}/`))
  const { x, y } = await box('#number')
  await until('offered', async () => {
    await page.mouse.move(x, y)
    await page.mouse.move(x + 1, y)
    await sleep(300)
    return (await offer().count()) > 0 && isOffered()
  })
  assert.deepEqual(await dialled(() => offer().click()), ['+31612345678'])
  assert.deepEqual(complaints, [])
})

test('it is off by default, and nothing of it is loaded then', async () => {
  Object.assign(host.config as object, { textNumbers: undefined })
  host.asked.length = 0
  const context = await browser.newContext()
  ;({ page, complaints } = await openPage(context, `${host.url}/`))
  await page.evaluate(async () => {
    while (!('Deskbell' in window)) await new Promise(resolve => setTimeout(resolve, 10))
    await (window as unknown as { Deskbell: Deskbell }).Deskbell.ready
  })
  await sleep(500)
  const files = host.asked.filter(path => path.endsWith('.js'))
  assert.deepEqual(await painted(), [])
  assert.ok(!files.some(path => path.includes('text-numbers')), `${files}`)
})
