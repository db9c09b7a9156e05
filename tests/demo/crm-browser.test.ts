import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { launchChromium } from '../launch-chromium.js'
import { openQuietly } from './accessible.js'
import { crmServer } from './crm-server.js'

const crm = await crmServer()
const browser = await launchChromium()
after(async () => {
  await browser.close()
  await crm.close()
})

const open = (path: string) => openQuietly(browser, crm.url + path)

const names = (page: Page) => page.locator('table.list tbody th a').allTextContents()

test('the list answers while one types, walks by keys, and the address follows', async () => {
  const { page, complaints } = await open('/contacts')
  await page.keyboard.press('/')
  await page.keyboard.type('zonneveld')
  await page.waitForURL(/\/contacts\?q=zonneveld$/)
  assert.deepEqual(await names(page), ['Anna de Jong', 'Koen Zonneveld', 'Marijke Zonneveld'])
  assert.equal(await page.locator('[data-live-part="note"]').textContent(), '3')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/contacts\/1$/)
  assert.deepEqual(complaints, [])
  await page.close()
})

test('a search that finds nobody helps, and a hostile one is text', async () => {
  const { page, complaints } = await open('/contacts')
  const hostile = '<img src=x onerror=document.title=1>'
  await page.locator('input[type=search]').fill(hostile)
  await page.waitForSelector('.empty')
  assert.match((await page.locator('.empty').textContent()) ?? '', /onerror=document\.title=1/)
  assert.equal(await page.locator('.empty img').count(), 0)
  assert.notEqual(await page.title(), '1')
  assert.deepEqual(complaints, [])
  await page.close()
})

test('changing the agent in the corner signs in and stays on the page', async () => {
  const { page, complaints } = await open('/tasks')
  await page.locator('#agent-extension').selectOption('101')
  await page.waitForURL(/\/tasks$/)
  await page.waitForFunction(
    () => document.querySelector<HTMLSelectElement>('#agent-extension')?.value === '101',
  )
  const config = await page.evaluate(async () => (await fetch('/deskbell/config')).json())
  assert.equal((config as { agent: { extension: string } }).agent.extension, '101')
  assert.deepEqual(complaints, [])
  await page.close()
})

test('a recording plays in its row and stops again', async () => {
  const { page, complaints } = await open('/calls')
  const play = page.locator('a[data-play]').first()
  await play.click()
  await page.waitForFunction(() => /Stop 0:0[1-9]/.test(document.body.textContent ?? ''))
  await play.click()
  assert.equal((await play.textContent())?.trim(), 'Play')
  assert.match(page.url(), /\/calls$/)
  assert.deepEqual(complaints, [])
  await page.close()
})

test('pictures of calls are drawn in the colours of the scheme, and say what is under the pointer', async () => {
  const { page, complaints } = await open('/calls/statistics')
  const charts = page.locator('[data-chart] canvas')
  await charts.nth(4).waitFor()
  /** How many colours, of those that cover something. */
  const colours = (at: number) =>
    charts.nth(at).evaluate(canvas => {
      const { width, height } = canvas as HTMLCanvasElement
      const data = (canvas as HTMLCanvasElement)
        .getContext('2d')
        ?.getImageData(0, 0, width, height).data
      const counts = new Map<string, number>()
      for (let i = 0; data && i < data.length; i += 4) {
        if (data[i + 3] !== 255) continue
        const colour = `${data[i]},${data[i + 1]},${data[i + 2]}`
        counts.set(colour, (counts.get(colour) ?? 0) + 1)
      }
      return [...counts].filter(([, pixels]) => pixels > 400).map(([colour]) => colour)
    })
  const light = await colours(0)
  assert.ok(light.length >= 3, `answered, missed and outgoing: ${light}`)
  await page.locator('.picture.hours .u-over').hover()
  const shown = await page.locator('.picture.hours .readout').textContent()
  const hour = /^(\d\d:00): (\d+) answered, (\d+) missed, (\d+) outgoing$/.exec(shown ?? '')
  assert.ok(hour, `${shown}`)
  const row = page.locator('.picture.hours tbody tr', { hasText: hour[1] })
  assert.deepEqual(
    await row.locator('data').evaluateAll(all => all.map(one => (one as HTMLDataElement).value)),
    hour.slice(2),
  )
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.waitForFunction(() => document.querySelectorAll('[data-chart] canvas').length === 5)
  const dark = await colours(0)
  assert.ok(dark.length >= 3)
  assert.ok(dark.every(colour => !light.includes(colour)))
  assert.deepEqual(complaints, [])
  await page.close()
})
