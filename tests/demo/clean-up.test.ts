// The admin's clean-up of what came from the old system (R11), and new numbers in one form at once.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { isFictional } from '../../demo-host/crm/seed/fictional-numbers.js'
import { launchChromium } from '../launch-chromium.js'
import { crmServer } from './crm-server.js'

const crm = await crmServer()
let browser: Browser
before(async () => {
  browser = await launchChromium()
})
after(async () => {
  await browser.close()
  await crm.close()
})

const companies = () =>
  crm.data.db.selectFrom('companies').select(['id', 'phone', 'country']).orderBy('id').execute()
const seeded = await companies()

test('the old system’s spellings are many, and nobody’s telephone number', () => {
  const read = seeded.map(({ phone, country }) => crm.engine.normalize(phone, { country }))
  assert.ok(seeded.filter(({ phone }) => phone !== '' && !/^\+\d+$/.test(phone)).length > 400)
  const real = read.filter(({ valid, e164 }) => valid && !isFictional(e164))
  assert.deepEqual(real, [])
})

test('checked, cleaned with a bar, and what is left is listed with its reason', async () => {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, bypassCSP: true })
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(error.message))
  const axeSource = readFileSync(
    createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
    'utf8',
  )
  const look = async () => {
    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [1366, 390]) {
        await page.emulateMedia({ colorScheme })
        await page.setViewportSize({ width, height: 800 })
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - window.innerWidth,
        )
        assert.ok(overflow <= 0, `${overflow} px too wide at ${width}`)
        await page.evaluate(axeSource)
        const found = await page.evaluate(async () => {
          const axe = (window as unknown as { axe: typeof import('axe-core') }).axe
          const { violations } = await axe.run(document)
          return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
        })
        assert.deepEqual(found, [])
      }
    await page.setViewportSize({ width: 1366, height: 768 })
  }
  /** The row of the companies: rows, changed, in form already, empty, to look at. */
  const counts = async () =>
    (await page.locator('.clean-counts tbody tr').first().locator('td').allTextContents()).map(
      Number,
    )

  await page.goto(`${crm.url}/settings`)
  await page.getByRole('link', { name: /Clean up/ }).click()
  await page.getByRole('button', { name: 'Check the numbers' }).click()
  await page.waitForSelector('.clean-counts')
  const [rows = 0, toRewrite = 0, inForm = 0, empty = 0, toLookAt = 0] = await counts()
  assert.equal(rows, seeded.length)
  assert.equal(toRewrite + inForm + empty + toLookAt, rows)
  assert.ok(toRewrite > 400 && toLookAt > 20, `${toRewrite} ${toLookAt}`)
  assert.deepEqual(await companies(), seeded)
  await look()

  await page.getByRole('button', { name: `Clean ${toRewrite} numbers` }).click()
  await page.waitForSelector('.saved')
  assert.match(
    (await page.locator('.saved').textContent()) ?? '',
    new RegExp(`${toRewrite} numbers rewritten.*Index made on companies.phone`),
  )
  assert.deepEqual(await counts(), [rows, toRewrite, inForm, empty, toLookAt])
  await look()
  assert.deepEqual(complaints, [])

  let changed = 0
  for (const [i, { phone, country }] of (await companies()).entries()) {
    const before = seeded[i]?.phone ?? ''
    if (phone === before) continue
    changed++
    assert.equal(phone, crm.engine.normalize(before, { country }).e164)
  }
  assert.equal(changed, toRewrite)
  // From the list to the company, where it is put right; then one less is left.
  await page.locator('.clean-entries tbody a').first().click()
  await page.getByLabel('Number of the switchboard').fill('+44 (0)20 7946 0123')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.waitForSelector('a[href="tel:+442079460123"]')
  await page.goto(`${crm.url}/settings/clean-up`)
  await page.getByRole('button', { name: 'Check again' }).click()
  await page.waitForSelector('text=Every valid number has its form')
  assert.deepEqual(await counts(), [rows, 0, inForm + toRewrite + 1, empty, toLookAt - 1])
  await page.close()
})

test('a company’s new number has the one form at once; what is none is refused', async () => {
  const phone = async () =>
    (await companies()).find(({ id }) => id === 1)?.phone ?? assert.fail('no company')
  assert.equal((await crm.form('/companies/1/phone', { phone: '085 - 012.34.56' })).status, 303)
  assert.equal(await phone(), '+31850123456')
  const refused = await crm.form('/companies/1/phone', { phone: '<b>none</b>' })
  assert.equal(refused.status, 400)
  assert.match(await refused.text(), /Nothing was saved: &#39;|Nothing was saved: '&lt;b>/)
  assert.equal(await phone(), '+31850123456')
  assert.equal((await crm.form('/companies/999999/phone', { phone: '1' })).status, 404)
  assert.equal((await crm.form('/companies/1/phone', { phone: '' })).status, 303)
  assert.equal(await phone(), '')
})

test('nobody starts it from another site', async () => {
  for (const path of ['/settings/clean-up/run', '/settings/clean-up/check']) {
    const headers = { origin: 'https://evil.example' }
    assert.equal((await crm.send(path, { method: 'POST', headers })).status, 403)
  }
})
