// An admin changes in the browser what calls lead to; the calls come from the simulated system.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { assertAccessible, DESK, TELEPHONE } from './accessible.js'
import { type AdminDesk, OTHER, openAdminDesk } from './admin-desk.js'

let desk: AdminDesk
let page: Page
before(async () => {
  desk = await openAdminDesk()
  page = desk.page
})
after(() => desk?.close())

interface Task {
  title: string
  agent: string
  board: string
}

/** What a missed call leads to: the tasks that the CRM has of it, as soon as there is one. */
async function tasksOfMissed(from: string): Promise<Task[]> {
  const callId = await desk.ring(from)
  for (let waited = 0; waited < 30_000; waited += 100) {
    const tasks: Task[] = await desk.crm.data.db
      .selectFrom('tasks')
      .select(['title', 'agent', 'board'])
      .where('call_id', 'like', `%${callId}%`)
      .execute()
    if (tasks.length > 0) return tasks
    await sleep(100)
  }
  throw new Error('the call led to nothing')
}

const saved = () => page.getByRole('status').waitFor()

test('the next missed call does what its row says now', async () => {
  const [first] = await tasksOfMissed(OTHER)
  assert.match(first?.title ?? '', /^Contact the client: Otto Other/)
  await page.goto(`${desk.crm.url}/settings`)
  await page.getByRole('link', { name: 'What calls lead to' }).click()
  await page.getByRole('link', { name: /^incoming · missed · known/ }).click()
  await page.getByLabel('Note').fill('Missed <i>clients</i>')
  await page.getByLabel('Text, action 1').fill('Ring {name} back, please')
  await page.getByLabel('To whom, action 1').selectOption('named')
  await page.getByLabel('Colleague, action 1').selectOption('102')
  await page.getByLabel('Board, action 1').fill('Rescue')
  await page.getByRole('button', { name: 'Save' }).click()
  await saved()
  assert.equal(await page.locator('.rule i').count(), 0)
  const tasks = await tasksOfMissed(OTHER)
  assert.deepEqual(tasks, [
    { title: 'Ring Otto Other back, please', agent: '102', board: 'Rescue' },
  ])
})

test('a dry run says what recent calls would lead to, and changes nothing', async () => {
  const count = async () =>
    Number(
      (
        await desk.crm.data.db
          .selectFrom('tasks')
          .select(eb => eb.fn.countAll<number>().as('all'))
          .executeTakeFirstOrThrow()
      ).all,
    )
  const before = await count()
  await page.getByRole('link', { name: 'Try on recent calls' }).click()
  const row = page.locator('#try tbody tr').first()
  await row.getByText('Missed <i>clients</i>').waitFor()
  assert.match((await row.textContent()) ?? '', /give a task “Ring Otto Other back, please”/)
  assert.equal(await count(), before)
})

test('a row that is switched off gives way to the next, and one that is wrong is not kept', async () => {
  await page.getByRole('link', { name: 'New row' }).click()
  await page.getByLabel('Note').fill('Everything missed')
  await page.getByLabel('incoming').check()
  await page.getByLabel('missed', { exact: true }).check()
  await page.getByLabel('What, action 1').selectOption('open_task')
  await page.getByLabel('To whom, action 1').selectOption('named')
  await page.getByRole('button', { name: 'Save' }).click()
  assert.match((await page.getByRole('alert').textContent()) ?? '', /actions\[0\].*user/)
  await page.getByLabel('Colleague, action 1').selectOption('103')
  await page.getByLabel('Text, action 1').fill('Look at it')
  await page.getByRole('button', { name: 'Save' }).click()
  await saved()
  await page.getByRole('link', { name: 'Missed <i>clients</i>' }).click()
  await page.getByLabel('In use').uncheck()
  await page.getByRole('button', { name: 'Save' }).click()
  await saved()
  assert.deepEqual(
    (await tasksOfMissed(OTHER)).map(({ title, agent }) => [title, agent]),
    [['Look at it', '103']],
  )
  await page.getByRole('button', { name: 'Delete: Everything missed' }).click()
  await saved()
})

test('a preset brings its rows back, and leaves the company’s own settings', async () => {
  await page.getByLabel('Board', { exact: true }).fill('Switchboard')
  await page.getByLabel(/^Senior manager/).selectOption('103')
  await page.locator('.options').first().getByRole('button', { name: 'Save' }).click()
  await saved()
  await page.getByLabel(/^With the rows/).selectOption('recommended')
  await page.getByRole('button', { name: 'Replace the rows' }).click()
  await saved()
  assert.equal(await page.getByText('Missed <i>clients</i>').count(), 0)
  assert.equal(await page.getByLabel('Board', { exact: true }).inputValue(), 'Switchboard')
  const [task] = await tasksOfMissed(OTHER)
  assert.match(task?.title ?? '', /^Contact the client: Otto Other/)
  assert.deepEqual([task?.agent, task?.board], ['103', 'Switchboard'])
  assert.deepEqual(desk.complaints, [])
})

test('the pages are accessible, at a desk and on a telephone', async () => {
  const pages = ['integration?try=1', 'integration/row']
  const addresses = pages.map(path => `${desk.crm.url}/settings/${path}`)
  for (const viewport of [DESK, TELEPHONE]) {
    await assertAccessible(desk.browser, addresses, { viewport })
  }
})
