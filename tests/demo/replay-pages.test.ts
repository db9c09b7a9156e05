import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import type { ReplayFile } from '../../relay/src/index.js'
import { launchChromium } from '../launch-chromium.js'
import {
  answers,
  ends,
  type Fields,
  localTime,
  pbxCallId,
  records,
  rings,
  sign,
  start,
} from '../relay/support/zadarma-notice.js'
import { type DemoCrm, startDemoCrm } from '../support/demo-crm.js'

const CALL = pbxCallId(1)
const AT = Date.now() - 60_000
const caller = { caller_id: '31612345678', called_did: '31202101234', call_start: localTime(AT) }

let crm: DemoCrm
let browser: Browser
before(async () => {
  crm = await startDemoCrm()
  browser = await launchChromium()
  await tell(start(CALL, caller))
  await tell(rings(CALL, '100', caller))
  await tell(rings(CALL, '100', caller))
  await tell(rings(CALL, '101', caller))
  await tell(answers(CALL, '101', { caller_id: caller.caller_id, call_start: caller.call_start }))
  await tell(ends(CALL, { ...caller, duration: '3600' }), 'Zm9yZ2Vk')
  const end = {
    ...caller,
    internal: '101',
    is_recorded: '1',
    call_id_with_rec: '1.2',
    duration: '134',
  }
  await tell(ends(CALL, end))
  await tell(records(CALL, '1.2'))
  await tell(answers(CALL, '<img src=x onerror=document.title=1>', caller))
  // What the call leads to is decided a few seconds after its end.
  while (!(await replayFile()).decisions?.some(({ moment }) => moment === 'end')) await sleep(100)
})
after(async () => {
  await browser.close()
  await crm.close()
})

async function replayFile(): Promise<ReplayFile> {
  const response = await fetch(`${crm.url}/calls/replay/${CALL}/file`)
  return (await response.json()) as ReplayFile
}

async function tell(fields: Fields, signature = sign(fields)): Promise<void> {
  const response = await crm.tell(fields, signature)
  assert.equal(response.status, signature === sign(fields) ? 200 : 401)
}

async function open(path: string, options: Parameters<typeof browser.newPage>[0] = {}) {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, ...options })
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(error.message))
  page.on('console', message => {
    if (message.type() === 'error' && !/deskbell|422/.test(message.text() + message.location().url))
      complaints.push(message.text())
  })
  await page.goto(crm.url + path)
  return { page, complaints }
}

const steps = (page: Page) => page.locator('.step .step-what strong').allTextContents()

test('from the list of calls to the timeline of one: every step, and what did not count', async () => {
  const { page, complaints } = await open('/calls')
  await page.getByRole('link', { name: 'Replay', exact: true }).click()
  await page
    .getByRole('row', { name: /answered/ })
    .getByRole('link', { name: 'Replay' })
    .click()
  await page.waitForSelector('.timeline')
  assert.deepEqual(await steps(page), [
    '+31612345678 calls +31202101234',
    'is answered: show the name Anna de Jong',
    'rings at 100',
    'rings at 100 (second time)',
    'rings at 101',
    '101 answers',
    'ends: completed, 3600 s of conversation',
    'ends: completed, 134 s of conversation',
    'its recording is ready',
    '<img src=x onerror=document.title=1> answers',
    'At the end the matrix’ row incoming_answered_contact_another fits',
  ])
  const [repeated, forged] = ['.step:nth-child(4)', '.step:nth-child(7)'].map(at =>
    page.locator(at),
  )
  assert.match((await repeated?.textContent()) ?? '', /Delivered again: nothing changes/)
  assert.match(
    (await forged?.textContent()) ?? '',
    /not believed.*signature wrong.*Nothing changes/s,
  )
  assert.match((await page.locator('.verdict').textContent()) ?? '', /the same record/)
  assert.notEqual(await page.title(), '1')
  await page.locator('.step:nth-child(1) summary').click()
  assert.match(
    (await page.locator('.step:nth-child(1) details').textContent()) ?? '',
    /NOTIFY_START.*"type": "offered"/s,
  )
  assert.deepEqual(complaints, [])
  await page.close()
})

test('the file is downloaded, dropped on the list and played; an edited one is found out', async () => {
  const response = await fetch(`${crm.url}/calls/replay/${CALL}/file`)
  assert.match(
    response.headers.get('content-disposition') ?? '',
    /attachment; filename="call\.json"/,
  )
  const file = (await response.json()) as ReplayFile
  const { page, complaints } = await open('/calls/replay')
  const drop = async (content: unknown) => {
    const transfer = await page.evaluateHandle(text => {
      const data = new DataTransfer()
      data.items.add(new File([text], 'call.json', { type: 'application/json' }))
      return data
    }, JSON.stringify(content))
    const loaded = page.waitForNavigation()
    await page.locator('.drop').dispatchEvent('drop', { dataTransfer: transfer })
    await loaded
  }
  await drop(file)
  assert.equal((await steps(page)).length, 11)
  assert.equal(await page.locator('.verdict.good').count(), 1)
  await page.goto(`${crm.url}/calls/replay`)
  await drop({ ...file, record: { ...file.record, outcome: 'missed' } })
  assert.match(
    (await page.locator('.verdict.bad').textContent()) ?? '',
    /outcome: missed in the file, completed today/,
  )
  await page.goto(`${crm.url}/calls/replay`)
  await drop({ format: 'holiday photos' })
  assert.match((await page.locator('[role=alert]').textContent()) ?? '', /no replay file/)
  // Also without dragging.
  await page.locator('input[type=file]').setInputFiles({
    name: 'call.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(file)),
  })
  await page.waitForSelector('.timeline')
  assert.deepEqual(complaints, [])
  await page.close()
})

test('without names and numbers: nobody is in the file', async () => {
  const response = await fetch(`${crm.url}/calls/replay/${CALL}/file?redacted=1`)
  const text = await response.text()
  assert.ok(!text.includes('612345678') && !text.includes('onerror'))
  assert.equal(JSON.parse(text).redacted, true)
})

test('what is not there is not found', async () => {
  assert.equal((await fetch(`${crm.url}/calls/replay/in_nothing`)).status, 404)
  assert.equal((await fetch(`${crm.url}/calls/replay/in_nothing/file`)).status, 404)
})

test('the pages are accessible and fit a telephone', async () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const path of ['/calls/replay', `/calls/replay/${CALL}`]) {
      const { page } = await open(path, { colorScheme, bypassCSP: true })
      await page.evaluate(axe)
      const violations = await page.evaluate(async () => {
        // biome-ignore lint/suspicious/noExplicitAny: axe puts itself on the window
        const { violations } = await (window as any).axe.run(document)
        return violations.map(
          ({ id, nodes }: { id: string; nodes: { html: string }[] }) => `${id} ${nodes[0]?.html}`,
        )
      })
      assert.deepEqual(violations, [], `${path} ${colorScheme}`)
      await page.setViewportSize({ width: 390, height: 800 })
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      assert.ok(wide <= 390, `${path} is ${wide} wide`)
      if (process.env.PICTURES) {
        await page.screenshot({
          path: `${process.env.PICTURES}/${path.length}-${colorScheme}-phone.png`,
          fullPage: true,
        })
        await page.setViewportSize({ width: 1366, height: 768 })
        await page.screenshot({
          path: `${process.env.PICTURES}/${path.length}-${colorScheme}.png`,
          fullPage: true,
        })
      }
      await page.close()
    }
  }
})
