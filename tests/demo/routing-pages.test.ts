// An admin changes in the browser what the next call does; the calls come from the simulated system.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible, DESK, TELEPHONE } from './accessible.js'
import { type AdminDesk, GOLD, OTHER, openAdminDesk } from './admin-desk.js'

let desk: AdminDesk
let page: Page
before(async () => {
  desk = await openAdminDesk()
  page = desk.page
})
after(() => desk?.close())

/** What the CRM answers to a call, in Zadarma's words. */
async function answerTo(from: string): Promise<Record<string, unknown>> {
  const answer = desk.pbx.calls.get(await desk.ring(from))?.steps[0]?.answer
  assert.ok(answer && 'body' in answer, JSON.stringify(answer))
  return answer.body ? JSON.parse(answer.body) : {}
}

const save = async () => {
  await page.getByRole('button', { name: 'Save' }).first().click()
  await page.getByRole('status').waitFor()
}

test('a rule made in the browser sends the next call elsewhere, and says so before it comes', async () => {
  assert.equal((await answerTo(GOLD)).redirect, undefined)
  await page.goto(`${desk.crm.url}/settings`)
  await page.getByRole('link', { name: 'Call routing' }).click()
  await page.getByText('No rules yet').waitFor()
  await page.getByRole('link', { name: 'New rule' }).click()
  await page.getByLabel('Name').fill('Gold clients <b>first</b>')
  await page.getByLabel('Looks at').selectOption('status')
  await page.getByLabel('Value, line 1').fill('SILVER')
  await page.getByLabel('Destination, line 1').fill('103')
  await page.getByLabel('Value, line 2').fill('GOLD')
  await page.getByLabel('Destination, line 2').fill('102')
  await page.getByLabel('Seconds of ringing, line 2').fill('15')
  await page.getByLabel('Destination, all others').fill('101')
  await save()
  await page.getByText('status is GOLD → 102').waitFor()
  assert.equal(await page.locator('.rule b').count(), 0)

  await page.getByLabel('Caller').fill('06-12345671')
  await page.getByRole('button', { name: 'Try' }).click()
  const outcome = page.locator('.outcome-box')
  await outcome.getByText('Greta Gold', { exact: true }).waitFor()
  assert.match((await outcome.textContent()) ?? '', /Rings at 102, comes back after 15 s\./)
  assert.match((await outcome.textContent()) ?? '', /line 2: status is GOLD → 102/)
  const { redirect, return_timeout: back } = await answerTo(GOLD)
  assert.deepEqual([redirect, Number(back)], ['102', 15])
  assert.equal((await answerTo(OTHER)).redirect, '101')
})

test('the order counts, and can be changed; a rule that is off does nothing', async () => {
  await page.getByRole('link', { name: 'New rule' }).click()
  await page.getByLabel('Name').fill('Everybody with a status')
  await page.getByLabel('Looks at').selectOption('status')
  await page.getByLabel('Comparison, line 1').selectOption('not_equal')
  await page.getByLabel('Destination, line 1').fill('105')
  await save()
  assert.equal((await answerTo(GOLD)).redirect, '102')
  await page.getByRole('button', { name: 'Up: Everybody with a status' }).click()
  await page.getByRole('status').waitFor()
  assert.deepEqual(await page.locator('.rule h2 a').allTextContents(), [
    'Everybody with a status',
    'Gold clients <b>first</b>',
  ])
  assert.equal((await answerTo(GOLD)).redirect, '105')
  await page.getByRole('link', { name: 'Everybody with a status' }).click()
  await page.getByLabel('In use').uncheck()
  await save()
  assert.equal((await answerTo(GOLD)).redirect, '102')
  await page.getByRole('button', { name: 'Delete: Everybody with a status' }).click()
  await page.getByRole('status').waitFor()
  assert.equal(await page.locator('.rule').count(), 1)
})

test('rules are found by their words', async () => {
  await page.getByRole('searchbox').fill('silver')
  await page.keyboard.press('Enter')
  await page.waitForURL(/q=silver/)
  assert.equal(await page.locator('.rule').count(), 1)
  await page.getByRole('searchbox').fill('nothing like this')
  await page.keyboard.press('Enter')
  await page.getByText('No rule says that').waitFor()
})

test('what the engine refuses is said, and nothing that was typed is lost', async () => {
  await page.goto(`${desk.crm.url}/settings/routing/rule`)
  await page.getByLabel('Name').fill('Without a destination')
  await page.getByLabel('Value, line 1').fill('GOLD')
  await page.getByRole('button', { name: 'Save' }).click()
  assert.match((await page.getByRole('alert').textContent()) ?? '', /rules\[1\].*destination/)
  assert.equal(await page.getByLabel('Value, line 1').inputValue(), 'GOLD')
  await page.getByLabel('Destination, line 1').fill('104')
  await save()
  await page.getByRole('button', { name: 'Delete: Without a destination' }).click()
  await page.getByRole('status').waitFor()
})

test('two admins do not undo each other’s work unseen', async () => {
  await page.goto(`${desk.crm.url}/settings/routing`)
  await page.getByRole('link', { name: 'Gold clients' }).click()
  const other = await desk.browser.newPage()
  await other.goto(`${desk.crm.url}/settings/routing`)
  await other.getByLabel('Desk telephones show').uncheck()
  await other.getByRole('button', { name: 'Save' }).click()
  await other.getByRole('status').waitFor()
  await other.close()
  assert.equal((await answerTo(GOLD)).caller_name, undefined)
  await page.getByLabel('Name').fill('Gold')
  await page.getByRole('button', { name: 'Save' }).click()
  assert.match((await page.getByRole('alert').textContent()) ?? '', /Somebody else has changed/)
  assert.equal(await page.getByLabel('Name').inputValue(), 'Gold')
  await save()
  await page.getByLabel('Desk telephones show').check()
  await page.locator('.options').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('status').waitFor()
  assert.equal((await answerTo(GOLD)).caller_name, 'Greta Gold')
})

test('a number on the blacklist is not put through, until it is off it', async () => {
  await page.goto(`${desk.crm.url}/settings/blacklist`)
  await page.getByRole('textbox', { name: 'Number' }).fill('no number')
  await page.getByLabel('Note').fill('salesman')
  await page.getByRole('button', { name: 'Block' }).click()
  assert.match((await page.getByRole('alert').textContent()) ?? '', /That is no number/)
  assert.equal(await page.getByLabel('Note').inputValue(), 'salesman')
  await page.getByRole('textbox', { name: 'Number' }).fill('06 1234 5672')
  await page.getByRole('button', { name: 'Block' }).click()
  await page.getByRole('status').waitFor()
  await page.getByText('+31 6 12345672').waitFor()
  assert.equal((await answerTo(OTHER)).redirect, 'blacklist')
  await page.goto(`${desk.crm.url}/settings/routing?number=0612345672`)
  await page.getByText('The number is on the blacklist.').waitFor()
  await page.getByLabel('Hang up on the blacklist').check()
  await page.locator('.options').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('status').waitFor()
  assert.equal(Number((await answerTo(OTHER)).hangup), 1)
  await page.goto(`${desk.crm.url}/settings/blacklist?q=salesman`)
  await page.getByRole('button', { name: 'Remove +31612345672' }).click()
  await page.getByRole('status').waitFor()
  assert.equal((await answerTo(OTHER)).redirect, '101')
  assert.deepEqual(desk.complaints, [])
})

test('the pages are accessible, at a desk and on a telephone', async () => {
  const pages = ['routing', 'routing/rule', 'blacklist', 'routing?number=0612345671']
  const addresses = pages.map(path => `${desk.crm.url}/settings/${path}`)
  for (const viewport of [DESK, TELEPHONE]) {
    await assertAccessible(desk.browser, addresses, { viewport })
  }
})
