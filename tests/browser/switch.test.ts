// The admin's switch, and the strictest page.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { launchChromium } from '../launch-chromium.js'
import { assertNoComplaints, openAgentPage, untilReady, wrapUp } from './agent-page.js'
import { Demo } from './demo.js'

interface Answer {
  e164: string
  valid: boolean
  reason: string
  notes: { code: string; detail: string }[]
}
declare const Deskbell: { normalize(text: string, options?: { country: string }): Answer }

let demo: Demo
let browser: Browser

before(async () => {
  ;[demo, browser] = await Promise.all([Demo.start(), launchChromium()])
})
after(async () => {
  await browser.close()
  await demo.stop()
})

test('the strictest page: a call rings without a report or an error', async () => {
  const agent = await openAgentPage(browser, `${demo.crm}/strict`)
  const policy = (await agent.page.request.get(`${demo.crm}/strict`)).headers()[
    'content-security-policy'
  ]
  assert.equal(
    policy?.replace(/; report-(uri|to) [^;]*/g, ''),
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'none'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'",
  )
  await untilReady(agent)
  const call = await demo.ring({ from: '+31612345678' })
  await agent.panel.getByText('Anna de Jong').first().waitFor()
  await demo.steer(call, 'answer')
  await agent.panel.getByText('00:01').waitFor()
  await demo.steer(call, 'hangup')
  await wrapUp(agent)
  assertNoComplaints(agent)
  await agent.close()
})

test('the numbers of R10 come out in the page as they are promised', async () => {
  const agent = await openAgentPage(browser, `${demo.crm}/strict`)
  await untilReady(agent)
  const normalize = (text: string) =>
    agent.page.evaluate(number => Deskbell.normalize(number, { country: 'NL' }), text)
  assert.equal((await normalize('0413-741 741')).e164, '+31413741741')
  assert.equal((await normalize('+31 413 741741')).e164, '+31413741741')
  assert.equal((await normalize('(0)6- 123 45 678')).e164, '+31612345678')
  const short = await normalize('+31 (0) 6 134678')
  assert.equal(short.valid, false)
  assert.equal(short.reason, 'too_short')
  assert.equal(short.e164, '+316134678')
  assert.ok(short.notes.some(note => note.code === 'dropped_trunk_prefix' && note.detail === '(0)'))
  for (const right of ['+31612345678', '+31413741741']) {
    const answer = await normalize(right)
    assert.deepEqual([answer.e164, answer.valid, answer.notes], [right, true, []])
  }
  await agent.close()
})

test('switched off by the admin nothing appears and nothing is fetched', async () => {
  const admin = await openAgentPage(browser, `${demo.crm}/settings`)
  await untilReady(admin)
  await admin.page
    .getByRole('checkbox', { name: /Deskbell|telephone/i })
    .first()
    .uncheck()
  await admin.page.getByRole('button', { name: /save/i }).first().click()
  await admin.page.waitForLoadState()
  const agent = await openAgentPage(browser, `${demo.crm}/companies`)
  const fetched: string[] = []
  agent.page.on('request', request => fetched.push(new URL(request.url()).pathname))
  await agent.page.reload()
  const call = await demo.ring({ from: '+31612345678' })
  await agent.page.waitForTimeout(1500)
  await demo.steer(call, 'hangup')
  assert.ok(fetched.includes('/deskbell.js') && fetched.includes('/deskbell/config'))
  const others = fetched.filter(
    path => path.includes('deskbell') && !['/deskbell.js', '/deskbell/config'].includes(path),
  )
  assert.deepEqual(others, [])
  assert.equal(await agent.page.locator('deskbell-panel, deskbell-toaster').count(), 0)
  const refused = await agent.page.evaluate(() =>
    (window as never as { Deskbell: { doCall(n: string): Promise<unknown> } }).Deskbell.doCall(
      '+31612345678',
    ).then(String, (error: { code: string }) => error.code),
  )
  assert.equal(refused, 'disabled')
  assertNoComplaints(agent)
  await admin.close()
  await agent.close()
})
